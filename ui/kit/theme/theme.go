// Package theme turns semantic tokens into styles. Colours have meanings, not
// names: a pane asks for Failed, never for red. A state is a glyph and a word
// before it is a colour, so that every screen reads without any.
package theme

import (
	"image/color"

	"lipdash/api"
)

// Depth is how many colours the terminal shows.
type Depth int

// The colour depths.
const (
	// NoColor still uses bold, faint, underline and reverse, which are no
	// colours.
	NoColor Depth = iota
	// ANSI16 uses the terminal's own sixteen colours.
	ANSI16
	// ANSI256 uses the fixed ones of 256 colours (16 to 255) that are near the
	// tokens and still readable; the nearest ones are not.
	ANSI256
	// Full uses the exact tokens.
	Full
)

// Theme is the set of styles and glyphs for one terminal.
type Theme struct {
	// Text is what you came to read, Muted what surrounds it, Faint labels
	// and asides.
	Text, Muted, Faint Style
	// Rule is for lines only.
	Rule Style
	// Accent means: you can act here, or you are here.
	Accent Style
	// Button is the default button (accent behind, on-accent text).
	Button Style
	// Field is the ground of inputs and dialogs, with Text on it.
	Field Style
	// Status colours, and nothing else.
	Run, Wait, Done, Fail, Warn, Held Style

	Glyphs Glyphs
	// Still tells that nothing moves: no bars that grow, no row that is brighter for a moment.
	Still bool

	// named are the colours that a user can choose for something of their own.
	named      map[string]Style
	sel, field color.Color
	// quiet is what lies under a dialog.
	quiet Style
}

// Glyphs are the signs the program draws, each one cell wide, but for those of choices in
// ASCII, which have three.
type Glyphs struct {
	Run, Wait, Done, Fail, Stuck, Held, Unknown string
	Bar, Mark, HRule, VRule                     string
	Ellipsis, On, Off, Checked, Unchecked       string
	Live, Times                                 string
	// BarFull and BarRest draw how far something is.
	BarFull, BarRest string
	// Up and Down are for files on their way.
	Up, Down string
}

// Levels is how many heights a cell of a chart has.
const Levels = 8

// Level is a cell of a chart, 1 to Levels high.
func (g Glyphs) Level(n int) string {
	n = max(1, min(n, Levels))
	if g.HRule == "-" { // ASCII
		return string("__--==##"[n-1])
	}
	return string([]rune("▁▂▃▄▅▆▇█")[n-1])
}

// State is how a job is shown: a glyph, a word and a style.
type State struct {
	Glyph, Word string
	Style       Style
}

// Status is how a job's status is shown. A word this program does not know is
// shown as it came (the caller makes it safe).
func (t Theme) Status(s api.Status) State {
	switch s {
	case api.StatusPending:
		return State{t.Glyphs.Wait, "pending", t.Wait}
	case api.StatusRunning:
		return State{t.Glyphs.Run, "running", t.Run}
	case api.StatusCompleted:
		return State{t.Glyphs.Done, "done", t.Done}
	case api.StatusFailed:
		return State{t.Glyphs.Fail, "failed", t.Fail.Bold(true)}
	case api.StatusGone:
		return State{t.Glyphs.Fail, "gone", t.Faint}
	case api.StatusUnknown:
		return State{t.Glyphs.Unknown, "unknown", t.Warn}
	}
	return State{t.Glyphs.Unknown, string(s), t.Warn}
}

// Named is the style of a colour that the user chose, such as "red"; text for "" and for
// one that is not known.
func (t Theme) Named(color string) Style {
	if s, known := t.named[color]; known {
		return s
	}
	return t.Text
}

// Shown is a state that was styled by the theme in use as t shows it: a dimmed one is not
// coloured.
func (t Theme) Shown(s State) State {
	if t.Text.level {
		s.Style = t.Text
	}
	return s
}

// Tone is what a text means, for whoever says so before it is known how it is drawn.
type Tone int

// The tones. Plain is how the texts around it are; an Alert needs a person.
const (
	Plain Tone = iota
	Muted
	Faint
	Accent
	Run
	Done
	Warn
	Fail
	Alert
)

// Tone is the style of a tone, plain being that of the texts around it.
func (t Theme) Tone(tone Tone, plain Style) Style {
	return [...]Style{plain, t.Muted, t.Faint, t.Accent, t.Run, t.Done, t.Warn, t.Fail, t.Fail.Bold(true)}[tone]
}
