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

import (
	"context"
	"fmt"
	"io"
	"os"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"lipdash/api/safely"
)

// Options are how a program is run.
type Options struct {
	// FPS caps frames a second.
	FPS int
	// Environ is what the program may know of the environment.
	Environ []string
	// Profile is nil when the terminal's colours are to be detected.
	Profile *colorprofile.Profile
	// JoinEscapes puts keys together that arrive in pieces.
	JoinEscapes bool
	// Secrets are taken out of a crash report.
	Secrets *Secrets
	// ReportDir is where a crash report goes; empty for nowhere.
	ReportDir string
	// Errors is where the one line about a crash goes.
	Errors io.Writer
	// Stopping is called before the process stops itself, and goOn once it goes on;
	// may be nil.
	Stopping func() (goOn func())
	// After is what is left to do once the terminal is given back; may be nil.
	After func()
}

// crashCode is the exit code after a panic, as of any Go program.
const crashCode = 2

// Run runs a model on the standard streams, which must be a terminal, and
// returns the exit code: 0 after a quit, 2 after a panic, 128 and the number of
// the signal that ended it, else 1.
func Run(ctx context.Context, model tea.Model, o Options) int {
	stdin := &shared{file: os.Stdin}
	t := newTTY(stdin)
	t.stopping = o.Stopping
	out := &ttyWriter{file: os.Stdout, answers: &t.answers}
	painter := newPainter(out, 80, 24, o.FPS)
	out.dropped = painter.spoil
	in := newInput(stdin, o.JoinEscapes)
	in.tty, in.pressed = t, out.pressed
	r := &runner{
		guard: newGuard(model, painter.show), painter: painter, in: in, tty: t, out: out,
		ended: make(chan struct{}), quitting: make(chan struct{}),
	}
	in.quitting, t.returned = r.quitting, r.returned
	safely.OnPanic(r.guard.hear)
	r.program = tea.NewProgram(r.guard, o.program(ctx, r)...)
	t.raw()
	forget := r.listen()
	safely.Go(r.run)
	code := r.wait()
	if !r.away {
		t.restore()
	}
	forget()
	r.finish(o.After)

	if c := r.guard.report(); c != nil {
		o.publish(c)
		return crashCode
	}
	if code == 0 && r.err != nil {
		_, _ = fmt.Fprintln(o.Errors, "lipdash: "+o.Secrets.Scrub(r.err.Error()))
		return 1
	}
	return code
}

// ticks is how often a second Bubble Tea looks for modes, titles and queries to write:
// each of them wakes the processor.
const ticks = 5

func (o Options) program(ctx context.Context, r *runner) []tea.ProgramOption {
	opts := []tea.ProgramOption{
		tea.WithContext(ctx),
		tea.WithInput(r.in),
		tea.WithOutput(output{os.Stdout, r.painter}),
		tea.WithFilter(r.filter),
		tea.WithFPS(ticks),
		tea.WithEnvironment(o.Environ),
		tea.WithoutSignalHandler(),
		tea.WithoutCatchPanics(), // it would print them
	}
	if o.Profile != nil {
		opts = append(opts, tea.WithColorProfile(*o.Profile))
	}
	return opts
}

// Is tells whether a stream is a terminal.
func Is(stream any) bool {
	f, ok := stream.(interface{ Fd() uintptr })
	return ok && term.IsTerminal(f.Fd())
}
