package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/pane/statusbar"
)

// Which hook of the user's runs, and when, is decided by state/hooks. Here it is begun, and
// its end told.

// runHooks begins the hooks that are due, and returns when it is to be asked again. The
// journal knows which of them are another program's, so that they wait for it.
func (s *session) runHooks(now time.Time) (tea.Cmd, time.Time) {
	if s.Hooks == nil || s.memory == nil {
		return nil, time.Time{}
	}
	cmds := calls.RunHooks(s.ctx, s.Hooks, s.memory, s.hooks.Due(s.store.Get, s.transfers.Expected, now))
	cmds = append(cmds, calls.NoteWaiting(s.ctx, s.memory, s.hooks.Unnoted()))
	if touched, due := s.hooks.Batches(now); due {
		cmds = append(cmds, calls.ReadTouched(s.ctx, s.memory, touched))
	}
	return s.guarded(cmds...), s.hooks.Next()
}

// appeared takes jobs that are seen for the first time.
func (s *session) appeared(ids []api.JobID, now time.Time) {
	for _, id := range ids {
		e, _ := s.store.Get(id)
		s.hooks.Appeared(e.Job, s.began.Add(s.clockOffset()), now)
	}
}

// batchesTouched begins the hooks of batches that are over.
func (s *session) batchesTouched(msg calls.BatchesTouched, now time.Time) tea.Cmd {
	if msg.Err != nil {
		s.hooks.NotRead(now)
		return nil
	}
	return s.guarded(calls.RunHooks(s.ctx, s.Hooks, s.memory, s.hooks.Over(msg.List, now))...)
}

// hookRan tells how a hook of a session ended.
func (t *teller) hookRan(of *session, msg calls.HookRan) tea.Cmd {
	if msg.Ended.Unclaimed {
		of.hooks.Unclaimed(msg.Call, t.now)
	} else {
		of.hooks.Ran()
	}
	switch {
	case msg.Ended.Skipped, msg.Ended.Unclaimed && msg.Call.Again: // that was said
		return nil
	case msg.Ended.Failed():
		return t.say(statusbar.Bad, msg.Ended.Text(msg.Call))
	}
	t.log.Happened(t.now, kindOf[statusbar.Good], msg.Ended.Text(msg.Call))
	return nil
}
