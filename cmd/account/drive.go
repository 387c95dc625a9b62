package account

import (
	"context"
	"slices"
	"sync"
	"time"

	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
)

// driving is what sends and fetches here.
type driving struct {
	mu sync.Mutex
	// cancel ends it, nil while nothing is driven; ended waits until nothing of it is
	// under way any more.
	cancel context.CancelFunc
	ended  func()
}

// begin drives what is on its way until halted.
func (m *Memory) begin() {
	ctx, cancel := context.WithCancel(m.ctx)
	var work sync.WaitGroup
	work.Go(safely.Func(func() { _ = m.Run(ctx) }))
	if m.files != nil {
		work.Go(safely.Func(func() { _ = m.files.Run(ctx) }))
	}
	m.driving.cancel, m.driving.ended = cancel, work.Wait
}

// halt ends what is driven and waits for what it has to write, but not for ever: a
// call may heed no context.
func (d *driving) halt(most time.Duration) {
	if d.cancel == nil {
		return
	}
	d.cancel()
	within(most, d.ended)
	d.cancel = nil
}

// within waits for something for so long at most.
func within(most time.Duration, something func()) {
	done := make(chan struct{})
	safely.Go(func() {
		defer close(done)
		something()
	})
	select {
	case <-done:
	case <-time.After(most):
	}
}

// How long is waited for what has to be written: by a shell that wants its terminal
// (it has less patience than both together), and at the end, when the journal may be
// kept locked by others for a while.
const (
	handOverPatience = time.Second
	giveBackPatience = 800 * time.Millisecond
	endPatience      = 10 * time.Second
)

// HandOver lets other processes go on with what is on its way here, until GoOn. What
// only this process can finish stays: a link's signature is on no disk, and a call
// that hangs may still arrive.
func (m *Memory) HandOver() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	if m.driving.cancel == nil || !m.journal.Survives() {
		return
	}
	m.driving.halt(handOverPatience)
	m.giveBack(slices.Concat(m.Withheld(), m.Hanging()))
}

// giveBack frees what is not named and does not hang. What the journal does not take
// stays here: whoever waits for it is told of this process.
func (m *Memory) giveBack(but []submission.ID) {
	ctx, cancel := context.WithTimeout(context.Background(), giveBackPatience)
	defer cancel()
	var files []journal.TransferID
	if m.files != nil {
		files = m.files.Hanging()
	}
	_ = m.journal.GiveBack(ctx, but, files)
}

// joinAgain is how long after a failure the journal is joined again.
const joinAgain = time.Second

// GoOn drives what is left after HandOver, or begins to where a memory was idle.
func (m *Memory) GoOn() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	if m.driving.cancel != nil {
		return
	}
	for m.ctx.Err() == nil && m.journal.Join() != nil {
		journal.Sleep(m.ctx, joinAgain)
	}
	if m.ctx.Err() == nil {
		m.begin()
	}
}

// end halts for good.
func (m *Memory) end() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	m.driving.halt(endPatience)
	within(endPatience, m.learning.Wait)
	m.giveBack(m.Hanging())
	_ = m.journal.Close()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.spare != nil {
		_ = m.spare.journal.Close()
	}
}
