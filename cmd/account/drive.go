package account

import (
	"context"
	"sync"
	"time"

	"lipdash/api/safely"
)

// driving is what sends and fetches here.
type driving struct {
	mu sync.Mutex
	// halt ends it and waits for that; nil while nothing is driven.
	halt func()
}

// begin drives what is on its way until halted.
func (m *Memory) begin() {
	ctx, cancel := context.WithCancel(m.ctx)
	var work sync.WaitGroup
	work.Go(safely.Func(func() { _ = m.Run(ctx) }))
	if m.files != nil {
		work.Go(safely.Func(func() { _ = m.files.Run(ctx) }))
	}
	m.driving.halt = func() {
		cancel()
		work.Wait()
	}
}

// HandOver lets other processes go on with all that is on its way here, until
// GoOn. It waits for what it has to write.
func (m *Memory) HandOver() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	if m.driving.halt == nil || !m.journal.Survives() {
		return
	}
	m.driving.halt()
	m.driving.halt = nil
	m.journal.Leave()
}

// joinAgain is how long after a failure the journal is joined again.
const joinAgain = time.Second

// GoOn drives what is left after HandOver.
func (m *Memory) GoOn() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	if m.driving.halt != nil {
		return
	}
	for m.ctx.Err() == nil && m.journal.Join() != nil {
		select {
		case <-m.ctx.Done():
		case <-time.After(joinAgain):
		}
	}
	if m.ctx.Err() == nil {
		m.begin()
	}
}

// end halts for good.
func (m *Memory) end() {
	m.driving.mu.Lock()
	defer m.driving.mu.Unlock()
	if m.driving.halt != nil {
		m.driving.halt()
	}
	m.learning.Wait()
	_ = m.journal.Close()
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.spare != nil {
		_ = m.spare.journal.Close()
	}
}
