package ui

import (
	"lipdash/ui/calls"
	"lipdash/ui/state/share"
)

// Results are past participles; each carries its own error, and reads the number
// of the request they answer. What is of one session comes wrapped (guard.go).
type (
	copiedMsg struct {
		of share.Text
		// aside is one more thing to say of it; show asks for the text alone.
		aside string
		show  bool
		how   calls.Copied
		err   error
	}
	toldMsg struct {
		sequence, how string
		// test ones were sent to try it.
		test bool
		err  error
	}
)

// Timers carry an id or an epoch; an old one cannot touch what is newer.
type (
	toastExpiredMsg struct{ id int }
)
