package stack_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

// note answers every key with its name, and esc by closing.
type note struct {
	at     stack.At
	height int
}

func (n *note) Key(k tea.KeyPressMsg) (action.Action, bool) {
	return action.Say{Text: k.String()}, k.String() == "esc"
}
func (n *note) SetSize(_, h int)           { n.height = h }
func (*note) View(theme.Theme, int) string { return "" }
func (n *note) Place(int) stack.Place      { return stack.Place{At: n.at} }
func (*note) Hints() []keymap.Hint         { return nil }

// field is a note in which text is typed.
type field struct {
	note
	text string
}

func (f *field) Typing() bool   { return true }
func (f *field) Paste(s string) { f.text += s }
func (f *field) Type(k tea.KeyPressMsg) bool {
	f.text += k.Text
	return k.Text != ""
}

var now = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func TestTheLayerOnTopHasTheKeys(t *testing.T) {
	var s stack.Stack
	if _, handled := s.Key(uitest.Key("x"), now); handled || s.Paste("x") || s.Typing() || s.Top() != nil {
		t.Fatal("an empty stack takes keys")
	}
	below, above := &field{}, &note{}
	s.Push(below)
	s.Push(above)
	if act, _ := s.Key(uitest.Key("x"), now); act != (action.Say{Text: "x"}) || s.Typing() || !s.Paste("p") || below.text != "" {
		t.Errorf("%v, and below %q was typed", act, below.text)
	}
	if s.Key(uitest.Key("esc"), now); s.Top() != below || !s.Typing() {
		t.Error("the layer on top is not closed")
	}
	if s.Paste("p"); below.text != "p" {
		t.Errorf("%q", below.text)
	}
}

// question is a note that n answers without harm.
type question struct{ note }

func (*question) Cancels(k tea.KeyPressMsg) bool { return k.String() == "esc" }
func (*question) Click(x, _ int, _ string) (action.Action, bool) {
	return nil, x == 0
}
func (*question) ClickCancels(x, _ int, _ string) bool { return x == 0 }

// What does no harm is taken at once. What came too soon is told until the next key, or until
// the layer is gone.
func TestAGuardedLayerTakesWhatDoesNoHarmAtOnce(t *testing.T) {
	var s stack.Stack
	ask := func() *question {
		q := &question{}
		s.PushGuarded(q, now)
		return q
	}
	ask()
	if act, _ := s.Key(uitest.Key("y"), now); act != nil || !early(&s) {
		t.Fatalf("%v", act)
	}
	if s.Key(uitest.Key("esc"), now); s.Top() != nil || early(&s) {
		t.Error("it is not cancelled, or still told to be too soon")
	}
	q := ask()
	if s.Click(1, 0, "", now); s.Top() != q || !early(&s) {
		t.Error("any click answers it")
	}
	if s.Click(0, 0, "", now); s.Top() != nil {
		t.Error("a click does not cancel it")
	}
	q = ask()
	s.Key(uitest.Key("y"), now)
	if s.Key(uitest.Key("x"), now.Add(stack.GuardDelay)); early(&s) {
		t.Error("it is told after the next key")
	}
	s.Replace(q, &note{}, now)
	s.Key(uitest.Key("y"), now)
	if s.Remove(s.Top()); early(&s) {
		t.Error("it is told of a layer that is gone")
	}
}

func early(s *stack.Stack) bool { return strings.HasPrefix(s.Early(), "too soon") }

// An answer that comes too soon does nothing, and whoever gave it is told.
func TestAGuardedLayerTakesTextAndNoAnswerAtFirst(t *testing.T) {
	var s stack.Stack
	f := &field{}
	s.PushGuarded(f, now)
	for k, told := range map[string]bool{"1": false, "esc": true} {
		act, handled := s.Key(uitest.Key(k), now.Add(stack.GuardDelay-1))
		if early(&s) != told || act != nil || !handled || s.Top() != f {
			t.Fatalf("%s answers: %v", k, act)
		}
	}
	if f.text != "1" {
		t.Errorf("%q was typed", f.text)
	}
	again := &note{}
	s.Replace(f, again, now.Add(stack.GuardDelay))
	if act, _ := s.Key(uitest.Key("y"), now.Add(stack.GuardDelay)); act != nil || !early(&s) || s.Top() != again {
		t.Error("what takes the place of a layer is not guarded anew")
	}
	if act, _ := s.Key(uitest.Key("y"), now.Add(2*stack.GuardDelay)); act == nil || early(&s) {
		t.Error("it is never answered")
	}
}

func TestLayersAreFoundByTheirTypeAndClosedAnywhere(t *testing.T) {
	var s stack.Stack
	f, a, b := &field{}, &note{at: stack.Body}, &note{}
	for _, l := range []stack.Layer{f, a, b} {
		s.Push(l)
	}
	if got, ok := stack.Find[*field](&s); !ok || got != f {
		t.Error("what is below is not found")
	}
	s.SetSize(80, 24, 20)
	if a.height != 20 || b.height != 24 || !s.Hides() || !s.Dims() {
		t.Errorf("heights %d and %d", a.height, b.height)
	}
	s.Remove(a)
	s.Keep(func(l stack.Layer) bool { return l != f })
	if _, ok := stack.Find[*field](&s); ok || len(s.Layers()) != 1 || s.Top() != b {
		t.Errorf("%v are open", s.Layers())
	}
}
