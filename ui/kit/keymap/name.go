package keymap

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
)

// also are other names that people know keys by.
var also = map[string]string{
	"escape": "esc", "return": "enter", "cr": "enter", "pgdn": "pgdown", "pagedown": "pgdown", "pageup": "pgup",
	"del": "delete", "bs": "backspace", " ": "space", "spacebar": "space", "ins": "insert",
}

// arrives is what a terminal sends of a key that has no code of its own.
var arrives = map[string]string{
	"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+[": "esc", "ctrl+h": "backspace", "ctrl+?": "backspace", "ctrl+@": "ctrl+space", "ctrl+/": "ctrl+_",
	"shift+enter": "enter", "ctrl+enter": "enter", "ctrl+tab": "tab", "ctrl+backspace": "backspace", "shift+space": "space",
}

// modifiers in the order in which a key's name has them.
var modifiers = []string{"ctrl", "alt", "shift"}

// Name is a key as bindings name it, however it was written, or why there is none.
func Name(text string) (name, why string) {
	key, mods := strings.TrimSpace(text), map[string]bool{}
	if key == "" && text != "" {
		key = "space"
	}
	for {
		first, rest, is := strings.Cut(key, "+")
		m := strings.ToLower(first)
		if m == "control" {
			m = "ctrl"
		}
		if !is || rest == "" || !slices.Contains(modifiers, m) {
			break
		}
		mods[m], key = true, rest
	}
	letters := []rune(key)
	if len(letters) != 1 {
		key = strings.ToLower(key)
		if n, is := also[key]; is {
			key = n
		}
	}
	_, isNamed := named[key]
	switch {
	case text == "":
		return "", "a key is missing between the quotes"
	case !isNamed && len(letters) != 1:
		return "", fmt.Sprintf("there is no key %q%s", text, meant(key, slices.Sorted(maps.Keys(named))))
	case len(letters) == 1 && (!unicode.IsPrint(letters[0]) || Foreign(letters[0])):
		return "", fmt.Sprintf("%q is no key: Latin letters and signs are, on any keyboard", text)
	}
	if len(letters) == 1 && !isNamed {
		switch {
		case mods["ctrl"]:
			key = strings.ToLower(key)
		case mods["shift"]:
			key, mods["shift"] = strings.ToUpper(key), false
		}
	}
	for _, m := range slices.Backward(modifiers) {
		if mods[m] {
			key = m + "+" + key
		}
	}
	if sent, is := arrives[key]; is {
		return "", fmt.Sprintf("%s cannot be told apart: terminals send %s for it", key, sent)
	}
	return key, ""
}
