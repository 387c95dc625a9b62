package ui

import (
	"lipdash/api"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/share"
	"lipdash/ui/state/store"
)

// Results are past participles; each carries its own error, and reads the number
// of the request they answer. What is of one session comes wrapped (guard.go).
type (
	sessionOpenedMsg struct {
		seq     store.Seq
		session Session
		err     error
	}
	jobsListedMsg struct {
		seq store.Seq
		// token is the cursor the page was asked with, "" for the top.
		token string
		page  api.JobPage
		err   error
	}
	statusesPolledMsg struct {
		key      string
		seq      store.Seq
		statuses []api.JobStatus
		err      error
	}
	jobReadMsg struct {
		seq store.Seq
		id  api.JobID
		job api.Job
		err error
	}
	accountReadMsg struct {
		seq     store.Seq
		account api.Account
		err     error
	}
	// jobEditedMsg carries no job after a delete.
	jobEditedMsg struct {
		call edits.Call
		job  api.Job
		err  error
	}
	fileCheckedMsg struct {
		param string
		file  api.LocalFile
	}
	pathsCompletedMsg struct {
		param, prefix string
		paths         []string
	}
	copiedMsg struct {
		of share.Text
		// aside is one more thing to say of it; show asks for the text alone.
		aside string
		show  bool
		how   Copied
		err   error
	}
	toldMsg struct {
		sequence, how string
		// test ones were sent to try it.
		test bool
		err  error
	}
	disconnectedMsg struct{ more <-chan struct{} }
	callMadeMsg     struct {
		call api.Call
		more <-chan api.Call
	}
)

// Timers carry an id or an epoch; an old one cannot touch what is newer.
type (
	clockTickMsg    struct{ epoch int }
	toastExpiredMsg struct{ id int }
)
