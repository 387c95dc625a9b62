package activity

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/share"
)

// Story is all there is to an entry or a problem. Wrong is what went wrong, "" where
// nothing did; Says are further sentences, Facts what support asks for.
type Story struct {
	Title, Wrong string
	Says         []string
	Facts        []Fact
	Request      string
}

// Fact is a label and its value.
type Fact struct{ Label, Value string }

// add adds a fact if there is a value.
func (s *Story) add(label, value string) {
	if value != "" {
		s.Facts = append(s.Facts, Fact{label, value})
	}
}

// says has the story begin with a problem's sentences.
func (s *Story) says(p *Problem) {
	s.Wrong = p.What
	for _, t := range []string{p.Money, p.Next} {
		if t != "" {
			s.Says = append(s.Says, t)
		}
	}
}

// Story is a problem in full: what, the money, the next step, and what support asks for.
func (p *Problem) Story(now time.Time) Story {
	s := Story{Title: "What went wrong", Request: p.RequestID}
	s.says(p)
	s.add("while", p.Op)
	if p.Status > 0 {
		s.add("answer", "HTTP "+strconv.Itoa(p.Status))
	}
	s.add("code", p.Code)
	s.add("field", p.Field)
	s.add("request", p.RequestID)
	s.add("more at", p.Doc)
	when := format.Stamp(p.Last, now) + ", " + format.Ago(now.Sub(p.Last))
	if p.N > 1 {
		when += "; " + format.Count(p.N, "time", "times") + " since " + format.Clock(p.First, now)
	}
	s.add("when", when)
	return s
}

// Story is all there is to an entry.
func (e *Entry) Story(now time.Time) Story {
	switch {
	case e.Call != nil:
		return e.call(now)
	case e.Problem != nil:
		return e.Problem.Story(now)
	}
	s := Story{Title: "What happened", Says: []string{e.Text}}
	s.add("when", format.Stamp(e.At, now)+", "+format.Ago(now.Sub(e.At)))
	return s
}

func (e *Entry) call(now time.Time) Story {
	c := e.Call
	s := Story{Title: c.Method + " " + c.Path, Request: c.RequestID}
	if p := e.Problem; p != nil {
		s.says(p)
		s.add("code", p.Code)
		s.add("field", p.Field)
		s.add("more at", p.Doc)
	}
	answer := "none"
	if c.Status > 0 {
		answer = "HTTP " + strconv.Itoa(c.Status)
	}
	s.add("answer", answer)
	s.add("query", readable(c.Query))
	took, when := span(c.Most), format.Stamp(e.At, now)
	if c.N > 1 {
		took = format.Count(c.N, "call", "calls") + ", " + span(c.Least) + " to " + span(c.Most)
		when = format.Clock(e.From, now) + " to " + format.Clock(e.At, now)
	}
	s.add("took", took)
	if c.Attempt > 1 || c.Wait > 0 {
		s.add("try", strconv.Itoa(c.Attempt)+waits(c.Wait))
	}
	if c.Bytes > 0 {
		s.add("bytes", format.Size(c.Bytes))
	}
	s.add("request", c.RequestID)
	s.add("when", when)
	return s
}

// longestQuery is how much of a query is shown: a hundred ids fill a screen.
const longestQuery = 160

// readable is a query as people read it.
func readable(query string) string {
	s, err := url.QueryUnescape(query)
	if err != nil {
		s = query
	}
	return format.Cut(Plainly(strings.ReplaceAll(s, ",", ", ")), longestQuery)
}

// LastError is the story of the i-th of the last problems, the newest first, and which
// one it is: after the oldest comes the newest again. trying is why a call is about to be
// repeated, nil when none is: nothing has come of that yet, so it is no entry. ok is
// false when nothing went wrong.
func (l *Log) LastError(i int, trying error, now time.Time) (s Story, at int, ok bool) {
	n := len(l.problems)
	if i >= n {
		i = 0
	}
	switch {
	case n > 0:
		s = l.problems[n-1-i].Story(now)
	case trying != nil:
		p := ProblemOf(polling, trying)
		p.First, p.Last = now, now
		s = p.Story(now)
	default:
		return s, 0, false
	}
	s.Title = "What went wrong last"
	if i > 0 {
		s.Title = "What went wrong before that"
	}
	return s, i, true
}

// Problems is how many different ones there were.
func (l *Log) Problems() int { return len(l.problems) }

// Request is the request id to copy, or why there is none. The entry may be nil.
func (e *Entry) Request() (id, why string) {
	if e == nil || e.RequestID() == "" {
		return "", "there is no request id in this line"
	}
	return e.RequestID(), ""
}

// Curl is a command that makes the entry's call again with the API at base, or why there
// is none. The entry may be nil.
func (e *Entry) Curl(base string) (command, why string) {
	switch {
	case e == nil || e.Call == nil:
		return "", "this line is no call"
	case strings.HasPrefix(e.Call.Path, "/("):
		return "", "its link was signed and is not kept, so there is no curl of it"
	case e.Call.Sends:
		return "", "what was sent is not kept, so there is no curl of it"
	}
	link := base + e.Call.Path
	if e.Call.Query != "" {
		link += "?" + e.Call.Query
	}
	return share.Curl(e.Call.Method, link, e.Call.Reads), ""
}

// CallsInAMinute says how many calls were made in the last minute, and how many of them
// were asked to slow down.
func (l *Log) CallsInAMinute(now time.Time) string {
	calls, slowed := l.callsSince(now.Add(-time.Minute))
	s := strconv.Itoa(calls) + " calls in the last minute"
	if slowed > 0 {
		s += ", " + format.Count(slowed, "slow-down", "slow-downs")
	}
	return s
}
