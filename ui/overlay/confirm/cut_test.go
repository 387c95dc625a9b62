package confirm_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
)

func TestADialogThatIsCutCountsWhatItLeavesOut(t *testing.T) {
	d := confirm.New(keymap.Default(), deletion("12"))
	written := func(h int) int {
		d.SetSize(0, h)
		n := 0
		for _, l := range strings.Split(ansi.Strip(d.View(theme.New(theme.Options{}), 68)), "\n") {
			if strings.Trim(l, " ▌│") != "" {
				n++
			}
		}
		return n
	}
	whole := written(8) // as short as it can be said, without the names
	for h := 5; h < 8; h++ {
		// The line that says so took the place of another one.
		want := fmt.Sprintf("+%d lines need", whole-written(h)+1)
		if view := ansi.Strip(d.View(theme.New(theme.Options{}), 68)); !strings.Contains(view, want) {
			t.Errorf("at %d lines no %q:\n%s", h, want, view)
		}
	}
}
