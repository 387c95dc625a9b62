// Package safely starts goroutines whose panics end the program in order.
//
// A panic in a goroutine ends a Go program on the spot: the terminal stays in
// the alternate screen, and the panic is printed with whatever it holds, keys
// and signed links too. Everything that runs in a goroutine is therefore started
// through this package, which a test of it checks, and the program says once
// what is to be done with a panic (OnPanic). Before that, a panic is what it
// always is.
package safely

import (
	"context"
	"errors"
	"runtime/debug"
	"sync/atomic"
)

// Handler is told of a panic: what was thrown, and the stack.
type Handler func(value any, stack []byte)

var handler atomic.Pointer[Handler]

// OnPanic sets who is told of panics from now on; nobody for nil.
func OnPanic(h Handler) {
	if h == nil {
		handler.Store(nil)
		return
	}
	handler.Store(&h)
}

// ErrPanic is what Err and Catch give in the place of a result.
var ErrPanic = errors.New("stopped by a fault of lipdash")

// Go runs f in a goroutine of its own.
func Go(f func()) { go Func(f)() }

// Await is what f gives, which heeds no context and runs in a goroutine of its own; when the
// context ends before, it is its cause that is returned.
func Await[T any](ctx context.Context, f func() (T, error)) (T, error) {
	type result struct {
		value T
		err   error
	}
	got := make(chan result, 1)
	Go(func() {
		value, err := f()
		got <- result{value, err}
	})
	select {
	case r := <-got:
		return r.value, r.err
	case <-ctx.Done():
		return result{}.value, context.Cause(ctx)
	}
}

// Func is f for somebody else's goroutine: wg.Go(safely.Func(f)).
func Func(f func()) func() {
	return func() {
		defer Catch(nil)
		f()
	}
}

// Err is Func for what has an error: group.Go(safely.Err(f)).
func Err(f func() error) func() error {
	return func() (err error) {
		defer Catch(&err)
		return f()
	}
}

// Catch is to be deferred by what a library calls in a goroutine of its own.
// After a panic err, where there is one, is ErrPanic.
func Catch(err *error) {
	h := handler.Load()
	if h == nil {
		return
	}
	if r := recover(); r != nil {
		if err != nil {
			*err = ErrPanic
		}
		(*h)(r, debug.Stack())
	}
}
