// Package terminal runs a Bubble Tea program and gives the terminal back as it
// was, on every way out.
//
// Bubble Tea restores it after q, ctrl+c, INT and TERM, but not after HUP and
// QUIT, goes on for ever when the terminal is gone, and prints a panic unread.
// Run closes these gaps: it owns the signals (signals.go), the input (input.go),
// and a guard that turns a panic, in the model or in any goroutine, into an
// orderly end with a report (guard.go, crash.go, package safely).
//
// Bubble Tea keeps the input, the modes, the title and the queries; a painter draws
// the picture (output.go, painter.go) and sends only what changed, at once.
//
// The terminal itself is ours throughout (tty.go): raw until all that it was asked
// is answered (answers.go), lent to an editor, given to the shell and taken back
// (suspend_unix.go), and left soon when it takes nothing any more (writer.go).
//
// Over ssh it also joins keys that a slow link tears apart (torn.go).
package terminal
