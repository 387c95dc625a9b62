// Package options is what the dashboard is given from outside.
package options

import (
	"context"
	"math/rand/v2"
	"slices"
	"time"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/firstrun"
)

// LookedIn is one place where a key was looked for, and what was there.
type LookedIn = firstrun.Place

// Options are everything the dashboard is given; it reads no environment, no
// file and no flag itself.
type Options struct {
	// Session is nil on a first run without a key.
	Session *calls.Session
	// Connect builds a session for a pasted key, checks it with one read, and keeps it where it
	// says. KeyPlaces is where that can be on a first run.
	Connect   func(ctx context.Context, pasted action.UseKey) (calls.Session, error)
	KeyPlaces action.KeyPlaces
	// CLIKey opens a session with the key of the official CLI, on a first run where it has
	// one that was not looked for; nil where it has none.
	CLIKey func(ctx context.Context) (calls.Session, error)
	// Reconnect looks for the key again after it was refused, where the session does not
	// know better.
	Reconnect func(ctx context.Context) (calls.Session, error)
	// OpenProfile opens a session on a profile without asking the network, so that it
	// works offline; Profiles are the names of those there are, and Profile is the one
	// without a key where there is no session.
	OpenProfile func(ctx context.Context, name string) (calls.Session, error)
	Profiles    []string
	Profile     string
	// OpenDemo starts the built-in simulator.
	OpenDemo func(ctx context.Context) (calls.Session, error)
	LookedIn []LookedIn
	// Views are those of the settings, and View is the name of the one to begin with.
	Views []record.View
	View  string
	// Notices are one-line warnings to show at the start.
	Notices []string
	// Keys are the keys that count, the usual ones when nil.
	Keys  *keymap.Map
	Files calls.Files
	// Sheets reads what many lipsyncs are made from; nil where that cannot be.
	Sheets    calls.Sheets
	Clipboard calls.Clipboard
	// Opener and Plain may be nil: then links are only copied.
	Opener calls.Opener
	Plain  calls.Plain
	// Notifier tells about jobs that ended unseen, nil for never.
	Notifier calls.Notifier
	// Editor opens text in the user's editor; nil when there is none.
	Editor calls.Editor
	// Theme is the theme by its name, "" for auto, and Themes are those of the user's. Dark
	// is nil when the terminal is to be asked.
	Theme  string
	Themes map[string]theme.Own
	Dark   *bool
	// Color is auto, always or never.
	Color string
	ASCII bool
	// NoMouse leaves the mouse to the terminal.
	NoMouse bool
	// Still draws nothing that moves but what changes by itself. TabProgress tells that the
	// terminal shows how far something is in its tab.
	Still, TabProgress bool
	// Wall is the clock on the wall, time.Now when nil: compared with the
	// program's own it tells that the machine slept.
	Wall func() time.Time
	// Jitter moves polls, from 0 to 1, so that many programs do not ask at once; by chance
	// when nil.
	Jitter func() float64
}

// WithDefaults are the options with the usual value where none is given.
func (o Options) WithDefaults() Options {
	if o.Wall == nil {
		o.Wall = time.Now
	}
	if o.Keys == nil {
		o.Keys = keymap.Default()
	}
	if o.Jitter == nil {
		o.Jitter = rand.Float64
	}
	return o
}

// Notice adds a warning to those of the start, once.
func (o *Options) Notice(text string) {
	if !slices.Contains(o.Notices, text) {
		o.Notices = append(slices.Clone(o.Notices), text)
	}
}

// Others are the profiles that can be switched to.
func (o Options) Others(here calls.Identity) (out []string) {
	if o.OpenProfile == nil {
		return nil
	}
	for _, name := range o.Profiles {
		if here.Demo || name != here.Profile {
			out = append(out, name)
		}
	}
	return out
}
