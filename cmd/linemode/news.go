package linemode

import (
	"context"
	"errors"
	"sync"
	"time"

	state "lipdash/ui/state/follow"
)

// news is what happened and was not told yet. The follower's loop adds to it.
type news struct {
	mu    sync.Mutex
	lines []string
	// turned has a value when the follower's loop has turned.
	turned chan struct{}
}

func newNews() *news { return &news{turned: make(chan struct{}, 1)} }

func (n *news) add(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, text)
}

func (n *news) turn() {
	select {
	case n.turned <- struct{}{}:
	default:
	}
}

func (n *news) take() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	all := n.lines
	n.lines = nil
	return all
}

// happened takes changes, in the follower's loop.
func (d *dialog) happened(changes []state.Change) (bool, error) {
	for _, c := range changes {
		if c.Kind == state.Refused {
			d.refused[c.Submission] = c.Why
		}
		if c.Kind == state.Gone {
			d.gone[c.Job.ID] = true
		}
		if c.Kind == state.Saved {
			d.f.Store().Look(c.Job.ID) // who has the file does not miss it
		}
		text := d.change(c)
		switch {
		case text == "":
		case d.watching != nil && !d.about(d.watching, c):
			d.watching.untold++
		default:
			d.news.add(c.At.Local().Format(time.TimeOnly) + " " + text)
		}
	}
	return true, nil
}

// say prints lines, those that have a text.
func (d *dialog) say(lines ...string) {
	for _, text := range lines {
		if text != "" {
			write(d.o.Out, text+"\n")
		}
	}
}

// tellNews tells what happened meanwhile.
func (d *dialog) tellNews() { d.say(d.news.take()...) }

// await tells what happens until something is so, which is looked at in the follower's loop, or
// the user ends it; over tells which.
func (d *dialog) await(ctx context.Context, until func() bool) (over bool, err error) {
	typed := d.in.read()
	if d.in.kept != nil {
		typed = nil
	}
	for {
		var is bool
		alive := d.do(func() { is = until() })
		d.tellNews()
		switch {
		case is:
			return true, nil
		case !alive:
			return false, errEnded
		}
		select {
		case <-d.news.turned:
		case l := <-typed:
			if d.in.stopped(l) {
				return false, nil
			}
			typed = nil
		case <-d.ended:
		case <-ctx.Done():
			return false, context.Cause(ctx)
		}
	}
}

// said is an error that was told already.
type said struct{ error }

// Unwrap is the error.
func (s said) Unwrap() error { return s.error }

// IsSaid tells whether an error was told to the user already.
func IsSaid(err error) bool { return errors.As(err, new(said)) }

// Usage is a command that cannot be meant.
type Usage struct{ error }

// Unwrap is what is wrong.
func (u Usage) Unwrap() error { return u.error }
