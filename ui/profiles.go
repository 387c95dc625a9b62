package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/transfers"
)

// departed is what is left of the session of a place until somebody comes back to it:
// what was not done there, and where the list stood. Its memory goes on meanwhile, and
// keeps the list.
type departed struct {
	edits     *edits.Queue
	transfers *transfers.Room
	hooks     *hooks.Queue
	at        browse.Place
	account   string
	memory    calls.Memory
	// end ends what still listens for it.
	end context.CancelFunc
}

// places are the sessions that were left, by whose they are.
type places map[calls.Identity]departed

// opened takes the memory of a session that was left before it was open.
func (p places) opened(id calls.Identity, mem calls.Memory) {
	if d, ok := p[id.Place()]; ok && mem != nil {
		d.memory = mem
		p[id.Place()] = d
	}
}

// depart keeps what is left of a session when one of another place comes: what is on its
// way there goes on, what has not left is not sent.
func (p places) depart(s *session, at browse.Place) {
	s.edits.GiveUp(edits.ErrLeft)
	s.requests.End()
	if s.Identity.Demo {
		s.leave()
		return
	}
	s.parked = true
	p[s.Identity.Place()] = departed{edits: s.edits, transfers: s.transfers, hooks: s.hooks, at: at, account: s.account.Username, memory: s.memory, end: s.end}
}

// comeBack takes over what is left of the place of a session, if it was open before.
func (p places) comeBack(s *session, now time.Time) {
	who := s.Identity.Place()
	d, ok := p[who]
	if !ok {
		return
	}
	delete(p, who)
	d.end()
	s.edits.CarryOver(d.edits, d.account)
	s.transfers.CarryOver(d.transfers)
	s.hooks.CarryOver(d.hooks, now)
	s.browse.Return(d.at)
}

// keep saves what is typed and what changed in the list of a session that was left. What is
// typed stays where there is no memory yet that could keep it.
func (s *session) keep(f *form.Form, now time.Time) tea.Cmd {
	if !s.parked || s.memory == nil {
		return nil
	}
	drafts := s.create.Drafts.Last(rows.Typed(f), api.NewIdempotencyKey, now)
	f.Return(nil, form.Place{})
	return s.guarded(calls.KeepLeft(s.ctx, s.memory, drafts, s.cacheRest()))
}

// cacheRest is what changed in the list and is not saved yet.
func (s *session) cacheRest() browse.CacheChange {
	change := s.browse.Cache.Rest()
	change.ClockOffset = s.clockOffset()
	return change
}

// leftKept tells how keeping what was typed in a session that is left ended. What could
// not be kept there is kept here.
func (m *Model) leftKept(msg calls.LeftKept) tea.Cmd {
	if msg.Err == nil {
		return nil
	}
	cmds := []tea.Cmd{m.warn("the draft could not be kept in its account and is among those here: " + msg.Err.Error())}
	for _, d := range msg.Lost {
		cmds = append(cmds, m.created(m.create.Drafts.Take(d)))
	}
	return tea.Batch(cmds...)
}

// useProfile opens another profile.
func (m *Model) useProfile(name string) tea.Cmd {
	switch {
	case m.opts.OpenProfile == nil:
		return nil
	case m.create.Flow.Busy():
		return m.say(statusbar.Info, "a lipsync is just being handed over, switch in a moment")
	}
	return m.connect(name, func(ctx context.Context) (calls.Session, error) { return m.opts.OpenProfile(ctx, name) })
}

// refusesWrite says why an action is not begun, "" when it may be.
func (m *Model) refusesWrite(a action.Action) string {
	if !m.Identity.ReadOnly || !action.Writes(a) {
		return ""
	}
	why := "the profile " + m.Identity.Profile + " is read-only: nothing is made, changed or deleted from here"
	if len(m.opts.Others(m.Identity)) > 0 {
		why += ", " + m.keys.Of(keymap.Palette, keymap.Global) + " profile switches"
	}
	return why
}

// leavingBehind says what opening another place leaves behind, "" when that is nothing.
func (s *session) leavingBehind(typed bool, now time.Time) string {
	var said []string
	if text := s.notDone(typed, now).Left(); text != "" {
		said = append(said, text)
	}
	if typed && s.memory != nil {
		said = append(said, "the draft stays there")
	}
	return strings.Join(said, ", ")
}
