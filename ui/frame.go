package ui

import (
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/ui/format"
	"lipdash/ui/joblist"
	"lipdash/ui/keymap"
	"lipdash/ui/statusbar"
)

// drawHeader fills the header from what the root knows.
func (m *Model) drawHeader(l layout) string {
	h := statusbar.Header{Tabs: m.tabs(), Pulse: m.pulse()}
	if m.session != nil {
		id := m.session.Identity
		h.Profile, h.KeyTail, h.Demo = id.Profile, id.KeyTail, id.Demo
		h.Balance, h.Spent = balance(m.account), m.spentText()
		h.Tallies = m.tallies()
		if m.store.HasMore() {
			h.Of = "of " + format.Count(m.store.Len(), "loaded", "loaded")
		}
	}
	switch m.screen {
	case screenForm:
		h.Title, h.Tabs, h.Aside = "New lipsync", nil, m.draftNote()
		h.Tallies = nil
	case screenFirstRun:
		h.Title, h.Tabs, h.Tallies = "First run", nil, nil
	case screenTransfers:
		h.Aside = m.transfersAside()
		h.Tallies = nil
	case screenActivity:
		h.Aside, h.Tallies = m.activityAside(), nil
	case screenJob:
		if e, ok := m.store.Get(m.list.Cursor()); ok {
			st := m.theme.Status(e.Job.Status)
			st.Word = format.Safe(st.Word)
			h.Title, h.Tabs, h.AsideState = m.name(e.Job.ID), nil, &st
		}
	}
	if l.header == 1 {
		return h.Line(m.theme, l.width)
	}
	return h.Lines(m.theme, l.width)
}

func (m *Model) tallies() []statusbar.Tally {
	c := m.store.Counts()
	return []statusbar.Tally{
		{N: c.Running, Status: api.StatusRunning},
		{N: c.Pending, Status: api.StatusPending},
		{N: c.Failed, Status: api.StatusFailed},
		{N: c.Completed, Status: api.StatusCompleted},
	}
}

func balance(a api.Account) string {
	if !a.Balance.Known {
		return ""
	}
	return format.Money(a.Balance.Amount, a.Balance.Currency)
}

// staleAfter is how long an answer may be overdue before the picture is called
// stale.
const staleAfter = 5 * time.Second

// pulse says how old the picture is and when the next one comes.
func (m *Model) pulse() statusbar.Pulse {
	p := &m.poll
	age := m.now.Sub(p.lastOK)
	next := p.nextAt.Sub(m.now)
	odd := func(text ...string) statusbar.Pulse { return statusbar.Pulse{Mood: statusbar.Odd, Text: text} }
	switch {
	case m.stands():
		return m.frozenPulse()
	case m.session == nil:
		return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"nothing sent yet"}}
	case m.refused != nil:
		return odd("key refused, not asking", "key refused")
	case m.pausedFor() > 0:
		s := seconds(m.pausedFor())
		return odd("HeyGen asked to slow down, goes on in "+s, "slowed down, "+s, "slowed "+s)
	case p.failures > 0:
		return odd(m.outage(next)...)
	case p.retrying != nil:
		if api.IsOffline(p.retrying) {
			return odd("no answer, trying again", "trying again")
		}
		return odd("a fault at HeyGen, trying again", "trying again")
	case p.lastOK.IsZero():
		return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"asking HeyGen", "asking"}}
	case len(p.awaiting) > 0 && m.overdue():
		return odd("stale "+seconds(age)+", asking", "stale "+seconds(age))
	case len(p.awaiting) > 0 || next <= 0:
		return statusbar.Pulse{Text: []string{"live " + seconds(age) + ", asking", "live " + seconds(age)}}
	}
	return statusbar.Pulse{Text: []string{"live " + seconds(age) + ", next " + seconds(next), "live " + seconds(age)}}
}

// overdue tells whether the round's answers are late.
func (m *Model) overdue() bool { return m.now.Sub(m.poll.startedAt) > staleAfter }

// outage is the pulse while rounds fail: since when, and when the next try is.
func (m *Model) outage(next time.Duration) []string {
	word := "stale"
	if api.IsOffline(m.poll.err) {
		word = "offline"
	}
	since := ""
	if !m.poll.lastOK.IsZero() {
		since = " " + seconds(m.now.Sub(m.poll.lastOK))
	}
	try := "trying"
	if next > 0 {
		try = "next try in " + seconds(next)
	}
	short := "trying"
	if next > 0 {
		short = seconds(next)
	}
	return []string{word + since + ", " + try, word + since + ", " + short, word + ", " + short}
}

// seconds is a short count of time in whole seconds.
func seconds(d time.Duration) string {
	if d < 0 {
		d = 0
	}
	return format.Elapsed(d.Round(time.Second))
}

// banner is the one line over the body while something needs a person, or "".
func (m *Model) banner() string {
	switch {
	case m.refused != nil:
		return sentence(m.refused) + " r looks for the key again."
	case m.poll.failures > 1 && m.store.Loaded():
		return sentence(m.poll.err)
	}
	return ""
}

// foot is the line under the list: which page, and what is not loaded.
func (m *Model) foot() joblist.Foot {
	first, last := m.store.Span(m.page)
	f := joblist.Foot{Page: fmt.Sprintf("page %d", m.page+1)}
	f.More = fmt.Sprintf("jobs %d to %d", first, last)
	switch {
	case m.turning >= 0:
		f.More += ", loading the next"
	case m.page+1 < m.store.Pages() || m.store.HasMore():
		f.More += ", more"
	case m.store.Incomplete():
		f.More += ", HeyGen gave no way to load the rest"
	default:
		f.More += ", the last"
	}
	if n := len(m.arrived); n > 0 && m.frozen == nil {
		f.Aside = fmt.Sprintf("%d new above, g", n)
	}
	return f
}

// hints are the keys that work now, the most used first, help last.
func (m *Model) hints() []keymap.Hint {
	k := m.keys
	switch {
	case m.help != nil:
		return append(k.Hints([]keymap.Scope{keymap.Move}, keymap.Down, keymap.Up), keymap.Hint{Key: "esc", Text: "close"})
	case m.palette != nil:
		return k.Hints([]keymap.Scope{keymap.Commands}, keymap.Accept, keymap.Down, keymap.Up, keymap.Leave)
	case m.dialog != nil && !m.dialog.Open():
		return k.Hints([]keymap.Scope{keymap.Confirm}, keymap.Accept, keymap.Right, keymap.No)
	case m.dialog != nil:
		return k.Hints([]keymap.Scope{keymap.Confirm}, keymap.Accept, keymap.Right, keymap.Yes, keymap.No)
	case m.menu != nil:
		return []keymap.Hint{{Key: "esc", Text: "close"}}
	case m.rename != nil:
		return k.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
	case m.screen == screenForm:
		return k.Hints([]keymap.Scope{keymap.Form}, keymap.NextField, keymap.PrevField, keymap.Toggle, keymap.Submit, keymap.Editor, keymap.Clear, keymap.Leave)
	case m.screen == screenFirstRun:
		return append(k.Hints([]keymap.Scope{keymap.Form}, keymap.NextField), keymap.Hint{Key: "enter", Text: "press"}, keymap.Hint{Key: "ctrl+c", Text: "quit"})
	}
	if m.screen == screenTransfers {
		return k.Hints([]keymap.Scope{keymap.Transfers, keymap.Move, keymap.Global}, keymap.Pause, keymap.Again, keymap.Cancel,
			keymap.Open, keymap.Folder, keymap.CopyPath, keymap.TabJobs, keymap.Help)
	}
	if m.screen == screenActivity && m.events.Typing() {
		return []keymap.Hint{{Key: "enter", Text: "go there"}, {Key: "esc", Text: "leave"}}
	}
	if m.screen == screenActivity {
		return k.Hints([]keymap.Scope{keymap.Activity, keymap.Global}, keymap.Open, keymap.Filter, keymap.Seek, keymap.CopyRequest, keymap.CopyCall,
			keymap.Freeze, keymap.LastError, keymap.TabJobs, keymap.Help)
	}
	return m.jobHints()
}

func (m *Model) jobHints() []keymap.Hint {
	k := m.keys
	all := []keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Move, keymap.Global}
	if m.screen == screenJob || m.detailFocus {
		return k.Hints(all, keymap.Back, keymap.Download, keymap.CopyMenu, keymap.OpenLink, keymap.Again, keymap.Double, keymap.Promote, keymap.Rename, keymap.Delete, keymap.Raw,
			keymap.NextJob, keymap.PrevJob, keymap.Refresh, keymap.Help)
	}
	if m.store.Len() == 0 {
		return k.Hints(all, keymap.Create, keymap.Refresh, keymap.Close, keymap.Help)
	}
	cmds := []keymap.Command{keymap.Open, keymap.Create}
	if len(m.undo) > 0 {
		cmds = append(cmds, keymap.Undo)
	}
	cmds = append(cmds, keymap.Again, keymap.Download, keymap.Delete, keymap.Rename, keymap.CopyMenu)
	hints := append(k.Hints(all, cmds...), pair(k, keymap.NextPage, keymap.PrevPage, "page"))
	return append(hints, k.Hints(all, keymap.Mark, keymap.Watch, keymap.Refresh, keymap.Raw, keymap.Close, keymap.Help)...)
}

// pair is one hint for two keys that belong together.
func pair(k *keymap.Map, a, b keymap.Command, text string) keymap.Hint {
	x, _ := k.Find(a, keymap.Jobs)
	y, _ := k.Find(b, keymap.Jobs)
	return keymap.Hint{Key: x.Help().Key + " " + y.Help().Key, Text: text}
}
