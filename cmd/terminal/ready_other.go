//go:build !unix

package terminal

import "time"

// moreWithin never waits: where consoles deliver whole keys, none are torn.
func moreWithin(uintptr, time.Duration) bool { return false }

// hasInput cannot tell, and lets the read wait.
func hasInput(uintptr) bool { return true }
