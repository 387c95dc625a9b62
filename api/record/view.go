package record

// View is a way to look at the list that has a name.
type View struct {
	Name string `json:"-"`
	// Filter is the text of the filter, State and Sort are the words for them, "" for all
	// and for the newest first (state/browse). Reason is a reason of failure.
	Filter  string `json:"filter,omitempty"`
	State   string `json:"state,omitempty"`
	Reason  string `json:"reason,omitempty"`
	Sort    string `json:"sort,omitempty"`
	Reverse bool   `json:"reverse,omitempty"`
}
