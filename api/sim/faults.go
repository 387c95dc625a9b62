package sim

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// FaultKind is what goes wrong.
type FaultKind int

// The kinds of faults.
const (
	NoFault FaultKind = iota
	// FaultStatus answers with an enveloped error of Status (500 by default).
	FaultStatus
	// FaultHTML answers with a gateway's page and Status (502 by default).
	FaultHTML
	// FaultBare answers with Status (404 by default) and Body, no envelope.
	FaultBare
	// FaultGarbage answers 200 with something that is not JSON.
	FaultGarbage
	// FaultTruncate does the work and cuts the answer in half.
	FaultTruncate
	// FaultSlow waits for Delay before the work.
	FaultSlow
	// FaultDropBefore drops the connection without doing anything.
	FaultDropBefore
	// FaultDropAfter does the work and drops the connection instead of
	// answering.
	FaultDropAfter
	// FaultEmpty does the work and answers without a body.
	FaultEmpty
	// FaultRedirect sends the client to another host.
	FaultRedirect
	// FaultStall sends headers and then nothing until the client goes away.
	FaultStall
)

var faultNames = [...]string{"", "status", "html", "bare", "garbage", "truncate", "slow", "drop-before", "drop-after", "empty", "redirect", "stall"}

// String is the fault's name in the log.
func (k FaultKind) String() string { return faultNames[k] }

// Fault is one fault on cue.
type Fault struct {
	// Route is a pattern ("POST /v3/lipsyncs"), "" for every route of the API.
	Route string
	// Skip lets that many requests pass first; Times is how often it happens
	// then, 0 for ever; Probability is how likely each time, 0 for always.
	Skip, Times int
	Probability float64

	Kind                 FaultKind
	Status               int
	Code, Message, Param string
	// RetryAfter is the header verbatim: seconds or an HTTP date.
	RetryAfter string
	Delay      time.Duration
	Body       string
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

func (f *Faults) take(route string, dice float64) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.list {
		media := strings.HasPrefix(route, "GET /media") || strings.HasPrefix(route, "PUT /uploads")
		if x.Route != route && (x.Route != "" || media) || x.Probability > 0 && dice >= x.Probability {
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

func (f Fault) slow() time.Duration {
	if f.Kind == FaultSlow {
		return f.Delay
	}
	return 0
}

// instead plays the faults that answer in place of the work.
func (f Fault) instead(w http.ResponseWriter, r *http.Request) bool {
	if f.RetryAfter != "" {
		w.Header().Set("Retry-After", f.RetryAfter)
	}
	switch f.Kind {
	case FaultStatus:
		f.problem().write(w)
	case FaultHTML:
		w.Header().Set("Content-Type", "text/html")
		code := or(f.Status, 502)
		w.WriteHeader(code)
		fmt.Fprintf(w, "<html><head><title>%d %s</title></head><body><center><h1>gateway</h1></center></body></html>", code, http.StatusText(code))
	case FaultBare:
		w.Header().Set("Content-Type", "text/plain")
		w.WriteHeader(or(f.Status, 404))
		_, _ = w.Write([]byte(f.Body))
	case FaultGarbage:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte("\x00\xff not json {"))
	case FaultDropBefore:
		panic(http.ErrAbortHandler)
	case FaultRedirect:
		http.Redirect(w, r, "https://elsewhere.example.com"+r.URL.Path, http.StatusFound)
	case FaultStall:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(200)
		_ = http.NewResponseController(w).Flush()
		<-r.Context().Done()
		panic(http.ErrAbortHandler)
	default:
		return false
	}
	return true
}

// after does the work and plays the faults that spoil its answer.
func (f Fault) after(w http.ResponseWriter, work func(http.ResponseWriter)) {
	switch f.Kind {
	case FaultDropAfter:
		work(&hold{header: http.Header{}})
		panic(http.ErrAbortHandler)
	case FaultTruncate:
		h := &hold{header: http.Header{}}
		work(h)
		for k, v := range h.header {
			w.Header()[k] = v
		}
		w.Header().Set("Content-Length", fmt.Sprint(h.body.Len()))
		w.WriteHeader(or(h.code, 200))
		_, _ = w.Write(h.body.Bytes()[:h.body.Len()/2])
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	default:
		work(w)
	}
}

// hold keeps an answer back.
type hold struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

func (h *hold) Header() http.Header         { return h.header }
func (h *hold) Write(p []byte) (int, error) { return h.body.Write(p) }
func (h *hold) WriteHeader(code int)        { h.code = code }

var codes = map[int]string{
	400: "invalid_parameter", 401: "unauthorized", 402: "insufficient_credit", 403: "forbidden",
	404: "resource_not_found", 409: "conflict", 413: "payload_too_large", 429: "rate_limit_exceeded",
	503: "service_unavailable", 504: "gateway_timeout",
}

func (f Fault) problem() *problem {
	p := &problem{status: or(f.Status, 500), code: f.Code, message: f.Message, param: f.Param, retryAfter: f.RetryAfter}
	if p.code == "" {
		p.code = codes[p.status]
	}
	if p.code == "" {
		p.code = "internal_error"
	}
	if p.message == "" {
		p.message = strings.ToLower(http.StatusText(p.status))
	}
	return p
}

func or(n, otherwise int) int {
	if n == 0 {
		return otherwise
	}
	return n
}
