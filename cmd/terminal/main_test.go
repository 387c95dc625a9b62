//go:build unix

package terminal

import (
	"context"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/safely"
)

// TestMain is also the program under test: with LIPDASH_TEST_RUN set, the test
// binary runs a small model as the dashboard would be run.
func TestMain(m *testing.M) {
	if os.Getenv("LIPDASH_TEST_RUN") == "" {
		flag.Parse()
		_ = flag.Set("test.parallel", "8") // they wait for processes, not for the processor
		os.Exit(m.Run())
	}
	var secrets Secrets
	secrets.Add(secretInTest)
	model := &keysModel{}
	os.Exit(Run(context.Background(), model, Options{
		FPS: 60, Environ: os.Environ(), Secrets: &secrets, ReportDir: StateDir(),
		JoinEscapes: os.Getenv("LIPDASH_TEST_JOIN") != "", Errors: os.Stderr,
		Stopping: func() func() {
			noteState("stopping")
			return func() { noteState("goes on") }
		},
		After: func() {
			if model.after {
				safely.Go(fall)
				select {} // for a goroutine that is no more
			}
		},
	}))
}

// noteState leaves a file in the state folder.
func noteState(name string) {
	_ = os.MkdirAll(StateDir(), 0o700)
	_ = os.WriteFile(filepath.Join(StateDir(), name), nil, 0o600)
}

const secretInTest = "sk-verysecret"

// keysModel shows the keys it got. Some make it fall in one way or another.
type keysModel struct {
	keys          []string
	broken, after bool
	// asked is true once the terminal answered: answers that arrive between the pieces
	// of a torn key would be part of it.
	asked bool
	// noise counts pictures that have nothing in common with the one before.
	noise int
	quiet bool
}

type noiseMsg struct{}

func noise() tea.Msg {
	<-time.After(20 * time.Millisecond)
	return noiseMsg{}
}

func fall() { panic(errors.New("fell with " + secretInTest)) }

// falling is a program that gets the terminal and falls.
type falling struct{ now bool }

func (falling) SetStdin(io.Reader)  {}
func (falling) SetStdout(io.Writer) {}
func (falling) SetStderr(io.Writer) {}

func (f falling) Run() error {
	if f.now {
		fall()
	}
	return nil
}

func (m *keysModel) Init() tea.Cmd { return tea.RequestBackgroundColor }

func (m *keysModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, answer := msg.(tea.ModeReportMsg)
	m.asked = m.asked || answer
	if _, more := msg.(noiseMsg); more && !m.quiet {
		m.noise++
		return m, noise
	}
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	m.keys = append(m.keys, key.String())
	fallen := func() tea.Msg { fall(); return nil }
	switch key.String() {
	case "q":
		return m, tea.Quit
	case "u":
		fall()
	case "v":
		m.broken = true
	case "c":
		return m, fallen
	case "b":
		return m, tea.Batch(nil, tea.Batch(fallen, fallen), func() tea.Msg { return nil })
	case "s":
		return m, tea.Sequence(func() tea.Msg { return nil }, fallen)
	case "g":
		safely.Go(fall)
	case "e":
		return m, tea.Exec(falling{now: true}, nil)
	case "f":
		return m, tea.Exec(falling{}, func(error) tea.Msg { return fallen() })
	case "a":
		m.after = true
		return m, tea.Quit
	case "H":
		safely.Go(fall)
		select {}
	case "ctrl+z":
		return m, tea.Suspend
	case "1", "2", "3", "4":
		sig := map[string]syscall.Signal{"1": syscall.SIGTSTP, "2": syscall.SIGTTIN, "3": syscall.SIGTTOU, "4": syscall.SIGSTOP}
		_ = syscall.Kill(os.Getpid(), sig[key.String()])
	case "w":
		m.noise = 1
		return m, noise
	case "n":
		m.quiet = true
	case "h":
		select {} // a model that hangs
	}
	return m, nil
}

func (m *keysModel) View() tea.View {
	if m.broken {
		fall()
	}
	v := tea.NewView("starting")
	if m.asked {
		v.Content = "ready\n" + strings.Join(m.keys, " ")
	}
	if m.noise > 0 {
		v.Content = strings.Repeat(strings.Repeat(string(rune('a'+m.noise%20)), 100)+"\n", 20)
		if m.noise > 6 {
			v.Content += "once painted"
		}
	}
	v.AltScreen = true
	v.ReportFocus = true
	v.ProgressBar = tea.NewProgressBar(tea.ProgressBarDefault, 40)
	return v
}
