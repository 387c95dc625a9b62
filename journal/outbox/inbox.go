package outbox

import (
	"sync"

	"lipdash/api/submission"
	"lipdash/journal"
)

// inbox holds what others tell a worker. Putting never blocks.
type inbox struct {
	mu     sync.Mutex
	events []submission.Event
	// ready has a value when there may be something.
	ready chan struct{}
}

func newInbox() *inbox { return &inbox{ready: make(chan struct{}, 1)} }

func (b *inbox) put(ev submission.Event) {
	b.mu.Lock()
	b.events = append(b.events, ev)
	b.mu.Unlock()
	journal.Sign(b.ready)
}

// take empties it.
func (b *inbox) take() []submission.Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.events
	b.events = nil
	return out
}
