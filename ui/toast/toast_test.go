package toast

import (
	"testing"
	"time"

	"lipdash/ui/pane/statusbar"
)

func TestWhatKeysWaitForGoesWithThemAndIsNeverOverWhatIsNewer(t *testing.T) {
	var n Toast
	now := time.Now()
	says := func(want string) {
		t.Helper()
		if got := n.Note(now, "").Text; got != want {
			t.Errorf("it says %q, want %q", got, want)
		}
	}
	n.Show(Short, statusbar.Info, "older")
	n.Waits("7: ")
	says("7: ")
	n.Waits("")
	says("older")
	n.Waits("7: ")
	n.Expired(ExpiredMsg{n.id})
	says("7: ")
	n.Show(Short, statusbar.Info, "newer")
	says("newer")
	n.Waits("")
	says("newer")
}

func TestTheKeyThatTakesBackIsSaidFirst(t *testing.T) {
	var n Toast
	now := time.Now()
	n.CountDown(8*time.Second, "lesson 19 will be deleted", "u", now)
	if got := n.Note(now.Add(2*time.Second), "").Text; got != "u takes it back: lesson 19 will be deleted in 6s" {
		t.Errorf("it says %q", got)
	}
}
