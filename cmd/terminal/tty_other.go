//go:build !linux && !darwin

package terminal

// flushInput and flushOutput drop nothing: there is no portable way.
func flushInput(uintptr)  {}
func flushOutput(uintptr) {}
