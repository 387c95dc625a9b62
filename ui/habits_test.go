package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/uitest"
)

// noting is a memory that keeps numbers.
type noting struct {
	*fakeMemory
	kept map[string]int
}

func (n noting) Remember(_ context.Context, name string, number int) error {
	n.kept[name] = number
	return nil
}

func (n noting) Remembered(_ context.Context, name string) int { return n.kept[name] }

// A hint steps back after its key was used a few times, and does so in the next start too.
func TestAHintStepsBackOnceItsKeyIsKnown(t *testing.T) {
	kept := map[string]int{}
	start := func() *Model {
		m := opened(t, &counting{page: someJobs(3)})
		mem := noting{remembering(m), kept}
		m.memory = mem
		arrive(m, calls.OpenMemory(m.ctx, func(context.Context, string) calls.Memory { return mem }, "", m.HookRules())())
		return m
	}
	footer := func(m *Model) string {
		lines := strings.Split(strings.TrimRight(m.View().Content, "\n"), "\n")
		return ansi.Strip(lines[len(lines)-1])
	}
	shown := func(m *Model) bool { return strings.Contains(footer(m), "/ filter") }
	m := start()
	if !shown(m) {
		t.Fatal(footer(m))
	}
	for range 5 {
		for _, name := range []string{"/", "esc"} {
			_, cmd := m.Update(uitest.Key(name))
			drain(m, cmd)
		}
	}
	if shown(m) {
		t.Errorf("it is where it was: %s", footer(m))
	}
	if again := start(); shown(again) {
		t.Errorf("it is forgotten: %s", footer(again))
	}
}

// A key that does nothing says so, quietly and not for ever.
func TestAKeyThatDoesNothingSaysWhatToPress(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	const said = "B does nothing here, ? shows the keys"
	later := func() { m.toast.Clear() }
	for n := range 7 {
		key(m, "B")
		if got := m.toast.Text(); (got == said) != (n < 5) {
			t.Errorf("the %d. time it says %q", n+1, got)
		}
		later()
	}
	m = opened(t, &counting{page: someJobs(3)})
	m.perform(action.Delete{IDs: action.JobRows("ls_00")})
	if key(m, "B"); m.toast.Text() == said {
		t.Error("it hides what is counted down to")
	}
	for keys, want := range map[string]string{
		"c B": "", "/ B": "", ": B": "", "e B": "",
		// Over the screen no help opens.
		"x B": "B does nothing here, esc leads out", "Y B": "B does nothing here, esc leads out", "Y tab": "tab does nothing here, esc leads out",
		"V ?": "? does nothing here, esc leads out", "B Z": "Z does nothing here, ? shows the keys", "Y ctrl+l": "",
	} {
		m = opened(t, &counting{page: someJobs(3)})
		for _, k := range strings.Fields(keys) {
			m.keyPressed(uitest.Key(k))
			m.now = m.now.Add(stack.GuardDelay)
		}
		if m.toast.Text() != want {
			t.Errorf("after %s it says %q", keys, m.toast.Text())
		}
	}
	m = opened(t, &counting{page: someJobs(3)})
	for range 7 {
		m.Update(tea.KeyPressMsg{Code: '語', Text: "語"})
	}
	if got := m.toast.Text(); !strings.Contains(got, "Latin letters") {
		t.Errorf("of another layout it says %q", got)
	}
}
