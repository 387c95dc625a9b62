package outbox

import (
	"context"
	"sync"

	"lipdash/api/submission"
	"lipdash/journal"
)

// queue is where workers wait for a slot.
type queue struct {
	mu      sync.Mutex
	waiting map[submission.ID]chan struct{}
	// stirred has a value when something may have changed.
	stirred chan struct{}
}

func newQueue() *queue {
	return &queue{waiting: map[submission.ID]chan struct{}{}, stirred: make(chan struct{}, 1)}
}

// stir makes the queue ask again. It never blocks.
func (l *queue) stir() { journal.Sign(l.stirred) }

// wait returns true when the submission is let through, false when the context
// ends first.
func (l *queue) wait(ctx context.Context, id submission.ID) bool {
	through := make(chan struct{})
	l.mu.Lock()
	l.waiting[id] = through
	l.mu.Unlock()
	l.stir()
	select {
	case <-through:
		return true
	case <-ctx.Done():
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, id)
	return false
}

// let ends a wait.
func (l *queue) let(id submission.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if through := l.waiting[id]; through != nil {
		close(through)
		delete(l.waiting, id)
	}
}

func (l *queue) has(id submission.ID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting[id] != nil
}

func (l *queue) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) == 0
}

// turn waits until nobody sends the same file and few send others; done gives
// the turn back. Jobs of one batch often share a video: the second one finds it
// on the server.
func (o *Outbox) turn(ctx context.Context, path string) (done func(), err error) {
	for {
		o.mu.Lock()
		busy := o.sending[path]
		if busy == nil {
			o.sending[path] = make(chan struct{})
		}
		o.mu.Unlock()
		if busy == nil {
			break
		}
		select {
		case <-busy:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	select {
	case o.uploads <- struct{}{}:
		return func() { <-o.uploads; o.sent(path) }, nil
	case <-ctx.Done():
		o.sent(path)
		return nil, ctx.Err()
	}
}

// sent lets the next one send the file.
func (o *Outbox) sent(path string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	close(o.sending[path])
	delete(o.sending, path)
}
