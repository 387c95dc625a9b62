package ui

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

const (
	// gatherFor is how long ends are gathered after the first, gatherMost how
	// long when more of them are to be expected.
	gatherFor  = 2500 * time.Millisecond
	gatherMost = 10 * time.Second
	// absentFor without a key is what looking elsewhere means in a terminal that
	// does not tell where the focus is.
	absentFor = 30 * time.Second
)

// notifier tells a user who looks elsewhere that jobs have ended: one bell and one
// message for all that end together, never one each.
type notifier struct {
	// about is the rule (aboutWatched and its like), chosen what was said about
	// single jobs.
	about  string
	chosen map[action.RowID]bool

	// told is true while the terminal's word about the focus holds, away what it
	// said. A key proves it wrong: nobody types into a window without the focus.
	told, away bool
	// began is when the dashboard was started, by somebody.
	began time.Time

	// done and failed count what was gathered since first, the last of it at
	// last; only is the sentence when it is one. id is the timer's.
	id           int
	done, failed int
	only         string
	first, last  time.Time
	// asked is true once the rest of a burst was asked for.
	asked bool
}

// drop forgets what was gathered; its timer finds another id.
func (h *notifier) drop() {
	h.id++
	h.done, h.failed, h.only, h.asked = 0, 0, "", false
}

// sawFocus notes what the terminal says. Whoever has the focus sees the screen.
func (h *notifier) sawFocus(focused bool) {
	h.told, h.away = true, !focused
	if focused {
		h.drop()
	}
}

// cameBack notes that somebody is there.
func (h *notifier) cameBack() {
	h.told = h.told && !h.away
	h.drop()
}

// renamed takes what was said about a submission over to its job.
func (h *notifier) renamed(from, to action.RowID) {
	if said, ok := h.chosen[from]; ok {
		h.chosen[to] = said
		delete(h.chosen, from)
	}
}

// sight is from when on the user may look elsewhere, and false while it is
// certain that nobody does.
func (m *Model) sight() (time.Time, bool) {
	switch {
	case m.notifier.told:
		return time.Time{}, m.notifier.away
	case m.poll.LastKey().After(m.notifier.began):
		return m.poll.LastKey().Add(absentFor), true
	}
	return m.notifier.began.Add(absentFor), true
}

// gather notes the watched jobs that ended unseen.
func (m *Model) gather(ts []store.Transition) tea.Cmd {
	var cmd tea.Cmd
	for _, t := range ts {
		if m.watched(action.JobRow(t.ID)) && t.To.Terminal() {
			words := m.name(t.ID) + " is done"
			if t.To == api.StatusFailed {
				words = m.name(t.ID) + " failed" + m.why(t.ID)
			}
			cmd = tea.Batch(cmd, m.ended(words, t.To == api.StatusFailed))
		}
	}
	return cmd
}

// gatherRefused notes a watched submission that will be no job.
func (m *Model) gatherRefused(o Outgoing) tea.Cmd {
	id := action.SubmissionRow(o.ID)
	said, ok := m.notifier.chosen[id]
	delete(m.notifier.chosen, id)
	if ok && !said {
		return nil
	}
	return m.ended(m.title(o)+" was refused: "+o.Problem.Message, true)
}

// ended notes one end, and starts the wait for more with the first.
func (m *Model) ended(words string, failed bool) tea.Cmd {
	h := &m.notifier
	if _, unseen := m.sight(); !unseen || h.about == aboutNone || m.opts.Notifier == nil {
		return nil
	}
	first := h.done+h.failed == 0
	if failed {
		h.failed++
	} else {
		h.done++
	}
	h.only, h.last = words, m.now
	if !first {
		return nil
	}
	h.first = m.now
	return m.tellIn(gatherFor)
}

// tellIn arms the one timer.
func (m *Model) tellIn(d time.Duration) tea.Cmd {
	m.notifier.id++
	return m.guarded(after(d, tellDueMsg{m.notifier.id}))
}

// tellDue tells what was gathered, unless more is on its way or somebody may
// still be looking.
func (m *Model) tellDue(msg tellDueMsg) tea.Cmd {
	h := &m.notifier
	if msg.id != h.id || h.done+h.failed == 0 {
		return nil
	}
	from, unseen := m.sight()
	switch {
	case !unseen:
		h.drop()
		return nil
	case m.now.Before(from):
		return m.tellIn(from.Sub(m.now))
	}
	if cmd, more := m.awaitMore(); more {
		return cmd
	}
	text := h.text()
	h.drop()
	return tell(m.ctx, m.opts.Notifier, text)
}

// awaitMore waits on while a burst may not be over: some of it was seen a moment
// ago, or the round that shows the rest is under way or near. Far off as it may
// be while nobody looks, it is asked for, once.
func (m *Model) awaitMore() (tea.Cmd, bool) {
	h := &m.notifier
	left := gatherMost - m.now.Sub(h.first)
	next := m.poll.Next().Sub(m.now)
	switch {
	case left <= 0 || !m.moreComing():
		return nil, false
	case m.now.Sub(h.last) < gatherFor:
		return m.tellIn(min(left, gatherFor-m.now.Sub(h.last))), true
	case m.poll.Asking():
		return m.tellIn(min(left, time.Second)), true
	case h.asked:
		return nil, false
	}
	h.asked = true
	if next < left {
		return m.tellIn(min(left, max(0, next)+time.Second)), true
	}
	return tea.Batch(m.polls(m.poll.Hurry), m.tellIn(min(left, time.Second))), true
}

// moreComing tells whether jobs are watched that have not ended.
func (m *Model) moreComing() bool {
	if !m.isOpen() || m.poll.Refused() != nil || m.poll.Failures() > 0 || m.pausedFor() > 0 {
		return false
	}
	for _, id := range m.store.Active() {
		if m.watched(action.JobRow(id)) {
			return true
		}
	}
	return false
}

// text is what there is to tell: one end in words, more as numbers.
func (h *notifier) text() string {
	switch {
	case h.done+h.failed == 1:
		return h.only
	case h.failed == 0:
		return strconv.Itoa(h.done) + " done"
	case h.done == 0:
		return strconv.Itoa(h.failed) + " failed"
	}
	return strconv.Itoa(h.done) + " done, " + strconv.Itoa(h.failed) + " failed"
}

func tell(ctx context.Context, n Notifier, text string) tea.Cmd {
	return func() tea.Msg {
		sequence, how, err := n.Notify(ctx, text)
		return toldMsg{sequence: sequence, how: how, err: err}
	}
}

// applyTold rings and writes through Bubble Tea, between two frames, unless the
// user came back in the meantime.
func (m *Model) applyTold(msg toldMsg) tea.Cmd {
	var cmds []tea.Cmd
	if from, unseen := m.sight(); unseen && !m.now.Before(from) {
		cmds = append(cmds, tea.Raw(msg.sequence))
	}
	if msg.err != nil {
		cmds = append(cmds, m.warn("the message about what ended may not have arrived, "+msg.how+": "+msg.err.Error()))
	}
	return tea.Batch(cmds...)
}
