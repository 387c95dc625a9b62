package ui

import (
	"net/url"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/palette"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/share"
)

// performLook is perform for what only looks: the activity, the last errors, the
// view that stands still, the list of commands.
func (m *Model) performLook(a action.Action) tea.Cmd {
	switch a := a.(type) {
	case action.Freeze:
		return m.freeze()
	case action.OpenPalette:
		if _, ok := m.tab(); ok {
			m.layers.Push(palette.New(m.keys, m.paletteEntries()))
		}
	case action.Press:
		return m.keyPressed(keymap.Pressed(a.Key))
	case action.Say:
		return m.flash(statusbar.Info, a.Text)
	case action.TestNotify:
		return m.testNotify()
	case action.LeaveDemo:
		return m.connect(m.opts.Reconnect)
	case action.ShowEntry:
		return m.showEntry(m.events.Entry(a.ID))
	case action.CopyRequest:
		return m.copyRequest(m.events.Entry(a.ID))
	case action.CopyCall:
		return m.copyCall(m.events.Entry(a.ID))
	case action.LastError:
		return m.showLastError()
	}
	return nil
}

// showLastError shows the newest problem; while one is shown, the one before it.
func (m *Model) showLastError() tea.Cmd {
	at := 0
	last, again := m.layers.Top().(*problemDialog)
	if again {
		at = last.at + 1
	}
	p, ok := m.log.Problem(at)
	switch {
	case !ok && at == 0 && m.poll.Retrying() != nil:
		// Nothing has come of it yet, so it is no entry.
		p = clean(problem(polling, m.poll.Retrying()))
		p.First, p.Last = m.now, m.now
	case !ok && at == 0:
		return m.flash(statusbar.Info, "nothing went wrong so far")
	case !ok:
		at = 0
		p, _ = m.log.Problem(0)
	}
	spec := confirm.Spec{
		Title:  "What went wrong last",
		Lines:  m.storyLines(p),
		Footer: strconv.Itoa(at+1) + " of " + strconv.Itoa(m.log.Problems()) + ", ! shows the one before",
	}
	if at > 0 {
		spec.Title = "What went wrong before that"
	}
	if m.log.Problems() < 2 {
		spec.Footer = ""
	}
	if again {
		m.layers.Remove(last)
	}
	m.layers.Push(&problemDialog{confirm.New(m.keys, told(spec, p.RequestID, "")), at, m.keys})
	return nil
}

// problemDialog is one of the last errors: the key that opened it goes on to the one
// before.
type problemDialog struct {
	*confirm.Dialog
	at   int
	keys *keymap.Map
}

// Key answers a key.
func (d *problemDialog) Key(k tea.KeyPressMsg) (action.Action, bool) {
	if d.keys.Lookup(k.String(), keymap.Global) == keymap.LastError {
		return action.LastError{}, false
	}
	return d.Dialog.Key(k)
}

// tellStory opens a dialog that only tells: there is nothing in it to be guarded
// from keys that were typed ahead.
func (m *Model) tellStory(spec confirm.Spec, request, curl string) {
	m.layers.Push(confirm.New(m.keys, told(spec, request, curl)))
}

// told is a dialog that only tells. What can be copied has buttons.
func told(spec confirm.Spec, request, curl string) confirm.Spec {
	spec.Tells, spec.Buttons = "copy", []confirm.Button{{Label: "Close"}}
	if request != "" {
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Copy request id", Action: action.Copy{What: "request id", Text: request}})
	}
	if curl != "" {
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Copy as curl", Action: action.Copy{What: "curl command", Text: curl}})
	}
	return spec
}

// storyLines are a problem in full: what, the money, the next step, and what
// support asks for.
func (m *Model) storyLines(p activity.Problem) []confirm.Line {
	lines := storyFacts(append(sentences(p), confirm.Line{}), "while", p.Op)
	if p.Status > 0 {
		lines = storyFacts(lines, "answer", "HTTP "+strconv.Itoa(p.Status))
	}
	lines = storyFacts(lines, "code", p.Code)
	lines = storyFacts(lines, "field", p.Field)
	lines = storyFacts(lines, "request", p.RequestID)
	lines = storyFacts(lines, "more at", p.Doc)
	when := format.Stamp(p.Last, m.now) + ", " + format.Ago(m.now.Sub(p.Last))
	if p.N > 1 {
		when += "; " + format.Count(p.N, "time", "times") + " since " + format.Clock(p.First, m.now)
	}
	return storyFacts(lines, "when", when)
}

// sentences are a problem's sentences: what, the money, the next step.
func sentences(p activity.Problem) []confirm.Line {
	lines := []confirm.Line{{Text: p.What, Tone: confirm.Fail}}
	for _, s := range []string{p.Money, p.Next} {
		if s != "" {
			lines = append(lines, confirm.Line{Text: s})
		}
	}
	return lines
}

// storyFacts adds a label and its value, or nothing where there is no value.
func storyFacts(lines []confirm.Line, label, value string) []confirm.Line {
	if value == "" {
		return lines
	}
	return append(lines, confirm.Line{Text: format.FitWith(label, 9, "") + value, Tone: confirm.Muted})
}

// showEntry shows all there is to a line of the activity.
func (m *Model) showEntry(e *activity.Entry) tea.Cmd {
	switch {
	case e == nil:
		return nil
	case e.Call != nil:
		curl, _ := m.curlOf(e.Call)
		m.tellStory(confirm.Spec{Title: e.Call.Method + " " + e.Call.Path, Lines: m.callLines(e)}, e.Call.RequestID, curl)
	case e.Problem != nil:
		m.tellStory(confirm.Spec{Title: "What went wrong", Lines: m.storyLines(*e.Problem)}, e.Problem.RequestID, "")
	default:
		m.tellStory(confirm.Spec{Title: "What happened", Lines: storyFacts([]confirm.Line{{Text: e.Text}, {}}, "when",
			format.Stamp(e.At, m.now)+", "+format.Ago(m.now.Sub(e.At)))}, "", "")
	}
	return nil
}

func (m *Model) callLines(e *activity.Entry) []confirm.Line {
	c := e.Call
	var lines []confirm.Line
	if e.Problem != nil {
		lines = sentences(*e.Problem)
		lines = storyFacts(append(lines, confirm.Line{}), "code", e.Problem.Code)
		lines = storyFacts(lines, "field", e.Problem.Field)
		lines = storyFacts(lines, "more at", e.Problem.Doc)
	}
	answer := "none"
	if c.Status > 0 {
		answer = "HTTP " + strconv.Itoa(c.Status)
	}
	lines = storyFacts(lines, "answer", answer)
	lines = storyFacts(lines, "query", readable(c.Query))
	took := activity.Span(c.Most)
	if c.N > 1 {
		took = format.Count(c.N, "call", "calls") + ", " + activity.Span(c.Least) + " to " + activity.Span(c.Most)
	}
	lines = storyFacts(lines, "took", took)
	if c.Attempt > 1 || c.Wait > 0 {
		lines = storyFacts(lines, "try", strconv.Itoa(c.Attempt)+waits(c.Wait))
	}
	if c.Bytes > 0 {
		lines = storyFacts(lines, "bytes", format.Size(c.Bytes))
	}
	lines = storyFacts(lines, "request", c.RequestID)
	when := format.Stamp(e.At, m.now)
	if c.N > 1 {
		when = format.Clock(e.From, m.now) + " to " + format.Clock(e.At, m.now)
	}
	return storyFacts(lines, "when", when)
}

// longestQuery is how much of a query is shown: a hundred ids fill a screen.
const longestQuery = 160

// readable is a query as people read it.
func readable(query string) string {
	s, err := url.QueryUnescape(query)
	if err != nil {
		s = query
	}
	return format.Cut(plainly(strings.ReplaceAll(s, ",", ", ")), longestQuery)
}

func (m *Model) copyRequest(e *activity.Entry) tea.Cmd {
	if e == nil || e.RequestID() == "" {
		return m.flash(statusbar.Info, "there is no request id in this line")
	}
	return m.perform(action.Copy{What: "request id", Text: e.RequestID()})
}

func (m *Model) copyCall(e *activity.Entry) tea.Cmd {
	if e == nil || e.Call == nil {
		return m.flash(statusbar.Info, "this line is no call")
	}
	curl, why := m.curlOf(e.Call)
	if why != "" {
		return m.flash(statusbar.Info, why)
	}
	return m.perform(action.Copy{What: "curl command", Text: curl})
}

// curlOf is a call as a command, or why there is none of it.
func (m *Model) curlOf(c *activity.Call) (curl, why string) {
	switch {
	case strings.HasPrefix(c.Path, "/("):
		return "", "its link was signed and is not kept, so there is no curl of it"
	case c.Sends:
		return "", "what was sent is not kept, so there is no curl of it"
	}
	link := m.baseURL() + c.Path
	if c.Query != "" {
		link += "?" + c.Query
	}
	return share.Curl(c.Method, link, c.Reads), ""
}
