package terminal

import (
	"fmt"
	"reflect"
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// guard stands around a model and turns a panic, in the model or in one of its
// commands, into an orderly quit. Bubble Tea would print the panic itself,
// secrets and all.
//
// It gives the model's picture to paint, and Bubble Tea an empty one.
type guard struct {
	inner  tea.Model
	paint  func(content string)
	view   tea.View
	caught atomic.Pointer[crash]
	quit   func()
}

// crash is a panic: what was thrown, and where.
type crash struct {
	value string
	stack []byte
}

// report is the first panic, nil when there was none.
func (g *guard) report() *crash { return g.caught.Load() }

// caughtOne records a panic; only the first counts, the others follow from it.
func (g *guard) caughtOne(value any) {
	g.caught.CompareAndSwap(nil, &crash{value: fmt.Sprint(value), stack: debug.Stack()})
}

// Init is the model's.
func (g *guard) Init() (cmd tea.Cmd) {
	defer g.quitOnPanic(&cmd)
	return g.wrap(g.inner.Init())
}

// Update is the model's; after a panic nothing reaches the model any more.
func (g *guard) Update(msg tea.Msg) (m tea.Model, cmd tea.Cmd) {
	if g.report() != nil {
		return g, nil
	}
	defer g.quitOnPanic(&cmd)
	m = g
	next, cmd := g.inner.Update(msg)
	g.inner = next
	return m, g.wrap(cmd)
}

func (g *guard) quitOnPanic(cmd *tea.Cmd) {
	if r := recover(); r != nil {
		g.caughtOne(r)
		*cmd = tea.Quit
	}
}

// View is the model's, or its last good one.
func (g *guard) View() (v tea.View) {
	if g.report() != nil {
		return g.view
	}
	defer func() {
		if r := recover(); r != nil {
			g.caughtOne(r)
			v = g.view
			go g.quit()
		}
	}()
	g.view = g.inner.View()
	g.paint(g.view.Content)
	g.view.Content = " " // with nothing at all Bubble Tea's screen has no height
	return g.view
}

// wrap guards a command, which runs in a goroutine of Bubble Tea's.
func (g *guard) wrap(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				g.caughtOne(r)
				msg = tea.QuitMsg{}
			}
		}()
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
		cmd, _ := v.Index(i).Interface().(tea.Cmd)
		wrapped.Index(i).Set(reflect.ValueOf(g.wrap(cmd)))
	}
	return wrapped.Interface()
}
