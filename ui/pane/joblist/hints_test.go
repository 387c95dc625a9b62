package joblist

import (
	"slices"
	"strings"
	"testing"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

func TestTheFooterFitsTheRowAndTheMarks(t *testing.T) {
	usual := keymap.Default()
	other, _ := keymap.Remap([]keymap.Change{{Scope: "jobs", Command: "delete", Keys: []string{"X"}}, {Scope: "jobs", Command: "download"}})
	for _, c := range []struct {
		name, want, not string
		keys            *keymap.Map
		fit             action.Fit
	}{
		{"running", "enter open, c create, w tell me, d download, x delete", "t , D ", usual, action.Fit{Rows: 1, Jobs: 1, Watch: 1, Fetch: 1}},
		{"running, told anyway", "enter open, c create, w do not tell, d download, x delete", "w tell me", usual, action.Fit{Rows: 1, Jobs: 1, Watch: 1, Told: 1, Fetch: 1}},
		{"two running, one told", "d download 2, x delete 2, e rename 2, w tell me 2", "do not", usual, action.Fit{Rows: 2, Jobs: 2, Marked: true, Watch: 2, Told: 1, Fetch: 2}},
		{"failed, made here", "enter open, c create, t try again, D edit a copy, x delete", "d download, w ", usual, action.Fit{Rows: 1, Jobs: 1, Failed: 1, Again: 1}},
		{"failed elsewhere", "enter open, c create, D edit a copy, x delete", "t try again", usual, action.Fit{Rows: 1, Jobs: 1, Failed: 1}},
		{"done", "enter open, c create, d download, o open video, x delete", "w tell me, t try again", usual, action.Fit{Rows: 1, Jobs: 1, Done: 1, Fetch: 1}},
		{"done and here", "enter open, c create, o open video, x delete", "d download", usual, action.Fit{Rows: 1, Jobs: 1, Done: 1, Here: true}},
		{"done, made here", "enter open, c create, o open video, x delete, Y copy, e rename, + - review, m note, t make again", "try again", usual, action.Fit{Rows: 1, Jobs: 1, Done: 1, Here: true, Again: 1}},
		{"waits here", "enter open, c create, , pause, K move up, J move down, x delete", "Y copy, e rename", usual, action.Fit{Rows: 1, Queued: 1}},
		{"three marked", "d download 1, t make again 3, x delete 3, e rename 3", "c create, n p", usual, action.Fit{Rows: 3, Jobs: 3, Marked: true, Again: 3, Fetch: 1, Failed: 2, Done: 1}},
		{"two failed marked", "t try again 2, x delete 2", "make again", usual, action.Fit{Rows: 2, Jobs: 2, Marked: true, Again: 2, Failed: 2}},
		{"other keys", "enter open, c create, o open video, X delete, Y copy", "download", other, action.Fit{Rows: 1, Jobs: 1, Done: 1, Fetch: 1}},
	} {
		var got []string
		hints := New(c.keys).Hints(Offer{Fit: c.fit})
		for _, h := range hints {
			got = append(got, h.Key+" "+h.Text)
		}
		text := strings.Join(got, ", ")
		if !strings.HasPrefix(text, c.want) || hints[len(hints)-1].Key != "?" {
			t.Errorf("%s: %s", c.name, text)
		}
		for not := range strings.SplitSeq(c.not, ", ") {
			if strings.Contains(text, not) {
				t.Errorf("%s: %q in %s", c.name, not, text)
			}
		}
	}
}

func TestTheUndoOfAReviewLeavesTheRowItsPlace(t *testing.T) {
	fit := action.Fit{Rows: 1, Jobs: 1, Done: 1, Here: true}
	l := New(keymap.Default())
	place := func(o Offer) int {
		return slices.IndexFunc(l.Hints(o), func(h keymap.Hint) bool { return h.Text == o.Undo })
	}
	if i := place(Offer{Fit: fit, Undo: "undo rename"}); i != 0 {
		t.Errorf("what is about to happen is taken back in place %d", i)
	}
	if i := place(Offer{Fit: fit, Undo: "undo note", Reviewed: true}); i < 3 {
		t.Errorf("the undo of a note is in place %d", i)
	}
}
