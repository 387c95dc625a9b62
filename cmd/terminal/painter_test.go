package terminal

import (
	"fmt"
	"io"
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

	"lipdash/api/safely"
)

// screen is a terminal that counts what it is sent.
type screen struct {
	mu   sync.Mutex
	emu  *vt.Emulator
	sent []string
}

func newScreen(w, h int) *screen {
	s := &screen{emu: vt.NewEmulator(w, h)}
	go func() { _, _ = io.Copy(io.Discard, s.emu) }() // its answers
	return s
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sent = append(s.sent, string(p))
	return s.emu.Write(p)
}

func (s *screen) resize(w, h int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.emu.Resize(w, h)
}

// frames is what is sent while something goes on.
func (s *screen) frames(something func()) []string {
	s.mu.Lock()
	s.sent = nil
	s.mu.Unlock()
	something()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent
}

// cost is how many bytes something takes, and which.
func (s *screen) cost(something func()) (n int, sent string) {
	sent = strings.Join(s.frames(something), "")
	return len(sent), sent
}

// look is what can be seen: of a blank cell not the colour of its text.
func (s *screen) look() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return look(s.emu)
}

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

// text is what a terminal shows, without colours.
func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var b strings.Builder
	for y := range s.emu.Height() {
		for x := range s.emu.Width() {
			if c := s.emu.CellAt(x, y); c != nil {
				b.WriteString(c.Content)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// showing is what a terminal that is sent some lines in the plainest way shows.
func showing(lines []string, w, h int) string {
	e := vt.NewEmulator(w, h)
	for y, l := range lines {
		_, _ = e.WriteString(ansi.CursorPosition(1, y+1) + "\x1b[m" + l)
	}
	return look(e)
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

// painted runs a model as Run does, on a screen, until the test of it returns.
func painted(model tea.Model, s *screen, fps int, test func(p *tea.Program), o ...tea.ProgramOption) {
	painter := newPainter(s, s.emu.Width(), s.emu.Height(), fps)
	g := newGuard(model, painter.show)
	p := tea.NewProgram(g, append([]tea.ProgramOption{
		tea.WithInput(nil), tea.WithOutput(painter), tea.WithFilter(painter.watch), tea.WithFPS(ticks), tea.WithoutSignalHandler(),
		tea.WithWindowSize(s.emu.Width(), s.emu.Height()), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}),
	}, o...)...)
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = p.Run()
	}()
	synctest.Wait() // the first size is on its way
	test(p)
	p.Quit()
	<-done
	painter.stop()
	_ = s.emu.Close()
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

func TestEveryFrameIsOnTheScreen(t *testing.T) {
	t.Parallel()
	for seed := range rounds(24) {
		synctest.Test(t, func(t *testing.T) { shake(t, uint64(seed)) })
	}
}

// rounds is how often something is done that is done often: with -short a few times.
func rounds(n int) int {
	if testing.Short() {
		return max(1, n/8)
	}
	return n
}

// shake shows random pages.
func shake(t *testing.T, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 1))
	w, h := 24+r.IntN(40), 6+r.IntN(10)
	s := newScreen(w, h)
	term := []string{"xterm-256color", "tmux-256color", "screen", "vt220", "linux"}[r.IntN(5)]
	painted(pages{}, s, 30, func(p *tea.Program) {
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
				s.resize(w, h)
				lines = make([]string, h)
				p.Send(tea.WindowSizeMsg{Width: w, Height: h})
			default: // a few
				for range r.IntN(3) {
					lines[r.IntN(h)] = randomLine(r, w)
				}
			}
			s.frames(func() {})
			p.Send(append([]string(nil), lines...))
			time.Sleep([]time.Duration{10, 50, 300}[r.IntN(3)] * time.Millisecond)
			synctest.Wait()
			time.Sleep(50 * time.Millisecond)
			synctest.Wait()
			if got, want := s.look(), showing(lines, w, h); got != want && !t.Failed() {
				t.Errorf("seed %d %dx%d, after %q: the screen is\n%s\nnot\n%s", seed, w, h, s.sent, got, want)
			}
		}
	}, tea.WithEnvironment([]string{"TERM=" + term}))
}

// onScreen is a painter that shows some lines, and what it sends from then on.
func onScreen(t *testing.T, w, h int, lines ...string) (p *painter, send func(lines ...string) string) {
	s := newScreen(w, h)
	p = newPainter(s, w, h, 30)
	t.Cleanup(p.stop)
	p.alt = true
	send = func(lines ...string) string {
		p.mu.Lock()
		p.content = strings.Join(lines, "\n")
		p.mu.Unlock()
		_, sent := s.cost(func() { _ = p.send(p.paint) })
		return sent
	}
	send(lines...)
	return p, send
}

func TestOnlyTheDifferenceIsSent(t *testing.T) {
	_, send := onScreen(t, 40, 4, "hello", "字幕テスト x")
	for _, step := range []struct {
		name, line1, line2, want string
	}{
		{"the same again", "hello", "字幕テスト x", ""},
		{"one letter", "hallo", "字幕テスト x", "\x1b[1;2Ha"},
		{"a letter behind wide ones", "hallo", "字幕テスト y", "\x1b[2;12Hy"},
		{"letters close to each other", "jalle", "字幕テスト y", "\x1b[1Hjalle"},
		{"the rest of a row", "ja", "字幕テスト y", "\x1b[3G\x1b[K"},
		{"blanks in another style", "ja\x1b[31;1m   \x1b[m", "字幕テスト y", ""},
		{"a wide character gone", "ja", "  幕テスト y", "\x1b[2H  "},
		{"a ground", "ja\x1b[44m \x1b[m", "  幕テスト y", "\x1b[1;3H\x1b[44m \x1b[m"},
	} {
		if got := send(step.line1, step.line2); got != step.want {
			t.Errorf("%s: sent is %q, want %q", step.name, got, step.want)
		}
	}
}

// TestEachColourIsSentOnce is about colours that take more bytes than a move of the cursor.
func TestEachColourIsSentOnce(t *testing.T) {
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[1H\x1b[38;2;255;0;0ma\x1b[2Cb\x1b[2H\x1b[12X\x1b[13Gc\x1b[1;2H\x1b[38;2;0;0;255mxx\x1b[Cyy\x1b[m",
		colorprofile.ANSI:      "\x1b[1H\x1b[91ma\x1b[94mxx\x1b[91mb\x1b[94myy\x1b[2H\x1b[12X\x1b[13G\x1b[91mc\x1b[m",
	} {
		p, send := onScreen(t, 20, 2, "", "as_it_was_it")
		p.profile = profile
		const red, blue = "\x1b[38;2;255;0;0m", "\x1b[38;2;0;0;255m"
		if got := send(red+"a"+blue+"xx"+red+"b"+blue+"yy", "            "+red+"c"); got != want {
			t.Errorf("%v: sent is %q, want %q", profile, got, want)
		}
	}
}

// TestWhatFollowsADoubtfulCharacterIsPlaced is about terminals that draw it narrower or
// wider than others: its cells are blanked first, and what follows has a column.
func TestWhatFollowsADoubtfulCharacterIsPlaced(t *testing.T) {
	_, send := onScreen(t, 20, 2, "x")
	family := "👨‍👩‍👧"
	if got, want := send(family+"ab"), "\r      \r"+family+"\x1b[7Gab"; got != want {
		t.Errorf("sent is %q, want %q", got, want)
	}
	if got, want := send("हिab"), "\r  \rहि\x1b[3Gab\x1b[K"; got != want {
		t.Errorf("then it is %q, want %q", got, want)
	}
}

func TestWhatBubbleTeaSaysPassesAndWhatItClearsIsPaintedInTheSameUpdate(t *testing.T) {
	p, send := onScreen(t, 20, 3, "hello")
	s := p.out.(*screen)
	for _, told := range []string{"\a", "\a" + ansi.Notify("lipdash: 57 done"), ansi.SetWindowTitle("片付け"), ansi.TmuxPassthrough(ansi.Notify("x"))} {
		if _, sent := s.cost(func() { _, _ = p.Write([]byte(told)) }); sent != told {
			t.Errorf("%q became %q", told, sent)
		}
		if again := send("hello"); again != "" {
			t.Errorf("after %q the row is painted again: %q", told, again)
		}
	}
	p.bracketed = true
	for _, clears := range []string{ansi.EraseEntireScreen, "\x1b[H" + ansi.EraseScreenBelow, ansi.SetModeAltScreenSaveCursor} {
		if _, sent := s.cost(func() { _, _ = p.Write([]byte(clears)) }); !strings.HasPrefix(sent, clears) || !strings.HasSuffix(sent, "hello") {
			t.Errorf("%q became %q", clears, sent)
		}
	}
	_, _ = p.Write([]byte(ansi.ResetModeAltScreenSaveCursor))
	if got := send("over the shell"); got != "" {
		t.Errorf("the shell's screen is painted: %q", got)
	}
}

// TestASlowFirstPicture is about a machine so busy that Bubble Tea enters the screen
// before there is a picture.
func TestASlowFirstPicture(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		on, off := ansi.SetModeAltScreenSaveCursor, ansi.ResetModeAltScreenSaveCursor
		var sent strings.Builder
		p := newPainter(&sent, 20, 3, 30)
		_, _ = p.Write([]byte(on))
		p.show("hello")
		synctest.Wait()
		_, _ = p.Write([]byte(off))
		sent.Reset()
		_, _ = p.Write([]byte(on))
		if got := sent.String(); strings.Count(got, on) != 1 || !strings.Contains(got, "hello") {
			t.Errorf("after a stop it sends %q", got)
		}
		p.stop()
	})
}

func TestALongUpdateIsSeenAsAWhole(t *testing.T) {
	p, send := onScreen(t, 80, 4, "hello")
	p.bracketed = true
	long := strings.Repeat("0123456789", 8)
	if got := send(long, long); !strings.HasPrefix(got, ansi.SetModeSynchronizedOutput) || !strings.HasSuffix(got, ansi.ResetModeSynchronizedOutput) {
		t.Errorf("sent is %q", got)
	}
	if got := send(long, "short"); strings.Contains(got, ansi.SetModeSynchronizedOutput) {
		t.Errorf("a short one is sent as %q", got)
	}
}

// TestColoursAreThoseOfTheTerminal also shows that a terminal that tells its colours late
// is painted anew.
func TestColoursAreThoseOfTheTerminal(t *testing.T) {
	const red = "\x1b[1;38;2;240;115;122mred\x1b[m"
	p, send := onScreen(t, 20, 2, "")
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "\x1b[38;2;240;115;122;1mred", colorprofile.ANSI256: "\x1b[38;5;210;1mred",
		colorprofile.ANSI: "\x1b[91;1mred", colorprofile.Ascii: "\x1b[1mred",
	} {
		p.watch(nil, tea.ColorProfileMsg{Profile: profile})
		if got := send(red); !strings.Contains(got, want) {
			t.Errorf("%v: sent is %q, want %q in it", profile, got, want)
		}
	}
}

// TestAKeysPictureWaitsForNoTick: only what comes within the pace of the one before does,
// and of several that come meanwhile the last is painted.
func TestAKeysPictureWaitsForNoTick(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(20, 3)
		painted(pages{}, s, 30, func(p *tea.Program) {
			time.Sleep(time.Second)
			for i := range 5 {
				n, sent := s.cost(func() {
					p.Send([]string{fmt.Sprint("at once ", i)})
					synctest.Wait()
				})
				if n == 0 {
					t.Errorf("nothing is sent at once: %q", sent)
				}
				frames := s.frames(func() {
					for j := range 9 {
						p.Send([]string{fmt.Sprint("then ", j)})
						synctest.Wait()
					}
					time.Sleep(34 * time.Millisecond)
					synctest.Wait()
				})
				if len(frames) != 1 || !strings.Contains(s.text(), "then 8") {
					t.Errorf("%d frames: %q", len(frames), frames)
				}
				time.Sleep(time.Second)
			}
		})
	})
}

func TestAPanicWhilePaintingLeavesTheRestToPass(t *testing.T) {
	heard := 0
	safely.OnPanic(func(any, []byte) { heard++ })
	defer safely.OnPanic(nil)
	s := newScreen(20, 2)
	p := newPainter(s, 20, 2, 30)
	_ = p.send(func() error {
		p.alt, p.content, p.next = true, "text", uv.ScreenBuffer{} // which cannot be drawn on
		return p.paint()
	})
	_, sent := s.cost(func() { _, _ = p.Write(altOff); p.stop() })
	if heard != 1 || sent != string(altOff) {
		t.Errorf("heard of %d panics, sent %q", heard, sent)
	}
}

// stuck is a terminal that takes nothing until it is let.
type stuck chan struct{}

func (s stuck) Write(p []byte) (int, error) {
	<-s
	return len(p), nil
}

func TestTheProgramGoesOnWhileTheTerminalTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		terminal := make(stuck)
		p := newPainter(terminal, 20, 2, 30)
		p.show("first")
		synctest.Wait() // it is being written
		for i := range 3 {
			p.show(fmt.Sprint("picture ", i))
			p.watch(nil, tea.WindowSizeMsg{Width: 30 + i, Height: 3})
			p.watch(nil, tea.RequestBackgroundColor())
		}
		close(terminal)
		p.stop()
	})
}

// TestTheGroundIsAskedForWhenTheTerminalSaysThatItChanged also after somebody else had the
// terminal, and nobody is told anything once it is given back.
func TestTheGroundIsAskedForWhenTheTerminalSaysThatItChanged(t *testing.T) {
	p, _ := onScreen(t, 20, 3, "hello")
	s := p.out.(*screen)
	asks := func(something func()) string {
		_, sent := s.cost(func() { something(); _ = p.send(p.paint) })
		var out []string
		for _, what := range []string{ansi.SetModeLightDark, ansi.RequestBackgroundColor, ansi.ResetModeLightDark} {
			if strings.Contains(sent, what) {
				out = append(out, map[string]string{ansi.SetModeLightDark: "tell", ansi.RequestBackgroundColor: "ask", ansi.ResetModeLightDark: "no more"}[what])
			}
		}
		return strings.Join(out, " ")
	}
	leave := func() { _, _ = p.Write([]byte(ansi.ResetModeAltScreenSaveCursor)) }
	enter := func() { _, _ = p.Write([]byte(ansi.SetModeAltScreenSaveCursor)) }
	changed := func() {
		if msg := p.watch(nil, uv.LightColorSchemeEvent{}); msg != nil {
			t.Error("the model hears of the system's colours")
		}
	}
	for i, step := range []struct {
		do   func()
		want string
	}{
		{leave, ""},
		{enter, ""}, // nobody asked yet
		{func() { p.watch(nil, tea.RequestBackgroundColor()) }, "tell ask"},
		{changed, "ask"},
		{leave, "no more"},
		{enter, "tell ask"},
		{leave, "no more"},
	} {
		if got := asks(step.do); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
}
