package terminal

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestABellAndAMessagePassAndTheRowsStayKnown(t *testing.T) {
	row := "\x1b[?7l\x1b[3;1H\x1b[m\x1b[K片付け\x1b[?7h\x1b[3;1H"
	for _, told := range []string{
		"\a", "\a" + ansi.Notify("lipdash: 57 done, 3 failed"), "\a" + ansi.DesktopNotification("lipdash: 片付け is done"),
		"\a" + ansi.URxvtExt("notify", "lipdash", "M D c L J"), "\a" + ansi.TmuxPassthrough(ansi.Notify("lipdash: x")),
	} {
		r := repaints{}
		first := string(r.filter([]byte(row)))
		if got := string(r.filter([]byte(told))); got != told {
			t.Errorf("%q became %q", told, got)
		}
		if again := string(r.filter([]byte(row))); first != row || len(again) >= len(row) {
			t.Errorf("after %q the row is painted again: %q", told, again)
		}
	}
}
