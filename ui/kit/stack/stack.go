// Package stack is what lies over the screen: dialogs, menus, editors, the help. The
// layer that was opened last is drawn last and has the keys, what is pasted and the hints.
// A new kind of layer is one type and one push.
//
// Keys that were typed before a layer could be read must not answer it. That is seen to
// here, once: a layer that comes by itself, or whose answer costs something, is pushed
// guarded, and for GuardDelay takes text and no answer but one that does no harm.
package stack

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Layer is one thing over the screen. Layers are compared: they are pointers.
type Layer interface {
	// Key answers a key, one that means nothing with an empty action.Say; done closes the layer.
	// Nothing under it hears of the key.
	Key(k tea.KeyPressMsg) (act action.Action, done bool)
	// SetSize says how many cells and lines the screen has for it.
	SetSize(width, height int)
	// View draws it as a block at most so many cells wide.
	View(th theme.Theme, width int) string
	// Place is where it is drawn on a screen of so many cells.
	Place(screen int) Place
	// Hints are the keys it has now.
	Hints() []keymap.Hint
}

// Typist is a layer in which text is typed.
type Typist interface {
	// Typing tells whether a letter is text now.
	Typing() bool
	Paste(text string)
	// Type takes a key if it is text, and tells so. It answers nothing.
	Type(k tea.KeyPressMsg) bool
}

// Clicked is a layer that is used with the mouse. A click is at a cell of one of its lines,
// which is handed over as it is drawn.
type Clicked interface {
	Click(x, y int, line string) (act action.Action, done bool)
}

// Wheeled is a layer whose content moves with the wheel, by so many lines.
type Wheeled interface{ Wheel(by int) }

// Place is where a layer is drawn.
type Place struct {
	At At
	// Width is how many cells a block has at most.
	Width int
}

// At is a kind of place.
type At int

// The places: a Block in the middle, under which the screen is dimmed; in place of the
// Body; a line where the Title of the chosen job is.
const (
	Block At = iota
	Body
	Title
)

// besideFrom is the width of a screen that is shown on both sides of a block; a narrower one
// is the block's from edge to edge.
const besideFrom = 60

// Middle is the place of a block of so many cells at most on a screen.
func Middle(widest, screen int) Place {
	if screen < besideFrom {
		return Place{Width: screen}
	}
	return Place{Width: min(widest, screen-4)}
}

// Centered is of a layer in the middle of the screen: how many cells it has where there is room,
// and how many lines there are for it, 0 for no limit.
type Centered struct{ Widest, Height int }

// SetSize takes how many lines there are.
func (c *Centered) SetSize(_, height int) { c.Height = height }

// Place is in the middle of the screen.
func (c *Centered) Place(screen int) Place { return Middle(c.Widest, screen) }

// Stack is what is open, the layer on top last.
type Stack struct {
	layers []Layer
	// guarded is until when each takes no answer.
	guarded []time.Time
	// early is the layer that was last answered too soon.
	early Layer
	room
}

// room is what the screen has for layers.
type room struct{ width, height, body int }

// give tells a layer its room.
func (r room) give(l Layer) {
	if l.Place(r.width).At == Body {
		l.SetSize(r.width, r.body)
	} else {
		l.SetSize(r.width, r.height)
	}
}

// Push opens a layer on top that answers at once.
func (s *Stack) Push(l Layer) { s.PushGuarded(l, time.Time{}) }

// PushGuarded opens a layer on top that takes no answer for GuardDelay; the zero time guards
// nothing.
func (s *Stack) PushGuarded(l Layer, now time.Time) {
	s.layers, s.guarded = append(s.layers, l), append(s.guarded, guardFrom(now))
	s.give(l)
}

// Replace puts a layer, guarded anew, in the place of another one.
func (s *Stack) Replace(old, l Layer, now time.Time) {
	if i := slices.Index(s.layers, old); i >= 0 {
		s.layers[i], s.guarded[i] = l, guardFrom(now)
		s.give(l)
	}
}

// Remove closes a layer, wherever in the stack it is.
func (s *Stack) Remove(l Layer) { s.Keep(func(other Layer) bool { return other != l }) }

// Keep closes every layer that is not to be kept.
func (s *Stack) Keep(keep func(Layer) bool) {
	kept := Stack{room: s.room}
	for i, l := range s.layers {
		if keep(l) {
			kept.layers, kept.guarded = append(kept.layers, l), append(kept.guarded, s.guarded[i])
		}
	}
	*s = kept
}

// Top is the layer that has the keys, nil when none is open.
func (s *Stack) Top() Layer {
	if len(s.layers) == 0 {
		return nil
	}
	return s.layers[len(s.layers)-1]
}

// Layers are all of them, the one on top last.
func (s *Stack) Layers() []Layer { return s.layers }

// Find is the layer of a type that was opened last, on top or not.
func Find[L Layer](s *Stack) (found L, ok bool) {
	for _, l := range slices.Backward(s.layers) {
		if found, ok = l.(L); ok {
			return found, true
		}
	}
	return found, false
}

// Key offers a key to the layer on top, which is closed if that ends it; it is handled if
// there is one to which it means something.
func (s *Stack) Key(k tea.KeyPressMsg, now time.Time) (act action.Action, handled bool) {
	top := s.Top()
	if top == nil {
		return nil, false
	}
	s.early = nil
	if now.Before(s.guarded[len(s.guarded)-1]) {
		if t, ok := top.(Typist); ok && t.Type(k) {
			return nil, true
		}
		if c, ok := top.(Canceled); !ok || !c.Cancels(k) {
			s.early = top
			return nil, true
		}
	}
	act, done := top.Key(k)
	if act == (action.Say{}) {
		return nil, false
	}
	if done {
		s.Remove(top)
	}
	return act, true
}

// Click gives a click to the layer on top, which is closed if that ends it.
func (s *Stack) Click(x, y int, line string, now time.Time) action.Action {
	top, ok := s.Top().(Clicked)
	if s.early = nil; !ok {
		return nil
	}
	if now.Before(s.guarded[len(s.guarded)-1]) {
		if c, ok := top.(Canceled); !ok || !c.ClickCancels(x, y, line) {
			s.early = s.Top()
			return nil
		}
	}
	act, done := top.Click(x, y, line)
	if done {
		s.Remove(s.Top())
	}
	return act
}

// Paste offers pasted text to the layer on top; it is handled if there is one.
func (s *Stack) Paste(text string) (handled bool) {
	if t, ok := s.Top().(Typist); ok {
		t.Paste(text)
	}
	return s.Top() != nil
}

// Typing tells whether a letter is text in the layer on top.
func (s *Stack) Typing() bool {
	t, ok := s.Top().(Typist)
	return ok && t.Typing()
}

// SetSize gives each layer its room: body is how many lines there are in the body's place.
func (s *Stack) SetSize(width, height, body int) {
	s.room = room{width, height, body}
	for _, l := range s.layers {
		s.give(l)
	}
}

// Dims tells whether a block lies over the screen.
func (s *Stack) Dims() bool {
	return slices.ContainsFunc(s.layers, func(l Layer) bool { return l.Place(0).At == Block })
}

// Hides tells whether a layer takes the body's place.
func (s *Stack) Hides() bool {
	return slices.ContainsFunc(s.layers, func(l Layer) bool { return l.Place(0).At == Body })
}
