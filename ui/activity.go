package ui

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	ended "lipdash/ui/state/activity"
	"lipdash/ui/state/poll"
)

// activityState is what happened and what was called, and the pane that shows it.
type activityState struct {
	log    activity.Log
	events *activity.Pane
}

func newActivityState(keys *keymap.Map) activityState {
	return activityState{events: activity.New(keys)}
}

// What is told to the activity. Everything goes through plainly, which takes
// secrets out: what is in the list is copied into tickets and bug reports.

// sayAs says something and keeps it under a kind.
func (m *Model) sayAs(kind activity.Kind, tone statusbar.Tone, text string) tea.Cmd {
	e := activity.Entry{Kind: kind}
	if tone == statusbar.Bad {
		e.Problem = &activity.Problem{What: text}
	}
	m.happened(e, text)
	return m.flash(tone, text)
}

// kindOf is the kind of what is only said.
var kindOf = map[statusbar.Tone]activity.Kind{
	statusbar.Info: activity.Note, statusbar.Good: activity.Good, statusbar.Bad: activity.Bad, statusbar.Warning: activity.Odd,
}

// happened keeps an entry with a text.
func (m *Model) happened(e activity.Entry, text string) {
	e.At, e.Text = m.now, plainly(text)
	if e.Problem != nil {
		p := clean(*e.Problem)
		e.Problem = &p
	}
	m.log.Happened(e)
}

// problem is an error as a story; op is what it kept from happening.
func problem(op string, err error) activity.Problem {
	x := api.Explain(err)
	p := activity.Problem{What: x.What, Money: x.Money, Next: x.Next, Op: op}
	if e, ok := errors.AsType[*api.Error](err); ok {
		p.Code, p.Field, p.Doc, p.RequestID, p.Status = e.Code, e.Param, strings.TrimSuffix(e.DocURL, "?…"), e.RequestID, e.Status
	}
	return p
}

func clean(p activity.Problem) activity.Problem {
	for _, s := range []*string{&p.What, &p.Money, &p.Next, &p.Op, &p.Code, &p.Field, &p.Doc, &p.RequestID} {
		*s = plainly(*s)
	}
	return p
}

// keyLike is what looks like a key, whoever's it is.
var keyLike = regexp.MustCompile(`\bsk[_-][A-Za-z0-9_-]{16,}`)

// longestLine bounds a line of the activity, in cells.
const longestLine = 500

// plainly is a text on one line without a key, a signature or a control
// character. It is kept and copied, so what is drawn is made of it and not the
// other way round.
func plainly(s string) string {
	s = format.Line(s)
	return format.Cut(keyLike.ReplaceAllString(s, "(key)"), longestLine)
}

// noteFailure keeps what did not work.
func (m *Model) noteFailure(what string, err error) {
	p := problem(what, err)
	m.happened(activity.Entry{Kind: activity.Bad, Problem: &p}, what+": "+sentence(err))
}

// noteRefused keeps that the key is not accepted any more.
func (m *Model) noteRefused(err error) {
	p := problem("", err)
	m.happened(activity.Entry{Kind: activity.Bad, Problem: &p}, sentence(err))
}

// noteEnd keeps how a job ended.
func (m *Model) noteEnd(e ended.End) {
	if !e.Failed {
		m.happened(activity.Entry{Kind: activity.Good}, e.Text())
		return
	}
	m.happened(activity.Entry{Kind: activity.Bad, Problem: &activity.Problem{
		What: e.Text(), Next: "t on the job makes it again from the same inputs.",
	}}, e.Text())
}

// polling is what a round wants.
const polling = "asking for news"

// noteRound keeps that the answers stopped, and that they came back; what lies
// between counts as the same problem again.
func (m *Model) noteRound(r poll.Round) {
	err := r.Err
	switch {
	case err == nil && r.Failed > 0:
		m.happened(activity.Entry{Kind: activity.Online}, "HeyGen answers again after "+
			format.Took(m.now.Sub(r.Since))+", "+format.Count(r.Failed, "round", "rounds")+" failed")
	case err == nil, api.IsAuth(err), api.IsCanceled(err):
	case r.Failed > 0:
		m.log.Again(clean(problem(polling, err)), m.now)
	default:
		kind := activity.Odd
		if api.IsOffline(err) {
			kind = activity.Offline
		}
		p := problem(polling, err)
		m.happened(activity.Entry{Kind: kind, Problem: &p}, sentence(err))
	}
}

// noteCall keeps an attempt.
func (m *Model) noteCall(c api.Call) {
	failed := c.Err != nil || c.Status >= 400
	var wrong *activity.Problem
	if c.Err != nil {
		p := clean(problem("", c.Err))
		wrong = &p
	}
	m.log.Called(c.Start.Add(c.Duration), activity.Call{
		Method: c.Method, Path: plainly(c.Path), Query: c.Query, Status: c.Status, Attempt: c.Attempt,
		RequestID: plainly(c.RequestID), Least: c.Duration, Most: c.Duration, Bytes: c.Bytes, Wait: c.Wait,
		Reads: c.Reads(), Sends: c.Sends(), Failed: failed, Routine: !failed && c.Reads() && c.Attempt == 1 && c.Path != "/(media)",
	}, wrong)
	if c.Status == 429 {
		m.happened(activity.Entry{Kind: activity.Limited}, "HeyGen asked to slow down"+waits(c.Wait))
	}
}

func waits(d time.Duration) string {
	if d <= 0 {
		return ""
	}
	return ", waiting " + activity.Span(d)
}

// noteSession keeps whose jobs are on screen from here on.
func (m *Model) noteSession(id Identity) {
	who := id.Profile
	if id.KeyTail != "" {
		who += " " + m.theme.Glyphs.Held + id.KeyTail
	}
	m.happened(activity.Entry{Kind: activity.Note}, "opened "+who)
}

// showActivity tells the pane what there is, unless it stands still.
func (m *Model) showActivity() {
	if m.screen == screenActivity && !m.frozen() {
		m.events.Show(&m.log, m.now)
	}
}

// activityAside is the header's right on this screen.
func (m *Model) activityAside() string {
	calls, slowed := m.log.CallsSince(m.now.Add(-time.Minute))
	s := strconv.Itoa(calls) + " calls in the last minute"
	if slowed > 0 {
		s += ", " + format.Count(slowed, "slow-down", "slow-downs")
	}
	return s
}

// noteEditFailed keeps what did not work for a job. The story is the same for all
// jobs of a group: the line has the name.
func (m *Model) noteEditFailed(id api.JobID) {
	f, _ := m.edits.Failure(id)
	p := problem("jobs that were to be "+f.Kind.Participle(), f.Err)
	m.happened(activity.Entry{Kind: activity.Bad, Problem: &p}, m.name(id)+": "+f.Whole())
}
