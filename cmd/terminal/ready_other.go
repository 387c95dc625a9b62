//go:build !unix

package terminal

// moreWithin never waits: where consoles deliver whole keys, none are torn.
func moreWithin(uintptr) bool { return false }
