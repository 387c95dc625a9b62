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
