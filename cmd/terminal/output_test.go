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
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// twin gives every frame to two terminals: to one as it is, to the other by way
// of a screen. They must show the same.
type twin struct {
	t             *testing.T
	mu            sync.Mutex
	plain, thin   *vt.Emulator
	screen        *screen
	wrote, passed int
}

func newTwin(t *testing.T, w, h int) *twin {
	tw := &twin{t: t, plain: vt.NewEmulator(w, h), thin: vt.NewEmulator(w, h), screen: newScreen(w, h)}
	tw.screen.crlf = true // there is no terminal's input, so the renderer expects it
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

func (tw *twin) resize(w, h int) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	tw.plain.Resize(w, h)
	tw.thin.Resize(w, h)
	tw.screen.resize(w, h)
}

func (tw *twin) Write(p []byte) (int, error) {
	tw.mu.Lock()
	defer tw.mu.Unlock()
	got := tw.screen.translate(append([]byte(nil), p...))
	tw.wrote += len(p)
	tw.passed += len(got)
	crlf := func(b []byte) []byte { return []byte(strings.ReplaceAll(string(b), "\n", "\r\n")) }
	_, _ = tw.plain.Write(crlf(p))
	_, _ = tw.thin.Write(crlf(got))
	if a, b := look(tw.plain), look(tw.thin); a != b && !tw.t.Failed() {
		tw.t.Errorf("the screen differs after %q\npassed on as %q\nplain:\n%s\nthin:\n%s", p, got, a, b)
	}
	return len(p), nil
}

// look is what can be seen of a terminal: of a blank cell not its ink.
func look(e *vt.Emulator) string {
	var b strings.Builder
	for y := range e.Height() {
		for x := range e.Width() {
			c := e.CellAt(x, y)
			if c == nil {
				b.WriteString("[nil]")
				continue
			}
			st := c.Style
			if c.Content == "" || c.Content == " " {
				st = uv.Style{Bg: st.Bg, Underline: st.Underline, UnderlineColor: st.UnderlineColor, Attrs: st.Attrs & (uv.AttrReverse | uv.AttrStrikethrough | uv.AttrBlink)}
				if st.Attrs != 0 {
					st.Fg = c.Style.Fg
				}
			}
			if !st.IsZero() {
				fmt.Fprintf(&b, "{%s}", st.String())
			}
			b.WriteString(c.Content)
		}
		b.WriteString("\n")
	}
	return b.String()
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
func randomLine(r *rand.Rand, w int) string {
	var b strings.Builder
	for range r.IntN(8) {
		text := []string{"字幕テスト", "plain", "🎬", "  ", strings.Repeat(" ", 14), "日本語", "ж", "│", "aaaaaaaaaaaaaaaa", "e\u0301"}[r.IntN(10)]
		switch r.IntN(5) {
		case 0:
			text = fmt.Sprintf("\x1b[%d;%dm%s\x1b[0m", r.IntN(10), 31+r.IntN(6), text)
		case 1:
			text = fmt.Sprintf("\x1b[1;38;2;%d;2;3;48;5;%dm%s\x1b[22m%s\x1b[m", r.IntN(3), r.IntN(3), text, text)
		case 2:
			text = fmt.Sprintf("\x1b[4:%dm\x1b[7m%s\x1b[27m%s\x1b[m", r.IntN(4), text, text)
		}
		b.WriteString(text)
	}
	return ansi.Truncate(b.String(), w, "")
}

func TestTheThinScreenIsTheScreen(t *testing.T) {
	for seed := range uint64(24) {
		synctest.Test(t, func(t *testing.T) { shake(t, seed) })
	}
}

// shake shows random pages on a twin.
func shake(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	w, h := 24+r.IntN(40), 6+r.IntN(10)
	term := []string{"xterm-256color", "tmux-256color", "screen", "vt220", "linux"}[r.IntN(5)]
	tw := newTwin(t, w, h)
	p := tea.NewProgram(pages{}, tea.WithInput(nil), tea.WithOutput(tw), tea.WithoutSignalHandler(),
		tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor), tea.WithEnvironment([]string{"TERM=" + term}))
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = p.Run()
	}()
	if r.IntN(2) == 0 {
		p.Send(tea.ModeReportMsg{Mode: ansi.ModeSynchronizedOutput, Value: ansi.ModeReset})
	}
	lines := make([]string, h)
	for range 100 {
		switch r.IntN(14) {
		case 0: // scroll
			lines = append(lines[1:], randomLine(r, w))
		case 1: // back
			lines = append([]string{randomLine(r, w)}, lines[:len(lines)-1]...)
		case 2: // everything
			for i := range lines {
				lines[i] = randomLine(r, w)
			}
		case 3:
			p.Send(tea.ClearScreen())
		case 4:
			w, h = 24+r.IntN(40), 6+r.IntN(10)
			tw.resize(w, h)
			lines = make([]string, h)
			p.Send(tea.WindowSizeMsg{Width: w, Height: h})
		default: // a few
			for range r.IntN(3) {
				lines[r.IntN(h)] = randomLine(r, w)
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
