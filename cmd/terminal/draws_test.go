//go:build unix

package terminal

import (
	"io"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

// restarted notes what it is asked.
type restarted struct {
	tea.Model
	runner *runner
	mu     sync.Mutex
	asked  []string
}

func (*restarted) Run() (tea.Model, error) { return nil, nil } //nolint:nilnil // it is never run
func (*restarted) Quit()                   {}
func (p *restarted) Send(msg tea.Msg)      { p.runner.filter(nil, msg) }
func (p *restarted) ReleaseTerminal() error {
	return p.ask("release")
}

func (p *restarted) RestoreTerminal() error {
	return p.ask("restore")
}

func (p *restarted) ask(what string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.asked = append(p.asked, what)
	return nil
}

// Bubble Tea can stop its new ticker in place of the old one.
func TestARendererThatDoesNotDrawIsStartedOnceMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := &restarted{}
		p.runner = &runner{program: p, tty: &tty{}, painter: newPainter(io.Discard, 80, 24, 60)}
		defer p.runner.painter.stop()
		draw := func(on string) { _, _ = p.runner.painter.Write([]byte(on)) }
		look := func(want ...string) {
			t.Helper()
			<-time.After(drawsWithin)
			synctest.Wait()
			p.mu.Lock()
			defer p.mu.Unlock()
			if !slices.Equal(p.asked, want) {
				t.Errorf("asked %q, want %q", p.asked, want)
			}
			p.asked = nil
		}

		p.runner.returned()
		draw(string(altOn))
		look()

		draw(string(altOff))
		p.runner.returned()
		look("release", "restore")
		look("release", "restore") // still nothing
		draw(string(altOn))
		look()

		draw(string(altOff))
		p.runner.returned()
		p.runner.tty.host(guest{other: true})
		look()
	})
}
