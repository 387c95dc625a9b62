package keymap

import (
	"unicode"

	tea "charm.land/bubbletea/v2"
)

// layouts are keyboards without Latin letters: what their keys type, and what
// the same keys type on a US keyboard.
var layouts = []struct{ theirs, latin string }{
	// Russian, then what Ukrainian and Belarusian have in other places.
	{"йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"},
	{"ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", `QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~`},
	{"іїєґўІЇЄҐЎ", `s]'\oS}"|O`},
	// Greek.
	{"ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm"},
	{"ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"},
	// Hebrew, which has no capitals.
	{"קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,."},
}

var latinOf = func() map[rune]rune {
	of := map[rune]rune{}
	for _, l := range layouts {
		latin := []rune(l.latin)
		for i, r := range []rune(l.theirs) {
			of[r] = latin[i]
		}
	}
	return of
}()

// Latin is the letter or sign on a US keyboard's key where another layout has
// r. Letters of an unknown layout, and all that is no foreign letter, stay.
func Latin(r rune) rune {
	if l, ok := latinOf[r]; ok {
		return l
	}
	return r
}

// Foreign tells whether r is a letter that no binding can name.
func Foreign(r rune) bool { return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) }

// Fold is a key press as the bindings name it, whatever layout the keyboard is
// on. Where text is typed, what is typed stays.
func Fold(k tea.KeyPressMsg, typing bool) tea.KeyPressMsg {
	base := k.BaseCode
	if k.Code != 0 {
		// Bubble Tea would name the key by it on every layout, and so take ctrl+j
		// of a Dvorak keyboard for ctrl+c.
		k.BaseCode = 0
	}
	text := []rune(k.Text)
	switch {
	case len(text) == 0 && Foreign(k.Code):
		k.Code = unicode.ToLower(pressed(k.Code, base))
	case len(text) == 1 && Foreign(text[0]) && !typing:
		r := pressed(text[0], base)
		k.Text, k.Code = string(r), unicode.ToLower(r)
	}
	return k
}

// pressed is the key that typed r, by what the terminal says is on that key of
// a US keyboard (kitty protocol, alternate keys), else by the known layouts.
func pressed(r, base rune) rune {
	switch {
	case base > unicode.MaxASCII || !unicode.IsLetter(base):
		return Latin(r)
	case unicode.IsUpper(r):
		return unicode.ToUpper(base)
	}
	return base
}
