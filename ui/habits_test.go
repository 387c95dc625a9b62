package ui

import (
	"context"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/calls"
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
