package sim

import (
	"strings"
	"sync"
	"time"
)

// FaultKind is what goes wrong.
type FaultKind int

// The kinds of faults.
const (
	NoFault FaultKind = iota
	// FaultStatus answers with an enveloped error of Status (500 by default),
	// the documented code for it unless Code is given, and RetryAfter.
	FaultStatus
	// FaultHTML answers with a gateway's page and Status (502 by default).
	FaultHTML
	// FaultBare answers with Status (404 by default) and Body as it is, without
	// an envelope; it also gives tests any odd 200 they want.
	FaultBare
	// FaultGarbage answers 200 with something that is not JSON.
	FaultGarbage
	// FaultTruncate does the work, sends half of the answer and drops the
	// connection.
	FaultTruncate
	// FaultSlow waits for Delay before the work.
	FaultSlow
	// FaultDropBefore drops the connection without doing anything.
	FaultDropBefore
	// FaultDropAfter does the work and drops the connection instead of
	// answering. With Delay the connection is dropped while a create is still
	// worked on: its job comes that much later, and its key gets 409 until then.
	FaultDropAfter
	// FaultEmpty does the work and answers a 2xx without a body.
	FaultEmpty
	// FaultRedirect sends the client to another host.
	FaultRedirect
	// FaultStall sends headers and then nothing until the client goes away.
	FaultStall
	// FaultFailAfter does the work and answers with an enveloped error of Status
	// all the same (500 by default).
	FaultFailAfter
)

var faultNames = [...]string{"", "status", "html", "bare", "garbage", "truncate", "slow", "drop-before", "drop-after", "empty", "redirect", "stall", "fail-after"}

// String is the fault's name in the log, "" for NoFault.
func (k FaultKind) String() string { return faultNames[k] }

// Fault is one fault on cue.
type Fault struct {
	// Route is a pattern as in Entry ("POST /v3/lipsyncs"), "" for every call
	// of the API. The presigned hosts have their own, RouteMedia and
	// RouteUpload, and are not part of "".
	Route string
	// ID narrows it to the requests about one job, "" for any.
	ID string
	// Skip lets that many fitting requests pass first; Times is how often the
	// fault happens then, 0 for ever; Probability is how likely it is each
	// time, 0 for always.
	Skip, Times int
	Probability float64

	Kind                 FaultKind
	Status               int
	Code, Message, Param string
	// RetryAfter is the header verbatim: seconds or an HTTP date.
	RetryAfter string
	// RequestID is the X-Request-Id of the answer, "" for none.
	RequestID string
	// Delay is in real time, as the clock of the test or the program tells it.
	Delay time.Duration
	// Body replaces what FaultHTML, FaultBare and FaultGarbage answer.
	Body string
}

// Faults is the list of what goes wrong. The first that fits a request is
// played.
type Faults struct {
	mu   sync.Mutex
	list []*Fault
}

// Add puts a fault on the list.
func (f *Faults) Add(fault Fault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = append(f.list, &fault)
}

// Clear ends all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = nil
}

// take finds the fault for a request about the job of an id, "" where it is about
// none; dice is in [0, 1).
func (f *Faults) take(route, id string, dice float64) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.list {
		if !x.fits(route, id, dice) {
			continue
		}
		if x.Skip > 0 {
			x.Skip--
			continue
		}
		if x.Times == 1 {
			f.list = append(f.list[:i:i], f.list[i+1:]...)
		} else if x.Times > 1 {
			x.Times--
		}
		return *x
	}
	return Fault{}
}

func (f *Fault) fits(route, id string, dice float64) bool {
	if f.ID != "" && f.ID != id {
		return false
	}
	if f.Probability > 0 && dice >= f.Probability {
		return false
	}
	if f.Route == "" {
		return strings.Contains(route, " /v3/")
	}
	return f.Route == route
}

// slow is how long the fault keeps the work waiting.
func (f Fault) slow() time.Duration {
	if f.Kind == FaultSlow {
		return f.Delay
	}
	return 0
}

// lateness is where a request's context has how late its work is done.
type lateness struct{}

// late is how long after the answer the work of a create is done.
func (f Fault) late() time.Duration {
	if f.Kind == FaultDropAfter {
		return f.Delay
	}
	return 0
}
