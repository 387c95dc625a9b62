package terminal

import (
	"fmt"
	"reflect"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/safely"
)

// guard stands around a model, and hears of every panic of the program: in the
// model, in its commands and in all other goroutines. Bubble Tea would print a
// panic itself, secrets and all.
//
// It gives the model's picture to paint, and Bubble Tea an empty one.
type guard struct {
	inner  tea.Model
	paint  func(content string)
	view   tea.View
	caught atomic.Pointer[crash]
	// fell is closed at the first panic.
	fell chan struct{}
}

func newGuard(model tea.Model, paint func(content string)) *guard {
	return &guard{inner: model, paint: paint, fell: make(chan struct{})}
}

// crash is a panic: what was thrown, and where.
type crash struct {
	value string
	stack []byte
}

// report is the first panic, nil when there was none.
func (g *guard) report() *crash { return g.caught.Load() }

// hear records a panic; only the first counts, the others follow from it.
func (g *guard) hear(value any, stack []byte) {
	if g.caught.CompareAndSwap(nil, &crash{value: fmt.Sprint(value), stack: stack}) {
		close(g.fell)
	}
}

// Init is the model's.
func (g *guard) Init() tea.Cmd {
	defer safely.Catch(nil)
	return g.wrap(g.inner.Init())
}

// Update is the model's; after a panic nothing reaches the model any more.
func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	m = g
	if g.report() != nil {
		return m, nil
	}
	defer safely.Catch(nil)
	g.inner, cmd = g.inner.Update(msg)
	return m, g.wrap(cmd)
}

// View is the model's, or its last good one.
func (g *guard) View() (v tea.View) {
	v = g.view
	if g.report() != nil {
		return v
	}
	defer safely.Catch(nil)
	v = g.inner.View()
	content := v.Content
	v.Content = " " // with nothing at all Bubble Tea's screen has no height
	g.view = v
	g.paint(content)
	return v
}

// wrap guards a command, which runs in a goroutine of Bubble Tea's.
func (g *guard) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		defer safely.Catch(nil)
		return g.wrapAll(cmd())
	}
}

// wrapAll guards the commands of a batch or a sequence. The latter's type is
// private to Bubble Tea, hence the reflection.
func (g *guard) wrapAll(msg tea.Msg) tea.Msg {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || v.Kind() != reflect.Slice || v.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
		return msg
	}
	wrapped := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		cmd, _ := reflect.TypeAssert[tea.Cmd](v.Index(i))
		wrapped.Index(i).Set(reflect.ValueOf(g.wrap(cmd)))
	}
	return wrapped.Interface()
}
