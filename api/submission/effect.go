package submission

import (
	"time"

	"lipdash/api"
)

// Effect is something a driver has to do, after what came with it was stored.
// The set is closed.
type Effect interface{ effect() }

type (
	// AskForSlot asks the gate for one of the account's slots; SlotGranted is
	// due when there is one.
	AskForSlot struct{}
	// Upload sends the file of a parameter. Fresh says that a known asset must
	// not be used again: the server has forgotten it.
	Upload struct {
		Param, Path string
		Fresh       bool
	}
	// Send creates the job with this key.
	Send struct {
		Request api.CreateRequest
		Key     string
	}
	// Look finds out whether the job exists, by callback id, then by title and
	// time; Match does so in a list. Ours says that nobody else uses the
	// callback id. That it does not exist may only be said of a list that is read
	// a while after Lost: the server may still be at work, and lists lag behind.
	Look struct {
		CallbackID string
		Ours       bool
		Title      string
		// Since is when the first attempt may have been made, Lost when the last
		// one was given up.
		Since, Lost time.Time
		// Dismissed are jobs that are not the one: the user said so.
		Dismissed []api.JobID
	}
	// Wake asks for TimeCame at a time.
	Wake struct{ At time.Time }
	// AskUser asks what to do with a submission in the state Asking.
	AskUser struct{}
	// ReopenForm shows the values again, with Problem where it belongs.
	ReopenForm struct{}
)

func (AskForSlot) effect() {}
func (Upload) effect()     {}
func (Send) effect()       {}
func (Look) effect()       {}
func (Wake) effect()       {}
func (AskUser) effect()    {}
func (ReopenForm) effect() {}

// Event is something that happened to a submission. The set is closed.
type Event interface {
	// step changes s and says what to do next; what does not fit the state does
	// nothing.
	step(s *Submission, now time.Time) []Effect
}

type (
	// Submitted sets a new submission going, or one that is Held.
	Submitted struct{}
	// Given are its values once more, from whoever still has them whole.
	Given struct{ Values map[string]string }
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
