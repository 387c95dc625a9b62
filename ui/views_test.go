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

func TestTheListBeginsWithTheViewThatIsNamed(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.opts.View = "kept"
	_, _ = arrive(m, calls.MemoryOpened{Memory: remembering(m), Views: []record.View{{Name: "kept", Sort: "title"}}})
	if m.browse.Query().Sort != browse.Title {
		t.Errorf("it begins with %+v", m.browse.Query())
	}
	m.perform(action.UseView{Name: "no such"})
	if m.browse.Query().Active() {
		t.Errorf("a view that is gone shows %+v", m.browse.Query())
	}
}
