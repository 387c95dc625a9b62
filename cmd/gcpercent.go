package cmd

import (
	"os"
	"runtime/debug"
)

// frugality is how much garbage may lie beside what lives, in percent. A
// dashboard with a hundred thousand jobs holds much and makes little.
const frugality = 40

// gcPercent keeps the process small, unless somebody knows better (GOGC).
func gcPercent() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(frugality)
	}
}
