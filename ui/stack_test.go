package ui

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/titleedit"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/edits"
)

// opens are the ways to open each kind of overlay, whatever is open already.
var opens = map[string]func(*Model){
	"help":       func(m *Model) { m.perform(action.Help{}) },
	"palette":    func(m *Model) { m.perform(action.OpenPalette{}) },
	"dialog":     func(m *Model) { m.openDelete(action.JobRows("ls_00", "ls_01")) },
	"last error": func(m *Model) { m.log.Refused(m.now, &api.Error{Op: "x", Status: 401}); m.showLastError() },
	"quit":       func(m *Model) { m.deleteRows(action.JobRows("ls_02")); m.quit(false) },
	"menu":       func(m *Model) { m.openCopyMenu(action.JobRows("ls_00")) },
	"rename":     func(m *Model) { m.openRename([]action.RowID{m.list.Cursor()}) },
	"titles":     func(m *Model) { m.openRename(action.JobRows("ls_00", "ls_01")) },
	"filter":     func(m *Model) { m.perform(action.AskFilter{}) },
}

// alone is what an overlay draws where there is nothing under it.
func alone(m *Model, o stack.Layer) []string {
	l := m.layout()
	lines := strings.Split(strings.Repeat(strings.Repeat(" ", l.Width)+"\n", l.Height-1)+strings.Repeat(" ", l.Width), "\n")
	layers := m.layers
	m.layers = stack.Stack{}
	m.layers.Push(o)
	lines = m.drawLayers(lines, l)
	m.layers = layers
	for i, s := range lines {
		lines[i] = strings.TrimSpace(ansi.Strip(s))
	}
	return lines
}

func TestWhatIsDrawnLastGetsTheKeys(t *testing.T) {
	oneGoroutine(t)
	for below, first := range opens {
		for above, second := range opens {
			if above == "filter" || above == "last error" && below == above {
				continue // a line of the list opens when nothing is over that; one error takes the place of another
			}
			t.Run(below+" under "+above, func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					defer func() { <-time.After(time.Hour) }()
					m := opened(t, &counting{page: someJobs(20)})
					first(m)
					under, n := m.layers.Top(), len(m.layers.Layers())
					second(m)
					m.Update(nil)
					over := m.layers.Top()
					if over == nil || over == under {
						t.Fatalf("%s does not open over %s", above, below)
					}
					seen := ansi.Strip(m.View().Content)
					for _, s := range alone(m, over) {
						if !strings.Contains(seen, s) {
							t.Fatalf("%q is not on the screen:\n%s", s, seen)
						}
					}
					if hints := ansi.Strip(statusbar.Hints(m.theme, m.width, over.Hints())); !strings.HasSuffix(seen, hints) {
						t.Errorf("the keys are not those of %s", above)
					}
					<-time.After(stack.GuardDelay)
					was, line := fingerprint(under), fingerprint(m.filterLine)
					m.Update(tea.PasteMsg{Content: "9"})
					for _, k := range []tea.KeyPressMsg{{Code: tea.KeyDown}, {Code: '9', Text: "9"}, {Code: tea.KeyEscape}} {
						if m.layers.Top() == over {
							m.Update(k)
						}
					}
					if fingerprint(under) != was || fingerprint(m.filterLine) != line {
						t.Errorf("%s took a key that was meant for %s", below, above)
					}
					if len(m.layers.Layers()) != n || m.layers.Top() != under {
						t.Errorf("%s is not closed, or %s is", above, below)
					}
				})
			})
		}
	}
}

func TestADialogThatComesByItselfIsAnsweredAndThePaletteStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() { <-time.After(time.Hour) }()
		m := opened(t, &counting{page: someJobs(20)})
		mem := remembering(m)
		key(m, ":")
		mem.same = []api.JobID{"ls_00"}
		drain(m, m.submit(inputs))
		if !strings.Contains(m.View().Content, "Already made today") {
			t.Fatal("there is no dialog")
		}
		<-time.After(stack.GuardDelay)
		key(m, "n")
		if strings.Contains(m.View().Content, "Already made today") || len(mem.out) != 0 {
			t.Error("n does not answer the dialog")
		}
		key(m, "x")
		if got := m.View().Content; !strings.Contains(got, "delete") {
			t.Errorf("the palette is not there any more:\n%s", ansi.Strip(got))
		}
	})
}

func TestStayingLeavesWhatWasOpenAsItWas(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() { <-time.After(time.Hour) }()
		m := opened(t, &counting{page: someJobs(20)})
		m.deleteRows(action.JobRows("ls_02"))
		key(m, "e")
		key(m, "9")
		m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl})
		if !leaving(&m.layers) {
			t.Fatal("it is not asked before quitting")
		}
		<-time.After(stack.GuardDelay)
		key(m, "n")
		if _, open := m.layers.Top().(*titleedit.Editor); !open || leaving(&m.layers) || !strings.Contains(ansi.Strip(m.View().Content), "t9") {
			t.Error("the title that was being typed is lost")
		}
		if _, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); quits(cmd) || !leaving(&m.layers) {
			t.Error("ctrl+c quits although that was not asked for again")
		}
	})
}

func TestNothingIsSentBetweenTheAnswerToQuitAndTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() { <-time.After(time.Hour) }()
		m := opened(t, &counting{page: someJobs(20)})
		m.deleteRows(action.JobRows("ls_02"))
		key(m, "q")
		<-time.After(max(stack.GuardDelay, m.Settings.UndoWindow))
		m.Update(tea.KeyPressMsg{Code: tea.KeyRight})
		if _, cmd := m.Update(tea.KeyPressMsg{Code: tea.KeyEnter}); !quits(cmd) {
			t.Fatal("it does not quit")
		}
		m.Update(m.timer.Msg())
		if n := m.edits.Running(edits.Delete); n != 0 {
			t.Errorf("%d deletes left, which the question had said are kept", n)
		}
	})
}
