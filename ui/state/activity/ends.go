package activity

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// End is how a job ended.
type End struct {
	Name string
	// Took is how long it ran as seen from here, 0 where that is not known.
	Took   time.Duration
	Failed bool
	// Why is HeyGen's word on a failure, "" when it gave none.
	Why string
}

// EndOf is how a job ended that is called by a name. One that was already running when
// it was first seen has no honest figure for how long it took.
func EndOf(e store.Entry, name string) End {
	end := End{Name: name, Failed: e.Job.Status == api.StatusFailed, Why: format.Line(e.Job.FailureMessage)}
	if n := len(e.History); n > 1 && e.CreatedHere && !e.History[0].Found {
		end.Took = e.History[n-1].At.Sub(e.History[0].At)
	}
	return end
}

// Text is the end in a sentence.
func (e End) Text() string {
	switch {
	case e.Failed && e.Why != "":
		return e.Name + " failed: " + e.Why
	case e.Failed:
		return e.Name + " failed"
	case e.Took > 0:
		return e.Name + " finished in " + format.Took(e.Took)
	}
	return e.Name + " finished"
}

// Message is the end for somebody who looks elsewhere.
func (e End) Message() string {
	if e.Failed {
		return e.Text()
	}
	return e.Name + " is done"
}

// Together is what ended at once in one sentence: one job by name, more as numbers;
// failed tells that some of them did.
func Together(ends []End) (text string, failed bool) {
	bad := 0
	for _, e := range ends {
		if e.Failed {
			bad++
		}
	}
	if len(ends) == 1 {
		return ends[0].Text(), bad > 0
	}
	text = format.Count(len(ends)-bad, "job", "jobs") + " finished"
	if bad > 0 {
		text += ", " + format.Count(bad, "job", "jobs") + " failed"
	}
	return text, bad > 0
}
