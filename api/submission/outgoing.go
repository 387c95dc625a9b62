package submission

import (
	"slices"
	"strings"

	"lipdash/api"
)

// Outgoing is one submission on its way, as a screen shows it.
type Outgoing struct {
	// Submission is as far as it is stored. Its Problem may also be that of the
	// journal (outbox.CodeJournal), or another process (CodeStopped).
	Submission
	// Place is its place in the queue of all processes, 1 for the next one; 0
	// when it is not queued, or waits for the user.
	Place int
	// Param is the parameter whose file is being sent, "" when none is; Upload is
	// how far that is, without a step while it waits for its turn.
	Param  string
	Upload api.UploadProgress
	// Elsewhere ones are driven by another process, or were left by one.
	Elsewhere bool
}

// Why is why it was refused or waits, what that means for the money, and what to do.
func (o *Outgoing) Why() string { return sentences(o.Problem.Message, o.Problem.Money, o.Problem.Next) }

// Then is Why without the reason.
func (o *Outgoing) Then() string { return sentences(o.Problem.Money, o.Problem.Next) }

// Uploads tells whether a file of it goes up.
func (o *Outgoing) Uploads() bool { return o.State == Uploading && o.Upload.Total > 0 }

func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}
