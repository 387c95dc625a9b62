package download

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"time"

	"lipdash/api/submission"
	"lipdash/journal"
)

// Step is what a running transfer is doing.
type Step string

// The steps, in order; StepWaiting is between two attempts.
const (
	StepWaiting  Step = "waiting"
	StepLink     Step = "link"
	StepFetching Step = "fetching"
	StepChecking Step = "checking"
)

// worker is the goroutine that drives one transfer that this process has.
type worker struct {
	d      *Downloader
	cancel context.CancelCauseFunc
	meter  meter
	// shown is when progress was last shown; the goroutine of the stream has it.
	shown time.Time
	// stalled is whether it was last shown as stalled; the downloader's lock has it.
	stalled bool
	// done is how much has arrived, synced or not.
	done atomic.Int64
	// hash follows the part file; the goroutine that keeps it has it.
	hash follower
	// link is a presigned link, only ever in memory; used tells that it has
	// worked before.
	link string
	used bool

	// t is the transfer as it should be stored, step what is being done; both
	// under the downloader's lock.
	t    journal.Transfer
	step Step
}

// run carries the transfer until it is over, or not this process's any more.
func (c *worker) run(ctx context.Context) {
	defer c.leave()
	for {
		before := c.done.Load()
		err := c.attempt(ctx)
		if err == nil {
			return
		}
		switch why := errors.Join(err, context.Cause(ctx)); {
		case errors.Is(why, errLost):
			return
		case errors.Is(why, errMoved):
			c.letGo()
			return
		}
		if c.done.Load() > before {
			c.change(func(t *journal.Transfer) { t.Tries = 0 })
		}
		if !c.follow(ctx, c.judge(ctx, err, c.snapshot().Tries)) {
			return
		}
	}
}

// follow does what a verdict says, and tells whether there is another attempt
// here.
func (c *worker) follow(ctx context.Context, v verdict) bool {
	stay := v.state == journal.TransferRunning && v.wait <= c.d.pace.hold
	c.change(func(t *journal.Transfer) {
		t.State, t.Code, t.Reason, t.NextTry = v.state, v.code, submission.WithholdText(v.reason), time.Time{}
		if v.state == journal.TransferRunning && !v.free {
			t.Tries++
		}
		if v.state == journal.TransferRunning && !stay {
			t.State, t.NextTry = journal.TransferQueued, now().Add(v.wait)
		}
	})
	if v.code == CodeLink || v.code == CodeNotMedia {
		c.link = ""
	}
	if !stay {
		c.letGo()
		return false
	}
	c.stage(StepWaiting)
	// Should the journal not take the reason, the next save brings it.
	err := c.save(ctx)
	if err == nil || !errors.Is(err, errMoved) && !errors.Is(err, errLost) {
		if v.free || journal.Sleep(ctx, v.wait) {
			return true
		}
		err = context.Cause(ctx)
	}
	if !errors.Is(err, errLost) {
		c.letGo()
	}
	return false
}

// goodbye is how long a last save may take.
const goodbye = 2 * time.Second

// letGo stores where the transfer stands and gives it back. If that fails, it is
// free when this process leaves the journal.
func (c *worker) letGo() {
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if c.snapshot().State == journal.TransferRunning {
		c.change(func(t *journal.Transfer) { t.State = journal.TransferQueued })
	}
	_ = c.save(ctx)
}

// save stores the transfer; the error says when it is not ours to drive any
// more.
func (c *worker) save(ctx context.Context) error {
	t := c.snapshot()
	state, err := c.d.journal.SaveTransfer(ctx, t)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &storeError{err}
	case state == "":
		return errLost
	case state != t.State:
		return errMoved
	}
	return nil
}

// leave takes the worker off the list and lets another transfer in.
func (c *worker) leave() {
	c.d.mu.Lock()
	delete(c.d.workers, c.t.ID)
	c.d.mu.Unlock()
	c.cancel(nil)
	c.d.stir()
}

func (c *worker) snapshot() journal.Transfer {
	c.d.mu.Lock()
	defer c.d.mu.Unlock()
	return c.t
}

func (c *worker) change(f func(*journal.Transfer)) {
	c.d.mu.Lock()
	f(&c.t)
	c.d.mu.Unlock()
	c.d.changed()
}

func (c *worker) stage(s Step) {
	c.d.mu.Lock()
	c.step = s
	c.d.mu.Unlock()
	c.d.changed()
}

func (c *worker) folder() string { return filepath.Dir(c.t.Part) }
