// Package uitest runs a Bubble Tea model in the real program against an emulated
// terminal, in fake time: use it inside testing/synctest. Minutes of polling take
// milliseconds, and what a test looks at is what a terminal would show.
package uitest

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"
)

// Screen is a program running against an emulated terminal.
type Screen struct {
	t       *testing.T
	program *tea.Program
	cancel  context.CancelFunc
	done    chan error
	// over is closed when the program has ended.
	over chan struct{}
	// each is true when every frame is drawn.
	each bool
	// shown is the frame on the emulated terminal, text what stands there, "" until
	// that is read.
	shown []string
	text  string

	mu    sync.Mutex
	emu   *vt.Emulator
	bytes int
	raw   bytes.Buffer
	told  told
}

// fps is how many frames a second are drawn at most: each has to wake somebody, also
// when there is nothing to draw. Drawn waits for longer than one takes.
const fps = 20

// Start runs a model on a screen of w by h cells, on which frames are drawn when the
// test looks. The program ends with the test, or with Stop.
func Start(t *testing.T, m tea.Model, w, h int) *Screen {
	t.Helper()
	return begin(t, &drawing{model: m}, w, h)
}

// StartWriting is Start for tests of what the program writes: Bubble Tea's renderer
// draws every frame.
func StartWriting(t *testing.T, m tea.Model, w, h int) *Screen {
	t.Helper()
	return begin(t, &drawing{model: m, each: true}, w, h)
}

func begin(t *testing.T, m *drawing, w, h int) *Screen {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &Screen{
		t: t, cancel: cancel, done: make(chan error, 1), over: make(chan struct{}), each: m.each, emu: vt.NewEmulator(w, h),
	}
	s.listen()
	go s.drainReplies()
	s.program = tea.NewProgram(m,
		tea.WithContext(ctx), tea.WithInput(nil), tea.WithOutput(s), tea.WithoutSignalHandler(),
		tea.WithFPS(fps), tea.WithWindowSize(w, h), tea.WithColorProfile(colorprofile.TrueColor),
		tea.WithEnvironment([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}))
	go func() {
		_, err := s.program.Run()
		s.done <- err
		close(s.over)
	}()
	return s
}

// drainReplies empties the pipe into which the emulator answers queries: a
// full pipe would stop it.
func (s *Screen) drainReplies() {
	buf := make([]byte, 256)
	for {
		if _, err := s.emu.Read(buf); err != nil {
			return
		}
	}
}

// Write is the terminal's end. The program is not on a real line discipline,
// so newlines get their carriage return here.
func (s *Screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.bytes += len(p)
	s.raw.Write(p)
	if _, err := s.emu.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// Wait lets d of fake time pass and everything that follows from it happen.
func (s *Screen) Wait(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Drawn waits until a frame was drawn for what happened.
func (s *Screen) Drawn() {
	s.Wait(100 * time.Millisecond)
	if !s.each {
		s.frame()
	}
}

// Press sends keys by Bubble Tea's names and waits for their frame.
func (s *Screen) Press(keys ...string) {
	for _, k := range keys {
		s.program.Send(Key(k))
		s.Drawn()
	}
}

// Type sends text as key presses and waits for its frame.
func (s *Screen) Type(text string) {
	for _, r := range text {
		s.program.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	s.Drawn()
}

// Send gives the program a message.
func (s *Screen) Send(msg tea.Msg) {
	s.program.Send(msg)
	s.Drawn()
}

// Resize changes the terminal's size.
func (s *Screen) Resize(w, h int) {
	s.mu.Lock()
	s.emu.Resize(w, h)
	s.shown, s.text = nil, ""
	s.mu.Unlock()
	s.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Text is the screen as text, one line a row, right ends trimmed.
func (s *Screen) Text() string {
	s.show()
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.text != "" && !s.each {
		return s.text
	}
	lines := strings.Split(s.emu.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	s.text = strings.Join(lines, "\n")
	return s.text
}

// Bytes is how many bytes the program wrote so far.
func (s *Screen) Bytes() int {
	s.t.Helper()
	s.writes()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.bytes
}

// Raw is everything the program wrote so far.
func (s *Screen) Raw() string {
	s.t.Helper()
	s.writes()
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.raw.String()
}

// writes fails a test that would find nothing because nothing is drawn.
func (s *Screen) writes() {
	s.t.Helper()
	if !s.each {
		s.t.Fatal("frames are drawn when looked at: StartWriting draws them all")
	}
}

// Has fails the test, showing the screen, unless it contains every text.
func (s *Screen) Has(texts ...string) {
	s.t.Helper()
	got := s.Text()
	for _, want := range texts {
		if !strings.Contains(got, want) {
			s.t.Fatalf("screen lacks %q:\n%s", want, got)
		}
	}
}

// HasNot fails the test, showing the screen, if it contains any of the texts.
func (s *Screen) HasNot(texts ...string) {
	s.t.Helper()
	got := s.Text()
	for _, bad := range texts {
		if strings.Contains(got, bad) {
			s.t.Fatalf("screen has %q:\n%s", bad, got)
		}
	}
}

// Until waits in steps of a second, at most d, for a text to appear.
func (s *Screen) Until(text string, d time.Duration) {
	s.t.Helper()
	for end := time.Now().Add(d); time.Now().Before(end); s.Wait(time.Second) {
		if strings.Contains(s.Text(), text) {
			return
		}
	}
	s.Has(text)
}

// longestTimer is more than any timer that a model arms.
const longestTimer = 10 * time.Minute

// Stop ends the program and then what works beside it, and waits for it.
func (s *Screen) Stop(beside ...func()) {
	s.program.Quit()
	<-s.done
	s.cancel()
	for _, end := range beside {
		end()
	}
	_ = s.emu.Close()
	// A command that sleeps cannot be cancelled; the bubble may only end once
	// the last of them is through.
	s.Wait(longestTimer)
}

// Ended tells whether the program has ended by itself.
func (s *Screen) Ended() bool {
	select {
	case err := <-s.done:
		s.done <- err
		return true
	default:
		return false
	}
}
