package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/state/share"
)

func TestWhatIsNoPartOfAJobIsShownToo(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	arrive(m, calls.TextCopied{Of: share.Text{What: "the path", Text: "/tmp/out/a.mp4"}, How: share.Copied{How: "through the terminal (OSC 52)", OSC52: true}})
	if text := m.source().ToShare(m.baseURL()).Sheet(nil, m.copied); text != "/tmp/out/a.mp4" {
		t.Fatalf("without a job it is %q", text)
	}
	if text := m.source().ToShare(m.baseURL()).Sheet(share.AsTheyAre(m.store.Jobs(m.store.Active()))[:1], m.copied); !strings.HasPrefix(text, "/tmp/out/a.mp4\n\nid\nls_00") {
		t.Fatalf("with a job it is %q", text)
	}
	m.perform(action.AskCopy{})
	if act, done := menuOf(m).Key(keymap.Pressed("t")); !done || act == nil {
		t.Fatalf("the menu does not offer it: %v", act)
	}
	m.layers = stack.Stack{}
	arrive(m, calls.TextCopied{Of: share.Text{What: "the path", Text: "/tmp/out/b.mp4"}, How: share.Copied{How: "through tmux"}})
	m.perform(action.AskCopy{})
	if m.layers.Top() != nil || m.source().ToShare(m.baseURL()).Sheet(nil, m.copied) != "" {
		t.Fatal("what surely arrived is offered as if it had not")
	}
}

func TestADisabledLineOfTheMenuSaysWhyAndStays(t *testing.T) {
	m := opened(t, &counting{page: someJobs(1)})
	key(m, "Y")
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'v', Text: "v"}); cmd == nil || menuOf(m) == nil || !strings.Contains(m.toast.Text(), "it is not done yet") {
		t.Fatalf("menu %v, note %q", menuOf(m), m.toast.Text())
	}
}
