package download

import (
	"context"
	"errors"
	"io"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/journal"
)

// bufferSize is how much of a file is in memory at once.
const bufferSize = 64 << 10

// stream writes the body to the part file. It returns when what was written is
// on the disk, however it ended.
func (c *worker) stream(ctx context.Context, p *place, body api.Body) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	c.hash.rewind(body.Offset)
	k := c.keeper(ctx, p, stop)
	at, err := c.pump(ctx, p, body, k)
	if cause := context.Cause(ctx); cause != nil && (errors.Is(cause, errMoved) || errors.Is(cause, errLost)) {
		err = cause
	}
	k.end()
	if bad := p.file.Sync(); bad != nil {
		return &fileError{bad}
	}
	c.change(func(t *journal.Transfer) { t.Done = at })
	return err
}

// pump moves the bytes and returns where it got to.
func (c *worker) pump(ctx context.Context, p *place, body api.Body, k *keeper) (at int64, err error) {
	at = body.Offset
	buf := make([]byte, c.d.limit.piece(bufferSize))
	for {
		n, err := body.Read(buf)
		if n > 0 {
			if _, bad := p.file.WriteAt(buf[:n], at); bad != nil {
				return at, &fileError{bad}
			}
			at += int64(n)
			c.moved(at)
			k.at(at)
			if bad := c.d.limit.wait(ctx, n); bad != nil {
				return at, bad
			}
		}
		if errors.Is(err, io.EOF) {
			return at, nil
		}
		if err != nil {
			return at, err
		}
	}
}

// moved shows progress, now and then.
func (c *worker) moved(at int64) {
	c.done.Store(at)
	t := now()
	if t.Sub(c.shown) < c.d.pace.notice {
		return
	}
	c.shown = t
	c.meter.add(at, t)
	c.d.changed()
}

// count starts counting from a byte.
func (c *worker) count(from int64) {
	c.done.Store(from)
	c.meter.reset()
	c.meter.add(from, now())
}

// keeper syncs the part file beside the stream and stores how far it is safe,
// about a hundred times a file: what a crash can cost is a hundredth of it.
type keeper struct {
	step, last int64
	kicks      chan int64
	ended      chan struct{}
}

// leastStep keeps small files from being synced all the time; unknownStep is for
// those whose size is not known.
const (
	leastStep   = 64 << 10
	unknownStep = 1 << 20
	checkpoints = 100
	// catchUp is how much faster the checksum may advance than the file.
	catchUp = 4
)

func (c *worker) keeper(ctx context.Context, p *place, stop context.CancelCauseFunc) *keeper {
	t := c.snapshot()
	k := &keeper{step: unknownStep, last: t.Done, kicks: make(chan int64, 1), ended: make(chan struct{})}
	if t.Size >= 0 {
		k.step = max(leastStep, t.Size/checkpoints)
	}
	safely.Go(func() {
		defer close(k.ended)
		for at := range k.kicks {
			if err := c.keep(ctx, p, at); err != nil {
				stop(err)
			}
			// What it cannot read now it reads at the end, or fails then. A file
			// that is resumed is caught up with bit by bit: the next sync must
			// not wait for all of it.
			_ = c.hash.follow(ctx, p.file, min(at, c.hash.at+catchUp*k.step))
		}
	})
	return k
}

// at asks for a sync when enough has come since the last one and none is under
// way.
func (k *keeper) at(at int64) {
	if at-k.last < k.step {
		return
	}
	select {
	case k.kicks <- at:
		k.last = at
	default:
	}
}

func (k *keeper) end() {
	close(k.kicks)
	<-k.ended
}

// keep makes the first bytes last, and stores so once they do. Only the loss of
// the transfer is an error: a disk or journal that fails shows when the stream
// ends.
func (c *worker) keep(ctx context.Context, p *place, at int64) error {
	err := p.file.Sync()
	if err == nil {
		c.change(func(t *journal.Transfer) { t.Done = at })
		err = c.save(ctx)
	}
	if errors.Is(err, errMoved) || errors.Is(err, errLost) {
		return err
	}
	return nil
}
