package submission

import (
	"time"

	"lipdash/api"
)

// Event is something that happened to a submission. The set is closed.
type Event interface {
	// step changes s and says what to do next; what does not fit the state does
	// nothing.
	step(s *Submission, now time.Time) []Effect
}

type (
	// Submitted sets a new submission going, or one that is Held.
	Submitted struct{}
	// SlotGranted says that the gate let it through.
	SlotGranted struct{}
	// Uploaded says that the file of a parameter is on the server.
	Uploaded struct{ Param, Asset string }
	// UploadFailed says that it is not.
	UploadFailed struct {
		Param string
		Err   error
	}
	// Answered is the answer to a create, or the user pointing at the job when
	// asked.
	Answered struct{ JobID api.JobID }
	// SendFailed is a create that gave no job.
	SendFailed struct{ Err error }
	// TimeCame says that the time of a Wake has come.
	TimeCame struct{}
	// Looked is the result of looking for the job; Found is nil when it was not
	// found. Guess says that it may be another's, Partial that not all of the
	// list could be looked at. A job with the submission's own callback id, met
	// anywhere, may be reported without being asked.
	Looked struct {
		Found          *api.JobID
		Guess, Partial bool
		Err            error
	}
	// Resend is the user insisting, when asked, that it be sent again.
	Resend struct{}
	// Discard is the user taking it back. It does nothing while a create may
	// be under way.
	Discard struct{}
)
