package cmd

import (
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"lipdash/api/safely"
	"lipdash/cmd/account"
)

type memories struct {
	mu   sync.Mutex
	open []*account.Memory
	// last is done once they have ended, and says what there is to say of it.
	last []func() string
}

// atEnd has something done once all of them have ended.
func (l *memories) atEnd(f func() string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last = append(l.last, f)
}

func (l *memories) add(m *account.Memory) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open = append(l.open, m)
}

// wait waits until all of them have ended; their context must have. What is to be said at the
// end goes to out.
func (l *memories) wait(out io.Writer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, m := range l.open {
		m.Wait()
	}
	for _, f := range l.last {
		_, _ = fmt.Fprintln(out, "lipdash: "+f())
	}
	l.last = nil
}

// handOverPatience bounds how long the shell is kept waiting for its terminal.
const handOverPatience = 2 * time.Second

// handOver lets other processes go on with what is on its way, since this one is
// about to be stopped, until goOn is called.
func (l *memories) handOver() (goOn func()) {
	l.mu.Lock()
	open := slices.Clone(l.open)
	l.mu.Unlock()
	over := make(chan struct{})
	safely.Go(func() {
		defer close(over)
		for _, m := range open {
			m.HandOver()
		}
	})
	select {
	case <-over:
	case <-time.After(handOverPatience):
	}
	return func() {
		safely.Go(func() {
			<-over
			for _, m := range open {
				m.GoOn()
			}
		})
	}
}
