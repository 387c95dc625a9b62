package uitest

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/keymap"
)

// Key is the key press with Bubble Tea's name for it: "j", "ctrl+x", "space".
func Key(name string) tea.KeyPressMsg { return keymap.Pressed(name) }
