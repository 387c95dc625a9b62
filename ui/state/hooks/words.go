package hooks

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Ended is how a hook ended.
type Ended struct {
	// Code is its exit code; -1 when a signal ended it, or it never began.
	Code int
	// Line is the first line it printed.
	Line string
	Took time.Duration
	// Late is true when it was ended because it took too long.
	Late bool
	// Err is why it did not begin.
	Err error
	// Skipped is true when it was not this program's to run; Unclaimed when nobody could
	// tell, so that it is called again.
	Skipped, Unclaimed bool
}

// Failed tells whether something went wrong.
func (e Ended) Failed() bool { return e.Code != 0 || e.Late || e.Err != nil }

// Name is what the call is about, for people.
func (c Call) Name() string {
	if c.Event == OnBatchDone {
		return cmp.Or(c.Batch.Name, string(c.Batch.ID))
	}
	return cmp.Or(c.Job.Title, string(c.Job.ID))
}

// Text is how a hook ended, in a line.
func (e Ended) Text(c Call) string {
	var how string
	switch {
	case e.Unclaimed:
		how = "waits: " + e.Err.Error()
	case e.Err != nil:
		how = "did not begin: " + e.Err.Error()
	case e.Late:
		how = "was ended after " + format.Took(e.Took) + ", it took too long"
	case e.Code < 0:
		how = "was ended by a signal"
	default:
		how = "ended with " + strconv.Itoa(e.Code)
	}
	text := string(c.Event) + " of " + c.Name() + " " + how
	if e.Line != "" {
		text += ": " + e.Line
	}
	return text
}

// CutShortText is what is said of hooks that were cut short, by their claims; "" of none.
func CutShortText(claims []string) string {
	if len(claims) == 0 {
		return ""
	}
	var names []string
	again := "lipdash wait ID --exec COMMAND runs one by hand"
	for _, c := range claims {
		words := strings.Fields(c)
		names = append(names, words[0]+" of "+words[1])
		if words[0] == string(OnBatchDone) {
			again = "lipdash wait --batch ID --exec COMMAND runs one for each job"
		}
	}
	return strings.Join(names, ", ") + " may not have finished when lipdash was ended, and will not run twice: " + again
}

// longestVariable bounds a variable, in bytes: systems refuse long ones, and the whole text
// is in the input.
const longestVariable = 32 << 10

// Variables are what a hook learns from its environment. Links are no part of it: they
// are secrets while they are good, and the environment of a process is everybody's.
func (c Call) Variables() []string {
	v := []string{"LIPDASH_EVENT=" + string(c.Event)}
	add := func(name, value string) {
		value = value[:min(len(value), longestVariable)]
		v = append(v, "LIPDASH_"+name+"="+strings.ReplaceAll(value, "\x00", ""))
	}
	if c.Event == OnBatchDone {
		done, failed := 0, 0
		for _, it := range c.Batch.Items {
			switch {
			case it.State == record.ItemCompleted:
				done++
			case it.State.Failed():
				failed++
			}
		}
		add("BATCH_ID", string(c.Batch.ID))
		add("BATCH_NAME", c.Batch.Name)
		add("COMPLETED", strconv.Itoa(done))
		add("FAILED", strconv.Itoa(failed))
		return v
	}
	add("ID", string(c.Job.ID))
	add("TITLE", c.Job.Title)
	add("STATUS", string(c.Job.Status))
	add("FILE", c.Path)
	if c.Job.Status == api.StatusFailed {
		add("FAILURE", c.Job.FailureMessage)
	}
	return v
}
