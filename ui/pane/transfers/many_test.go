package transfers

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
)

// press presses keys and returns what the last one asks for.
func press(p *Pane, keys ...string) (act action.Action, handled bool) {
	for _, k := range keys {
		act, handled = p.Key(k)
	}
	return act, handled
}

func moves(wish action.Wish, names ...string) action.Action {
	a := action.MoveTransfers{Wish: wish}
	for _, n := range names {
		a.IDs = append(a.IDs, id(n))
	}
	return a
}

func TestKeysMeanWhatIsMarkedElseTheCursorsFile(t *testing.T) {
	// u goes up, a comes down, b failed, c is paused, d is done.
	for _, c := range []struct {
		keys string
		want action.Action
	}{
		{"j space z", moves(action.Pause, "a")},
		{"j v j j z", moves(action.Pause, "a", "b", "c")},
		{"j j j space z", moves(action.Resume, "c")},
		{"j v j t", moves(action.Retry, "a", "b")},
		{"j v j x", moves(action.Cancel, "a", "b")},
		{"G space x", moves(action.Forget, "d")},
		{"a Z", moves(action.Pause, "u", "a", "b", "c", "d")},
		{"X", moves(action.Cancel, "u", "a", "b", "c", "d")},
		{"j v j esc z", action.MoveTransfer{ID: id("b"), Wish: action.Pause}},
	} {
		got, handled := press(pane(100, 20, some()), strings.Fields(c.keys)...)
		if !reflect.DeepEqual(got, c.want) || !handled {
			t.Errorf("%s: %+v", c.keys, got)
		}
	}
	if _, handled := press(pane(100, 20, some()), "esc"); handled {
		t.Error("without marks esc is the pane's")
	}
}

func TestWhenNothingComesDownPauseAllResumes(t *testing.T) {
	p := pane(100, 20, some()[2:])
	if got, _ := press(p, "Z"); !reflect.DeepEqual(got, moves(action.Resume, "b", "c", "d")) {
		t.Errorf("%+v", got)
	}
	var hints []string
	for _, h := range p.Hints() {
		hints = append(hints, h.Key+" "+h.Text)
	}
	if s := strings.Join(hints, ", "); !strings.Contains(s, "Z resume all, X cancel all") {
		t.Error(s)
	}
}

func TestTheFooterOffersWhatSomethingCanComeOf(t *testing.T) {
	for keys, want := range map[string]string{
		"G":       "x take off, enter job", // something else comes down
		"G space": "x take 1 off, y copy 1 path, space mark",
		"j space": "z pause 1, t try 1 again, x cancel 1, y copy 1 path",
	} {
		p := pane(100, 20, some())
		press(p, strings.Fields(keys)...)
		var hints []string
		for _, h := range p.Hints() {
			hints = append(hints, h.Key+" "+h.Text)
		}
		if s := strings.Join(hints, ", "); !strings.Contains(s, want) {
			t.Errorf("%s: %s", keys, s)
		}
	}
}

func TestUntilAKeyIsPressedTheCursorIsOnTheFirstFile(t *testing.T) {
	done, down := some()[4], some()[1]
	p := pane(100, 20, []Row{done})
	p.Show(files{down, done}, "")
	if p.Cursor() != down.ID {
		t.Errorf("it is on %+v", p.Cursor())
	}
	press(p, "j")
	p.Show(files{some()[2], down, done}, "")
	if p.Cursor() != done.ID {
		t.Errorf("then on %+v", p.Cursor())
	}
}

func TestAMarkEndsWithItsFile(t *testing.T) {
	p := pane(100, 20, some())
	press(p, "a")
	p.Show(files(some()[:2]), "")
	if p.Marks() != 2 {
		t.Errorf("%d marks on two files", p.Marks())
	}
}

func TestTheFootSaysWhichFilesAreOnScreenAndHowManyAreMarked(t *testing.T) {
	var rows []Row
	for i := range 40 {
		rows = append(rows, Row{ID: id(fmt.Sprint(i)), Name: fmt.Sprintf("file %02d", i), Size: -1, State: Down})
	}
	p := pane(100, 12, rows)
	press(p, "v", "j", "j")
	view := p.View(th)
	cellstest.Exact(t, view, 100, 12)
	if !strings.Contains(ansi.Strip(view), "1 to 10 of 40   3 marked   2 files to come") {
		t.Error(ansi.Strip(view))
	}
	press(p, "v")
	var hints []string
	for _, h := range p.Hints() {
		hints = append(hints, h.Key+" "+h.Text)
	}
	if s := strings.Join(hints, ", "); !strings.HasPrefix(s, "z pause 3, t try 3 again, x cancel 3, y copy 3 paths") || !strings.Contains(s, "esc unmark") {
		t.Error(s)
	}
}
