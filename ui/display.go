package ui

import (
	"image/color"

	"github.com/charmbracelet/colorprofile"

	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/mouse"
)

// display is the terminal as far as it is known. Its answers arrive whenever they do;
// until then the guess stands.
type display struct {
	look  theme.Options
	theme theme.Theme
	// chosen is true when the theme was chosen while the program runs.
	chosen        bool
	width, height int
	// pointer is the mouse, which may be the terminal's alone.
	pointer mouse.Pointer
	// count is typed before a key that moves.
	count keymap.Count
	// split is where the user put the line between the panes, 0 for nowhere.
	split int
}

func newDisplay(o Options) display {
	d := display{look: theme.Options{Name: o.Theme, Own: o.Themes, Dark: o.Dark == nil || *o.Dark, Depth: theme.Full, ASCII: o.ASCII, Still: o.Still}}
	if o.Color == "never" {
		d.look.Depth = theme.NoColor
	}
	d.pointer.Off = o.NoMouse
	d.theme = theme.New(d.look)
	return d
}

func (d *display) sawBackground(ground color.Color) {
	if ground == nil {
		return
	}
	d.look.Ground, d.look.Dark = ground, theme.IsDark(ground)
	d.theme = theme.New(d.look)
}

// use draws with another theme; that of a profile counts until the user chooses one.
func (d *display) use(name string, byUser bool) {
	if name == "" || d.chosen && !byUser {
		return
	}
	d.look.Name, d.chosen = name, d.chosen || byUser
	d.theme = theme.New(d.look)
}

// chooseTheme draws with another theme from now on, and says so.
func (d *display) chooseTheme(name string) string {
	d.use(name, true)
	return "theme " + name + " until lipdash ends; theme = \"" + name + "\" in the settings keeps it"
}

func (d *display) sawProfile(p colorprofile.Profile, color bool) {
	switch {
	case !color || p <= colorprofile.Ascii:
		d.look.Depth = theme.NoColor
	case p == colorprofile.ANSI:
		d.look.Depth = theme.ANSI16
	case p == colorprofile.ANSI256:
		d.look.Depth = theme.ANSI256
	default:
		d.look.Depth = theme.Full
	}
	d.theme = theme.New(d.look)
}
