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
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "insert": tea.KeyInsert,
	"f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12,
}

// held are the keys that are held down with another one.
var held = map[string]tea.KeyMod{"ctrl": tea.ModCtrl, "alt": tea.ModAlt, "shift": tea.ModShift}

// Pressed is the key press with Bubble Tea's name for it: "j", "ctrl+x", "space".
func Pressed(name string) tea.KeyPressMsg {
	var k tea.KeyPressMsg
	if strings.HasPrefix(name, hidden) { // a name that nobody types, and alt makes no text of it
		return tea.KeyPressMsg{Text: name, Code: tea.KeyExtended, Mod: tea.ModAlt}
	}
	for {
		first, rest, more := strings.Cut(name, "+")
		mod, is := held[first]
		if !more || !is {
			break
		}
		k.Mod, name = k.Mod|mod, rest
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

// Beside is the first key of a command that is no text, for where text is typed, "" where it has
// none.
func (m *Map) Beside(c Command, scope Scope) string {
	b, _ := m.Find(c, scope)
	for _, name := range b.Keys() {
		if Pressed(name).Text == "" {
			return name
		}
	}
	return ""
}

// Unbound says that a key means nothing where it was pressed: "" of what is no key, and where
// that is known. Over the screen the help does not open.
func (m *Map) Unbound(k tea.KeyPressMsg, over, known bool) string {
	name, why := Name(k.String())
	leads := m.Of(Help, Global) + " shows the keys"
	if over {
		leads = "esc leads out"
	}
	switch {
	case k.Text != "" && Foreign(k.Code):
		return "the keys are Latin letters: switch the keyboard's layout"
	case known || why != "":
		return ""
	}
	return KeyName(name) + " does nothing here, " + leads
}
