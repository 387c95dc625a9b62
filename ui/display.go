package ui

import (
	"github.com/charmbracelet/colorprofile"

	"lipdash/ui/kit/theme"
)

// display is the terminal as far as it is known. Its answers arrive whenever they do;
// until then the guess stands.
type display struct {
	look          theme.Options
	theme         theme.Theme
	width, height int
}

func newDisplay(o Options) display {
	d := display{look: theme.Options{Dark: o.Dark == nil || *o.Dark, Depth: theme.Full, ASCII: o.ASCII}}
	if o.Color == "never" {
		d.look.Depth = theme.NoColor
	}
	d.theme = theme.New(d.look)
	return d
}

func (d *display) sawBackground(dark bool) {
	d.look.Dark = dark
	d.theme = theme.New(d.look)
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
