//go:build unix

package terminal

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestMain is also the program under test: with LIPDASH_TEST_RUN set, the test
// binary runs a small model as the dashboard would be run.
func TestMain(m *testing.M) {
	if os.Getenv("LIPDASH_TEST_RUN") == "" {
		os.Exit(m.Run())
	}
	var secrets Secrets
	secrets.Add(secretInTest)
	os.Exit(Run(context.Background(), &keysModel{}, Options{
		FPS: 60, Environ: os.Environ(), Secrets: &secrets, ReportDir: StateDir(),
		JoinEscapes: os.Getenv("LIPDASH_TEST_JOIN") != "", Errors: os.Stderr,
	}))
}

const secretInTest = "sk-verysecret"

// keysModel shows the keys it got. Some make it fall in one way or another.
type keysModel struct {
	keys   []string
	broken bool
	// asked is true once the terminal answered: answers that arrive between the pieces
	// of a torn key would be part of it.
	asked bool
}

func (m *keysModel) Init() tea.Cmd { return nil }

func (m *keysModel) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, answer := msg.(tea.ModeReportMsg)
	m.asked = m.asked || answer
	key, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return m, nil
	}
	m.keys = append(m.keys, key.String())
	fall := func() tea.Msg { panic(errors.New("fell with " + secretInTest)) }
	switch key.String() {
	case "q":
		return m, tea.Quit
	case "u":
		fall()
	case "v":
		m.broken = true
	case "c":
		return m, fall
	case "b":
		return m, tea.Batch(nil, tea.Batch(fall, fall), func() tea.Msg { return nil })
	case "s":
		return m, tea.Sequence(func() tea.Msg { return nil }, fall)
	case "h":
		select {} // a model that hangs
	}
	return m, nil
}

func (m *keysModel) View() tea.View {
	if m.broken {
		panic("fell with " + secretInTest)
	}
	v := tea.NewView("starting")
	if m.asked {
		v.Content = "ready\n" + strings.Join(m.keys, " ")
	}
	v.AltScreen = true
	v.ReportFocus = true
	return v
}
