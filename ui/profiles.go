package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/transfers"
)

// departed is what is left of the session of a place until somebody comes back to it:
// what was not done there, and where the list stood. Its memory goes on meanwhile, and
// keeps the list.
type departed struct {
	edits     *edits.Queue
	transfers *transfers.Room
	at        browse.Place
	account   string
	memory    calls.Memory
	// end ends what still listens for it.
	end context.CancelFunc
}

// places are the sessions that were left, by whose they are.
type places map[calls.Identity]departed

// of is who a session is, whatever its key.
func (places) of(id calls.Identity) calls.Identity {
	id.KeyTail = ""
	return id
}

// opened takes the memory of a session that was left before it was open.
func (p places) opened(id calls.Identity, mem calls.Memory) {
	if d, ok := p[p.of(id)]; ok && mem != nil {
		d.memory = mem
		p[p.of(id)] = d
	}
}

// depart leaves the session that is on screen for one of another place: what is on its
// way there goes on, what has not left is not sent, and what is typed is kept there.
func (m *Model) depart() tea.Cmd {
	before := m.session
	if !before.isOpen() {
		return nil
	}
	m.edits.GiveUp(edits.ErrLeft)
	before.requests.End()
	if before.Identity.Demo {
		before.leave()
		return nil
	}
	before.parked = true
	m.left[m.left.of(before.Identity)] = departed{
		edits: before.edits, transfers: before.transfers, account: before.account.Username, memory: before.memory, end: before.end,
		at: before.browse.Left(m.list.Cursor(), m.list.Touched(), m.now),
	}
	return m.keep(before)
}

// keep saves what is typed and what changed in the list of a session that is left. What is
// typed stays where there is no memory yet that could keep it.
func (m *Model) keep(before *session) tea.Cmd {
	if before.memory == nil {
		return nil
	}
	change := before.browse.Cache.Rest()
	change.ClockOffset = m.clockOffset()
	drafts := before.create.Drafts.Last(inForm(m.form), api.NewIdempotencyKey, m.now)
	m.form.Return(nil, form.Place{})
	return ofSession(before, calls.KeepLeft(m.ctx, before.memory, drafts, change))
}

// comeBack takes over what is left of the place that is opened, if it was open before.
func (m *Model) comeBack() {
	who := m.left.of(m.Identity)
	d, ok := m.left[who]
	if !ok {
		return
	}
	delete(m.left, who)
	d.end()
	m.edits.CarryOver(d.edits, d.account)
	m.transfers.CarryOver(d.transfers)
	m.browse.Return(d.at)
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
	return m.connectTo(name, func(ctx context.Context) (calls.Session, error) { return m.opts.OpenProfile(ctx, name) })
}

// leaveDemo goes back to the profile from which the demo was opened.
func (m *Model) leaveDemo() tea.Cmd {
	if m.own != "" && m.opts.OpenProfile != nil {
		return m.useProfile(m.own)
	}
	return m.connect(m.opts.Reconnect)
}

// otherProfiles are those that can be switched to.
func (m *Model) otherProfiles() (out []string) {
	if m.opts.OpenProfile == nil {
		return nil
	}
	for _, name := range m.opts.Profiles {
		if m.Identity.Demo || name != m.Identity.Profile {
			out = append(out, name)
		}
	}
	return out
}

// reconnecting is how the key of the session is looked for again, nil when it cannot be.
func (m *Model) reconnecting() func(context.Context) (calls.Session, error) {
	if m.isOpen() && m.Reconnect != nil {
		return m.Reconnect
	}
	return m.opts.Reconnect
}

// refusesWrite says why an action is not begun, "" when it may be.
func (m *Model) refusesWrite(a action.Action) string {
	if !m.Identity.ReadOnly || !action.Writes(a) {
		return ""
	}
	why := "the profile " + m.Identity.Profile + " is read-only: nothing is made, changed or deleted from here"
	if len(m.otherProfiles()) > 0 {
		why += ", " + m.keys.Of(keymap.Palette, keymap.Global) + " profile switches"
	}
	return why
}

// leavingBehind says what opening another place leaves behind, "" when that is nothing.
func (m *Model) leavingBehind() string {
	var said []string
	w := m.unfinishedHere()
	if text := w.Left(); text != "" {
		said = append(said, text)
	}
	if !m.form.Empty() && m.memory != nil {
		said = append(said, "the draft stays there")
	}
	return strings.Join(said, ", ")
}
