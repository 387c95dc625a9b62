package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/browse"
)

func TestAViewIsSavedListedUsedAndDeleted(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	mem := remembering(m)
	press := func(keys ...string) {
		for _, k := range keys {
			drain(m, key(m, k))
		}
	}
	press("f", "f", "V")
	if view := ansi.Strip(m.View().Content); !strings.Contains(view, "save this view: failed") {
		t.Fatalf("the menu is\n%s", view)
	}
	press("s", "b", "a", "d", "enter")
	if len(mem.views) != 1 || mem.views[0] != (record.View{Name: "bad", State: "failed"}) {
		t.Fatalf("kept: %+v", mem.views)
	}
	press("esc", "V", "1")
	if m.browse.Query().State != browse.Failed {
		t.Errorf("it shows %+v", m.browse.Query())
	}
	press("V", "x", "1")
	if len(mem.views) != 0 || len(m.browse.Views.All()) != 0 {
		t.Errorf("left: %+v", mem.views)
	}
}

func TestAViewOfNothingIsRefusedBeforeItsNameIsTyped(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	remembering(m)
	drain(m, key(m, "V"))
	drain(m, key(m, "s"))
	view := ansi.Strip(m.View().Content)
	if m.note().Text != browse.NoView || strings.Contains(view, "Save this view") || !strings.Contains(view, "Views") {
		t.Errorf("%q\n%s", m.note().Text, view)
	}
}

func TestTheListBeginsWithTheViewThatIsNamed(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.opts.View = "kept"
	_, _ = arrive(m, calls.MemoryOpened{Memory: remembering(m), Views: []record.View{{Name: "kept", Sort: "title"}}})
	if m.browse.Query().Sort != browse.Title {
		t.Errorf("it begins with %+v", m.browse.Query())
	}
	for range 2 { // again when the account is opened again
		m.opts.View, m.opts.Notices = "kpet", append(m.opts.Notices[:0:0], "config.toml line 1: a first problem.")
		arrive(m, calls.MemoryOpened{Memory: remembering(m)})
		if note := m.note().Text; !strings.HasPrefix(note, "2 warnings, ? shows them. config.toml line 1") {
			t.Errorf("a view that is not there takes the other warnings off the screen: %q", note)
		}
	}
	drain(m, key(m, "?"))
	if help := ansi.Strip(m.View().Content); !strings.Contains(help, `there is no view "kpet" to begin with, V lists those there are.`) {
		t.Errorf("the help says\n%s", help)
	}
	drain(m, key(m, "esc"))
	m.perform(action.UseView{Name: "no such"})
	if m.browse.Query().Active() {
		t.Errorf("a view that is gone shows %+v", m.browse.Query())
	}
}

// Whoever stands on the first row looks at what is first: there the cursor stays on it when the
// order changes, and anywhere else on its job.
func TestTheCursorStaysOnTheFirstRowOrOnItsJobWhenTheOrderChanges(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	for _, k := range []string{"S", "s", "s", "s", "S", "esc"} {
		if key(m, k); m.list.Cursor() != m.rows().ID(0) || m.list.Above() > 0 {
			t.Errorf("%s: on %v, the first is %v", k, m.list.Cursor(), m.rows().ID(0))
		}
	}
	key(m, "j")
	on := m.list.Cursor()
	for _, k := range []string{"S", "s", "esc"} {
		if key(m, k); m.list.Cursor() != on {
			t.Errorf("%s: on %v, it was on %v", k, m.list.Cursor(), on)
		}
		if at, _ := m.rows().Index(on); at == 0 {
			t.Fatalf("%s puts it first: nothing is tested", k)
		}
	}
}
