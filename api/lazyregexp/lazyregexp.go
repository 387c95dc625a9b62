// Package lazyregexp has regular expressions that are compiled when they are first
// used. Those of a whole program would take a third of the start of a command that
// needs none of them.
package lazyregexp

import (
	"regexp"
	"sync"
)

// Regexp is a regular expression that is compiled when it is first used.
type Regexp struct {
	expr string
	once sync.Once
	re   *regexp.Regexp
}

// New is an expression. As the value of a variable of a package it costs nothing at the
// start: the compiler puts it into the program as it is.
func New(expr string) *Regexp { return &Regexp{expr: expr} }

// Get is the compiled expression. One that cannot be compiled panics, so each needs a test
// that uses it.
func (r *Regexp) Get() *regexp.Regexp {
	r.once.Do(func() { r.re = regexp.MustCompile(r.expr) })
	return r.re
}
