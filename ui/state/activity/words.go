package activity

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/lazyregexp"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/transfers"
)

// keyLike is what looks like a key, whoever's it is.
var keyLike = lazyregexp.New(`\bsk[_-][A-Za-z0-9_-]{16,}`)

// longestLine bounds a line, in cells.
const longestLine = 500

// Plainly is a text on one line without a key, a signature or a control
// character. It is kept and copied, so what is drawn is made of it and not the
// other way round.
func Plainly(s string) string {
	return format.Cut(keyLike.Get().ReplaceAllString(format.Line(s), "(key)"), longestLine)
}

// clean is the problem without secrets.
func (p Problem) clean() Problem {
	for _, s := range []*string{&p.What, &p.Money, &p.Next, &p.Op, &p.Code, &p.Field, &p.Doc, &p.RequestID} {
		*s = Plainly(*s)
	}
	return p
}

// ProblemOf is an error in full; op is what it kept from happening.
func ProblemOf(op string, err error) Problem {
	x := api.Explain(err)
	p := Problem{What: x.What, Money: x.Money, Next: x.Next, Op: op}
	if e, ok := errors.AsType[*api.Error](err); ok {
		p.Code, p.Field, p.Doc, p.RequestID, p.Status = e.Code, e.Param, strings.TrimSuffix(e.DocURL, "?…"), e.RequestID, e.Status
	}
	return p.clean()
}

// ProblemWith is the problem of a submission that was refused or waits.
func ProblemWith(o create.Outgoing) Problem {
	p, title := o.Problem, o.Title()
	if title == "" {
		title = "the new lipsync"
	}
	return Problem{What: p.Message, Money: p.Money, Next: p.Next, Code: p.Code, Field: p.Param, Op: "making " + title}.clean()
}

// Failed keeps what did not work.
func (l *Log) Failed(now time.Time, what string, err error) {
	l.Trouble(now, Bad, what+": "+api.Explain(err).String(), ProblemOf(what, err))
}

// Refused keeps that the key is not accepted any more.
func (l *Log) Refused(now time.Time, err error) {
	l.Trouble(now, Bad, api.Explain(err).String(), ProblemOf("", err))
}

// Ended keeps how a job ended.
func (l *Log) Ended(now time.Time, e End, again string) {
	if !e.Failed {
		l.Happened(now, Good, e.Text())
		return
	}
	l.Trouble(now, Bad, e.Text(), Problem{What: e.Text(), Next: again + " on the job makes it again from the same inputs."})
}

// polling is what a round wants.
const polling = "asking for news"

// Round keeps that the answers stopped, and that they came back; what lies
// between counts as the same problem again.
func (l *Log) Round(now time.Time, r poll.Round) {
	switch err := r.Err; {
	case err == nil && r.Failed > 0:
		l.Happened(now, Online, "HeyGen answers again after "+format.Took(now.Sub(r.Since))+", "+format.Count(r.Failed, "round", "rounds")+" failed")
	case err == nil, api.IsAuth(err), api.IsCanceled(err):
	case r.Failed > 0:
		l.Known(now, ProblemOf(polling, err))
	default:
		kind := Odd
		if api.IsOffline(err) {
			kind = Offline
		}
		l.Trouble(now, kind, api.Explain(err).String(), ProblemOf(polling, err))
	}
}

// Attempt keeps an attempt of a call.
func (l *Log) Attempt(now time.Time, c api.Call) {
	failed := c.Err != nil || c.Status >= 400
	var wrong *Problem
	if c.Err != nil {
		p := ProblemOf("", c.Err)
		wrong = &p
	}
	l.called(c.Start.Add(c.Duration), Call{
		Method: c.Method, Path: Plainly(c.Path), Query: c.Query, Status: c.Status, Attempt: c.Attempt,
		RequestID: Plainly(c.RequestID), Least: c.Duration, Most: c.Duration, Bytes: c.Bytes, Wait: c.Wait,
		Reads: c.Reads(), Sends: c.Sends(), Failed: failed, Routine: !failed && c.Reads() && c.Attempt == 1 && c.Path != "/(media)",
	}, wrong)
	if c.Status == 429 {
		l.Happened(now, Limited, "HeyGen asked to slow down"+waits(c.Wait))
	}
}

func waits(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return ", waiting " + span(d)
}

// Files keeps what happened to files on their way.
func (l *Log) Files(now time.Time, n transfers.News) {
	for _, t := range n.Renewed {
		l.Happened(now, Renewed, "download link renewed for "+t.Name)
	}
	for _, t := range n.Begun {
		l.Happened(now, Get, t.Name+" started")
	}
	for _, t := range n.Arrived {
		l.Happened(now, Saved, t.Name+", "+format.Size(t.Size))
	}
	for _, t := range n.Failed {
		l.Trouble(now, Bad, t.Name+": "+t.Reason, Problem{What: t.Reason, Op: "download of " + t.Name})
	}
	for _, t := range n.Stopped {
		l.Happened(now, Note, t.Name+" stopped")
	}
}

// Words are what an entry says: of a call all but when the last one was.
func (e *Entry) Words() string {
	c := e.Call
	if c == nil {
		return e.Text
	}
	s := c.Method + " " + c.Path
	switch {
	case c.Status > 0:
		s += "  " + strconv.Itoa(c.Status)
	case c.Failed:
		s += "  no answer"
	}
	switch {
	case c.N > 1:
		s += "  " + strconv.Itoa(c.N) + " times"
	case c.Attempt > 1:
		s += "  try " + strconv.Itoa(c.Attempt)
	}
	if c.Wait > 0 {
		s += ", again in " + span(c.Wait)
	}
	return s
}

// Last says when the last of several calls was, "" of anything else. Lines stand where
// their first call was, so that times fall from line to line.
func (e *Entry) Last(now time.Time) string {
	if e.Call == nil || e.Call.N < 2 {
		return ""
	}
	return ", last " + format.Clock(e.At, now)
}

// Took is how long a call lasted, or the shortest and the longest of several; "" of what
// is no call.
func (e *Entry) Took() string {
	if e.Call == nil {
		return ""
	}
	a, b := span(e.Call.Least), span(e.Call.Most)
	switch {
	case e.Call.N < 2 || a == b:
		return b
	case strings.HasSuffix(a, "ms") && strings.HasSuffix(b, "ms"):
		a = strings.TrimSuffix(a, "ms")
	}
	return a + "-" + b
}

// span is a short time: "42ms", "1.2s", "41s".
func span(d time.Duration) string {
	switch {
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
	case d < 10*time.Second:
		return fmt.Sprintf("%.1fs", d.Seconds())
	}
	return format.Took(d)
}
