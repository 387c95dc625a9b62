// Package firstrun is the screen of a start without an API key: it says where a
// key was looked for, takes one and asks where it is kept, or opens the demo.
package firstrun

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keep"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
)

// Place is one place where a key was looked for, and what was found there
// ("not set", "no such file"); never a key.
type Place struct{ Where, Found string }

// Screen is the first-run screen.
type Screen struct {
	keys   *keymap.Map
	places []Place
	// cli tells that the official CLI has a key, which is not the one that was looked for.
	cli bool
	// profiles are those of the settings that may have a key; each has a button.
	profiles []string
	w, h     int

	focus item
	keep  keep.Choice
	// secret is the key as typed. It leaves in action.UseKey and nowhere else.
	secret  textline.Secret
	busy    bool
	problem string
}

// item is something that can have the focus.
type item int

const (
	itemKey item = iota
	itemKeep
	itemCheck
	itemCLI
	itemDemo
	itemQuit
	// itemProfile is the first profile's button, and the others' follow. They stand between
	// the check and the demo.
	itemProfile
)

// mostProfiles is how many have a button; the list of commands has all of them.
const mostProfiles = 6

// New is the screen with the focus on the key field; kept is where its key can be kept, and cli
// tells whether that of the official CLI can be used. The profiles are those that can be opened
// instead.
func New(km *keymap.Map, places []Place, kept action.KeyPlaces, cli bool, profiles ...string) *Screen {
	return &Screen{keys: km, places: places, keep: keep.New(kept), cli: cli, profiles: profiles}
}

// order is what can have the focus, from left to right.
func (s *Screen) order() []item {
	out := []item{itemKey}
	if s.keep.Any() {
		out = append(out, itemKeep)
	}
	return append(out, s.buttonOrder()...)
}

func (s *Screen) buttonOrder() []item {
	out := []item{itemCheck}
	if s.cli {
		out = append(out, itemCLI)
	}
	for i := range min(len(s.profiles), mostProfiles) {
		out = append(out, itemProfile+item(i))
	}
	return append(out, itemDemo, itemQuit)
}

// step moves the focus.
func (s *Screen) step(by int) {
	all := s.order()
	s.focus = all[(slices.Index(all, s.focus)+by+len(all))%len(all)]
}

// SetSize says how many cells View draws.
func (s *Screen) SetSize(w, h int) { s.w, s.h = w, h }

// Busy is true while a key is being checked or the demo is starting: keys then
// do nothing here.
func (s *Screen) Busy(on bool) {
	s.busy = on
	if on {
		s.problem = ""
	}
}

// Problem shows why the key was not taken, one sentence, until the next key
// press, with the focus back on the field.
func (s *Screen) Problem(text string) {
	s.busy = false
	s.problem = text
	s.focus = itemKey
}

// Paste puts text into the key field, without blanks, quotes or whatever else
// cannot be part of a key.
func (s *Screen) Paste(text string) {
	if s.busy {
		return
	}
	s.problem = ""
	s.focus = itemKey
	if !s.secret.Paste(text) {
		s.problem = "that is too long for a key"
	}
}

// Typing tells whether keys are text.
func (s *Screen) Typing() bool { return s.focus == itemKey }

// Key answers a key; false when it is not for this screen.
func (s *Screen) Key(k tea.KeyPressMsg) (action.Action, bool) {
	c := s.keys.Lookup(k.String(), keymap.Form)
	if s.busy {
		return nil, c != keymap.None || textline.Typed(k)
	}
	if s.focus == itemKey && s.secret.Key(k) {
		s.problem = ""
		return nil, true
	}
	if by, turns := map[keymap.Command]int{keymap.Left: -1, keymap.Right: 1, keymap.Toggle: 1}[c]; turns && s.focus == itemKeep {
		s.keep.Step(by)
		return nil, true
	}
	switch c {
	case keymap.NextField, keymap.Right:
		s.step(1)
	case keymap.PrevField, keymap.Left:
		s.step(-1)
	case keymap.Submit:
		s.focus = itemCheck
	case keymap.Press, keymap.Toggle:
		return s.press(), true
	default:
		return nil, textline.Typed(k) && s.keys.Lookup(k.String(), keymap.Global) == keymap.None
	}
	return nil, true
}

// press is enter on what has the focus; in the field and on where its key is kept it checks the
// key, since there is nothing else to fill in.
func (s *Screen) press() action.Action {
	switch s.focus {
	case itemCLI:
		return action.UseCLIKey{}
	case itemDemo:
		return action.OpenDemo{}
	case itemQuit:
		return action.Quit{}
	}
	if s.focus >= itemProfile {
		return action.UseProfile{Name: s.profiles[s.focus-itemProfile]}
	}
	s.secret.Rest()
	if s.secret.Text() == "" {
		s.Problem("paste a key first, or open the demo")
		return nil
	}
	return action.UseKey{Key: s.secret.Text(), Keep: s.keep.Keep()}
}

// Hints are the keys it has now, the most used first.
func (s *Screen) Hints() []keymap.Hint {
	return slices.Concat(s.keys.Hints([]keymap.Scope{keymap.Form}, keymap.NextField), s.keys.As(keymap.Press, keymap.Form, "press"), s.keys.As(keymap.ForceQuit, keymap.Global, "quit"))
}
