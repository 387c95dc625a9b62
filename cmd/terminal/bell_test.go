package terminal

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestABellAndAMessagePassAndTheRowsStayKnown(t *testing.T) {
	row := "\x1b[?7l\x1b[3;1H\x1b[m\x1b[K片付け\x1b[?7h\x1b[3;1H"
	for _, told := range []string{
		"\a", "\a" + ansi.Notify("lipdash: 57 done, 3 failed"), "\a" + ansi.DesktopNotification("lipdash: 片付け is done"),
		"\a" + ansi.URxvtExt("notify", "lipdash", "M D c L J"), "\a" + ansi.TmuxPassthrough(ansi.Notify("lipdash: x")),
	} {
		s := shownScreen(40, 10)
		s.translate([]byte(row))
		if got := string(s.translate([]byte(told))); !strings.Contains(got, told) || len(got) > len(told)+len("\x1b[10;40H") {
			t.Errorf("%q became %q", told, got)
		}
		if again := string(s.translate([]byte(row))); again != "" {
			t.Errorf("after %q the row is painted again: %q", told, again)
		}
	}
}
