package doctor

import (
	"fmt"
	"strings"

	"lipdash/cmd/host"
	"lipdash/config"
	"lipdash/ui/state/share"
)

// Screen is the terminal, as far as it is known without asking it.
type Screen struct {
	// Is is false where standard output is no terminal.
	Is            bool
	Width, Height int
	// Term is TERM; Within are what is around it, such as tmux or ssh.
	Term   string
	Within []string
	// Colors is how many colours are used, in words; ASCII tells that glyphs are not.
	Colors string
	ASCII  bool
	// ColorsBy is what tells how many there are, such as TERM, "" where a setting does; More is
	// what would tell of more, "" for nothing.
	ColorsBy, More string
	// Own tells that the theme that counts is one of the user's.
	Own bool
	// LocaleBy is the variable with the locale, Locale what it says.
	LocaleBy, Locale string
	// NoColor is the variable that takes colours away, "" for none.
	NoColor string
	// Plain tells that lipdash speaks in lines, PlainBy why.
	Plain   bool
	PlainBy string
	Copies  share.Copied
	Notify  host.Means
	// Tmux is what the tmux around it says of itself, nil without one.
	Tmux *host.Tmux
}

// What the dashboard needs to be of use, in cells.
const (
	leastWidth  = 60
	leastHeight = 12
)

func (f Facts) screen() []Check {
	out := []Check{f.size(), f.lines(), f.colors(), f.theme(), f.glyphs(), f.mouse(), f.copies(), f.tells()}
	if f.Screen.Tmux != nil {
		out = append(out, f.tmux())
	}
	return out
}

func (f Facts) size() Check {
	s := f.Screen
	size := Check{Name: "terminal", State: Unknown, Found: "standard output is no terminal, so the size is not known"}
	if s.Is {
		size.State, size.Found = OK, fmt.Sprintf("%d columns, %d lines", s.Width, s.Height)
		if s.Width < leastWidth || s.Height < leastHeight {
			size.State = Warning
			size.Found += fmt.Sprintf(": the dashboard needs %d by %d to be of use", leastWidth, leastHeight)
		}
	}
	size.Found += ", TERM " + orNone(s.Term)
	if len(s.Within) > 0 {
		size.Found += ", in " + strings.Join(s.Within, " and ")
	}
	switch s.Term {
	case "dumb":
		size.State, size.Change = Warning, "TERM"
		size.Found += ": it cannot move its cursor, so there is no dashboard but in lines"
	case "":
		size.State, size.Change = Warning, "TERM"
		size.Found += ": it is not known what it can do, so there is no dashboard"
	}
	return size
}

// lines says whether lipdash speaks in lines.
func (f Facts) lines() Check {
	c := Check{Name: "lines", State: OK, Found: "no, a screen; ACCESSIBLE=1 and TERM=dumb have lines", Change: "plain, --plain"}
	if f.Screen.Plain {
		c.Found = "yes, in place of a screen, by " + f.Screen.PlainBy
	}
	return c
}

func (f Facts) colors() Check {
	s := f.Screen
	c := Check{Name: "colours", State: OK, Found: s.Colors, Change: "color"}
	switch o := f.Settings.Color.Origin; {
	case s.NoColor != "":
		c.Found, c.Change = c.Found+" ("+s.NoColor+")", "color, "+s.NoColor
	case f.Settings.Color.V != "auto" && o.Kind != config.FromDefault:
		c.Found += ", color is " + f.Settings.Color.V + from(o)
	case s.ColorsBy != "":
		c.Found += ", by " + s.ColorsBy
	}
	if s.More != "" {
		c.Found += "; where the terminal has more, " + s.More + " says so"
	}
	return c
}

// theme says which theme is used, and why.
func (f Facts) theme() Check {
	set := f.Settings.Theme
	c := Check{Name: "theme", State: OK, Found: set.V + from(set.Origin), Change: "theme, [themes.NAME]"}
	switch {
	case f.Screen.Colors == "none":
		c.Found += "; without colours, states are shown by words and signs"
	case set.V == "auto" || set.V == "":
		c.Found = "auto" + from(set.Origin) + ": dark or light by the terminal's background, which the dashboard asks for and follows"
	case f.Screen.Own:
		c.Found += ", one of yours"
	}
	return c
}

// glyphs says which signs are drawn, and what told so.
func (f Facts) glyphs() Check {
	s := f.Screen
	c := Check{Name: "glyphs", State: OK, Found: "Unicode", Change: "ascii"}
	if s.ASCII {
		c.Found = "ASCII only"
	}
	switch locale := s.LocaleBy + "=" + s.Locale; {
	case f.Settings.ASCII.V == "on" || f.Settings.ASCII.V == "off":
		c.Found += ", ascii is " + f.Settings.ASCII.V + from(f.Settings.ASCII.Origin)
	case s.Term == "linux":
		c.Found += ": the console's font has no others"
	case s.LocaleBy == "":
		c.Found += ": no locale says otherwise"
	case s.ASCII:
		c.State, c.Change = Warning, "ascii, "+s.LocaleBy
		c.Found += ": " + locale + " is not UTF-8"
	default:
		c.Found += ", by " + locale
	}
	return c
}

// mouse says what the mouse does.
func (f Facts) mouse() Check {
	c := Check{Name: "mouse", State: OK, Found: "left to the terminal"}
	for _, e := range f.Settings.Effective() {
		if e.Key != "mouse" {
			continue
		}
		c.Change = e.Key
		if c.Found += from(e.Origin); e.Text == "on" {
			c.Found = "clicks and the wheel are used" + from(e.Origin) + "; with shift (option on macOS) the terminal selects text"
		}
		if t := f.Screen.Tmux; e.Text == "on" && t != nil && t.Mouse == "off" {
			c.State, c.Change = Warning, "set -g mouse on in tmux, "+e.Key
			c.Found = "nothing of it arrives: the tmux around this has mouse off"
		}
	}
	return c
}

func (f Facts) copies() Check {
	s := f.Screen
	copies := Check{Name: "clipboard", State: OK, Found: s.Copies.How}
	if s.Copies.Doubt != "" {
		copies.State, copies.Change = Warning, s.Copies.Doubt
		copies.Found += ", which may not arrive"
	} else if s.Copies.OSC52 {
		copies.Found += "; whether that arrives nobody can tell: where it does not, copying offers the text alone, for the mouse"
	}
	if t := s.Tmux; t != nil && t.Clipboard == "off" {
		copies.State, copies.Change = Warning, "set -g set-clipboard external in tmux"
		copies.Found += ", which stays in tmux: set-clipboard is off"
	}
	return copies
}

func (f Facts) tells() Check {
	tells := Check{Name: "notifications", State: OK, Found: f.Screen.Notify.How(), Change: "notify, lipdash notify test"}
	if f.Settings.Notify.V == "off" {
		tells.Found = "off" + from(f.Settings.Notify.Origin)
	}
	if t := f.Screen.Tmux; t != nil && t.Focus == "off" && f.Settings.Notify.V != "off" {
		tells.Change += ", set -g focus-events on in tmux"
		tells.Found += "; tmux does not say whether you look (focus-events off), so it goes by the last key"
	}
	return tells
}

// tmux says what the tmux around this is, by its own word.
func (f Facts) tmux() Check {
	t := f.Screen.Tmux
	c := Check{Name: "tmux", State: OK, Change: "~/.tmux.conf"}
	if t.Version == "" {
		c.State, c.Found, c.Change = Unknown, "it does not say what it is", "TMUX"
		return c
	}
	c.Found = t.Version
	if t.Client != "" {
		c.Found += ", attached from " + t.Client
	}
	for _, o := range []struct{ name, is string }{
		{"set-clipboard", t.Clipboard}, {"allow-passthrough", t.Passthrough}, {"mouse", t.Mouse}, {"focus-events", t.Focus}, {"default-terminal", t.Terminal},
	} {
		if o.is != "" {
			c.Found += ", " + o.name + " " + o.is
		}
	}
	if t.Old {
		c.State = Warning
		c.Found += "; copying through tmux needs 3.2"
	}
	return c
}

func orNone(text string) string {
	if text == "" {
		return "is not set"
	}
	return text
}
