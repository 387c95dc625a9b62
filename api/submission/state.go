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
	// Sending has the create call on its way.
	Sending State = "sending"
	// Unknown is a create whose answer was lost. Its job is looked for, and when
	// it is not there the create is sent again: it heals by itself.
	Unknown State = "unknown"
	// Asking may have a job that is not surely its own, or none although its key
	// is too old to protect: the user must decide.
	Asking State = "asking"
	// Accepted, Refused and Discarded are final. Refused means that the server
	// said no; Discarded that the user took it back.
	Accepted  State = "accepted"
	Refused   State = "refused"
	Discarded State = "discarded"
)

// Final tells whether nothing changes any more.
func (s State) Final() bool { return s == Accepted || s == Refused || s == Discarded }
