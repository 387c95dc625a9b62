package browse

// State is a set of states to look at.
type State int

// The states, in the order they are gone through.
const (
	All State = iota
	Active
	Failed
	Done
	Unseen
	states
)

// Next is the state after this one.
func (s State) Next() State { return (s + 1) % states }

// Word names the state, "" for all.
func (s State) Word() string { return [...]string{"", "active", "failed", "done", "new"}[s] }

func (s State) has(f *fact) bool {
	switch s {
	case Active:
		return f.kind == running || f.kind == pending || f.kind == oddActive
	case Failed:
		return f.kind == failed && !f.handled
	case Done:
		return f.kind == completed
	case Unseen:
		return f.unseen
	}
	return true
}

// Sort is what the jobs are ordered by.
type Sort int

// The sorts, in the order they are gone through. Newest is HeyGen's own order.
const (
	Newest Sort = iota
	Title
	ByState
	Length
	Changed
	sorts
)

// Next is the sort after this one.
func (s Sort) Next() Sort { return (s + 1) % sorts }

// Word says what comes first.
func (s Sort) Word(reverse bool) string {
	words := [...][2]string{
		{"newest", "oldest"},
		{"title a-z", "title z-a"},
		{"failed first", "done first"},
		{"longest", "shortest"},
		{"last changed", "first changed"},
	}
	if reverse {
		return words[s][1]
	}
	return words[s][0]
}

// Query is what to show and in which order. The zero Query is the list as it is.
type Query struct {
	Text  string
	State State
	// Reason is a reason of failure as Reason makes it, "" for any.
	Reason  string
	Sort    Sort
	Reverse bool
}

// Filters tells whether the query leaves anything out.
func (q Query) Filters() bool { return q.Text != "" || q.State != All || q.Reason != "" }

// Active tells whether the query changes anything about the list.
func (q Query) Active() bool { return q.Filters() || q.Sort != Newest || q.Reverse }

// everything is the query in the same order, without its filters.
func (q Query) everything() Query { return Query{Sort: q.Sort, Reverse: q.Reverse} }
