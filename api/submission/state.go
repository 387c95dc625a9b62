package submission

// State is how far a submission has come.
type State string

// The states of a submission.
const (
	// Queued is held on this machine; nothing of it is on the server, or the
	// user has decided to send it again.
	Queued State = "queued"
	// Uploading sends its local files.
	Uploading State = "uploading"
	// Sending has the create call on its way for the first time.
	Sending State = "sending"
	// Unknown is a create whose answer was lost. It is being checked and heals
	// by itself.
	Unknown State = "unknown"
	// Asking has a key too old to protect, and no job was surely found: the user
	// must decide.
	Asking State = "asking"
	// Accepted, Refused and Discarded are final. Refused means that the server
	// said no; Discarded that the user took it back.
	Accepted  State = "accepted"
	Refused   State = "refused"
	Discarded State = "discarded"
)

// Final tells whether nothing changes any more.
func (s State) Final() bool { return s == Accepted || s == Refused || s == Discarded }

// HoldsSlot tells whether a job of it may be running or is about to: it counts
// against the account's limit (api.md 5.3).
func (s State) HoldsSlot() bool { return s == Uploading || s == Sending || s == Unknown }
