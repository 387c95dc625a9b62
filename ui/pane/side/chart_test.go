package side

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestOneBusyHourLeavesTheOthersTheirShape(t *testing.T) {
	d := Data{Now: noon}
	d.Made[8], d.Made[9], d.Made[10], d.Made[12] = 1, 4, 8, 40
	got := strings.Fields(ansi.Strip(sheet{th, 78, 7}.chart(d)[0]))[2]
	if want := "▁▁▁▁▁▁▁▁▂▃▄▁█"; !strings.HasPrefix(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
}
