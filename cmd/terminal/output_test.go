package terminal

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
)

// twin gives every frame to two terminals: to one as it is, to the other
// filtered. They must show the same, styles included.
type twin struct {
	t             *testing.T
	mu            sync.Mutex
	plain, thin   *vt.Emulator
	rows          repaints
	wrote, passed int
}

func newTwin(t *testing.T, w, h int) *twin {
	tw := &twin{t: t, plain: vt.NewEmulator(w, h), thin: vt.NewEmulator(w, h), rows: repaints{}}
	for _, e := range []*vt.Emulator{tw.plain, tw.thin} {
		go func() {
			buf := make([]byte, 64)
			for {
				if _, err := e.Read(buf); err != nil {
					return
				}
			}
		}()
	}
	return tw
}

func (tw *twin) Write(p []byte) (int, error) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	got := tw.rows.filter(append([]byte(nil), p...))
	tw.wrote += len(p)
	tw.passed += len(got)
	crlf := func(b []byte) []byte { return []byte(strings.ReplaceAll(string(b), "\n", "\r\n")) }
	_, _ = tw.plain.Write(crlf(p))
	_, _ = tw.thin.Write(crlf(got))
	if a, b := tw.plain.Render(), tw.thin.Render(); a != b {
		tw.t.Errorf("the filtered screen differs after %q\npassed on %q\nplain:\n%s\nfiltered:\n%s", p, got, a, b)
	}
	if a, b := tw.plain.CursorPosition(), tw.thin.CursorPosition(); a != b {
		tw.t.Errorf("the cursor is at %v, filtered at %v, after %q", a, b, p)
	}
	return len(p), nil
}

// pages is a model whose lines are given by message.
type pages struct{ lines []string }

func (m pages) Init() tea.Cmd { return nil }
func (m pages) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if l, ok := msg.([]string); ok {
		m.lines = l
	}
	return m, nil
}

func (m pages) View() tea.View {
	v := tea.NewView(strings.Join(m.lines, "\n"))
	v.AltScreen = true
	return v
}

// randomLine has wide and plain text in changing styles.
func randomLine(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(6) {
		text := []string{"字幕テスト", "plain", "🎬", "  ", "日本語", "ж", "│"}[r.IntN(7)]
		if r.IntN(3) == 0 {
			text = fmt.Sprintf("\x1b[%d;%dm%s\x1b[0m", r.IntN(2), 31+r.IntN(6), text)
		}
		b.WriteString(text)
	}
	return b.String()
}

func TestTheFilteredScreenIsTheScreen(t *testing.T) {
	for seed := range uint64(20) {
		synctest.Test(t, func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			const w, h = 40, 12
			tw := newTwin(t, w, h)
			p := tea.NewProgram(pages{}, tea.WithInput(nil), tea.WithOutput(tw), tea.WithoutSignalHandler(),
				tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
			done := make(chan struct{})
			go func() {
				defer close(done)
				_, _ = p.Run()
			}()
			lines := make([]string, h)
			for range 150 {
				switch r.IntN(12) {
				case 0: // scroll
					lines = append(lines[1:], randomLine(r))
				case 1: // everything
					for i := range lines {
						lines[i] = randomLine(r)
					}
				case 2:
					p.Send(tea.ClearScreen())
				default: // a few
					for range r.IntN(3) {
						lines[r.IntN(h)] = randomLine(r)
					}
				}
				p.Send(append([]string(nil), lines...))
				time.Sleep(50 * time.Millisecond)
				synctest.Wait()
			}
			p.Quit()
			<-done
			_ = tw.plain.Close()
			_ = tw.thin.Close()
			if tw.passed >= tw.wrote {
				t.Errorf("passed on %d of %d bytes", tw.passed, tw.wrote)
			}
		})
	}
}

func TestOnlyUnchangedRowsAreLeftOut(t *testing.T) {
	r := repaints{}
	const paint = "\x1b[?7l\x1b[m\r\n\x1b[K \x1b[31m字\x1b[m x\x1b[?7h\x1b[10;5H"
	if got := string(r.filter([]byte(paint))); got != paint {
		t.Fatalf("a first paint became %q", got)
	}
	if got := string(r.filter([]byte("a" + paint + paint + "b"))); got != "a\x1b[m\x1b[10;5Hb" {
		t.Fatalf("repeated paints became %q", got)
	}
	if got := string(r.filter([]byte(strings.Replace(paint, " x", " y", 1)))); got != "\x1b[?7l\x1b[10;5H\x1b[m\x1b[Ky\x1b[?7h\x1b[10;5H" {
		t.Fatalf("a change at the end became %q", got)
	}
	changed := strings.Replace(paint, "\x1b[K ", "\x1b[K幕", 1)
	if got := string(r.filter([]byte(changed))); got != changed {
		t.Fatalf("a change became %q", got)
	}
	for _, mover := range []string{"\x1b[2J", "\x1b[3S", "\x1b[L", "\x1bM", "\x1b[2;5r", "\x1b[?1049h"} {
		r.filter([]byte(changed))
		r.filter([]byte(mover))
		if got := string(r.filter([]byte(changed))); got != changed {
			t.Fatalf("after %q a paint became %q", mover, got)
		}
	}
	const corner = "\x1b[?7lx\x1b[?7h"
	if got := string(r.filter([]byte(corner + changed))); !strings.Contains(got, corner) {
		t.Fatalf("the corner became %q", got)
	}
}

func TestAClockBesideWideRowsCostsLittle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const w, h = 80, 20
		tw := newTwin(t, w, h)
		p := tea.NewProgram(pages{}, tea.WithInput(nil), tea.WithOutput(tw), tea.WithoutSignalHandler(),
			tea.WithWindowSize(w, h), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
		done := make(chan struct{})
		go func() {
			defer close(done)
			_, _ = p.Run()
		}()
		lines := make([]string, h)
		for i := range lines {
			lines[i] = fmt.Sprintf("row %d 字幕テスト 第三話 日本語", i)
		}
		tick := func(n int) {
			lines[0] = fmt.Sprintf("live %ds", n)
			p.Send(append([]string(nil), lines...))
			time.Sleep(time.Second)
			synctest.Wait()
		}
		tick(0)
		tick(1)
		tw.mu.Lock()
		tw.wrote, tw.passed = 0, 0
		tw.mu.Unlock()
		for n := range 10 {
			tick(n + 2)
		}
		p.Quit()
		<-done
		_ = tw.plain.Close()
		_ = tw.thin.Close()
		if tw.passed*8 > tw.wrote {
			t.Errorf("ten ticks cost %d of %d bytes", tw.passed, tw.wrote)
		}
	})
}
