// Package lazyregexp has regular expressions that are compiled when they are first
// used. Those of a whole program would take a third of the start of a command that
// needs none of them.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New is an expression, to be called for the compiled one. One that cannot be compiled
// panics then, so each needs a test that uses it.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
