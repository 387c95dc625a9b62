package keymap

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// named are the keys whose names are no character.
var named = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown,
}

// Pressed is the key press with Bubble Tea's name for it: "j", "ctrl+x", "space".
func Pressed(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	for {
		if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
			k.Mod, name = k.Mod|tea.ModCtrl, rest
			continue
		}
		rest, ok := strings.CutPrefix(name, "shift+")
		if !ok {
			break
		}
		k.Mod, name = k.Mod|tea.ModShift, rest
	}
	code, ok := named[name]
	switch {
	case !ok:
		code = []rune(name)[0]
	case name == "space":
		name = " "
	default:
		name = ""
	}
	k.Code = code
	if k.Mod == 0 {
		k.Text = name
	}
	return k
}
