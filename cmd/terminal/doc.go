// Package terminal runs a Bubble Tea program and gives the terminal back as it
// was, on every way out.
//
// Bubble Tea restores it after q, ctrl+c, INT and TERM, but not after HUP and
// QUIT, goes on for ever when the terminal is gone, and prints a panic unread.
// Run closes these gaps: it owns the signals (signals.go), the input (input.go),
// and a guard around the model that turns a panic into an orderly end with a
// report (guard.go, crash.go).
//
// Between the renderer and the terminal stands a screen (screen.go): it follows
// what is drawn on a grid of cells (parse.go, grid.go, style.go) and sends only
// the difference (paint.go), which is a fraction of the bytes.
//
// Over ssh it also joins keys that a slow link tears apart (torn.go).
package terminal
