package outbox

import "context"

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
