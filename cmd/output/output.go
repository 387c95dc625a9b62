// Package output prints what commands have to say, the same way for all of them: a
// table on a terminal, JSON for programs, and what the flags ask for. A command
// describes its things once, as a Table, and hands them over as they come.
//
// Nothing is asked of the terminal: its width is read from the system, its colours
// from the environment. What is not ours (titles, failure messages) goes into JSON as
// it is and is made safe everywhere else.
package output

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Flags are how the result of a command is asked for.
type Flags struct {
	JSON, Lines, Quiet bool
	// Columns are the names of what is printed, in order; Field is the one whose value is
	// printed bare.
	Columns []string
	Field   string
}

// Add gives a command the flags.
func (f *Flags) Add(flags *pflag.FlagSet) {
	flags.BoolVar(&f.JSON, "json", false, "print JSON, as where stdout is no terminal")
	flags.BoolVar(&f.Lines, "jsonl", false, "print JSON lines, one object each")
	flags.Var((*columnNames)(&f.Columns), "columns", "print only these `names`, such as id,title,age")
	flags.StringVar(&f.Field, "field", "", "print the value of this `name`, bare")
	flags.BoolVar(&f.Quiet, "quiet", false, "print only ids")
}

// IsFlag tells whether a flag is one of those, by its name.
func IsFlag(name string) bool {
	return slices.Contains([]string{"json", "jsonl", "columns", "field", "quiet"}, name)
}

// columnNames is the value of --columns, names between commas. A string slice of pflag
// reads and writes CSV, of which every command of the program would make a writer.
type columnNames []string

// Set adds names.
func (c *columnNames) Set(text string) error {
	*c = append(*c, strings.Split(text, ",")...)
	return nil
}

// String is what is given when nothing is: nothing.
func (c *columnNames) String() string { return strings.Join(*c, ",") }

// Type is not shown: the help names the value.
func (c *columnNames) Type() string { return "names" }

// Check refuses flags that cannot be meant together.
func (f *Flags) Check() error {
	given := 0
	for _, is := range []bool{f.JSON, f.Lines, f.Field != "", f.Quiet} {
		if is {
			given++
		}
	}
	switch {
	case given > 1:
		return errors.New("only one of --json, --jsonl, --field and --quiet can be given")
	case len(f.Columns) > 0 && (f.Quiet || f.Field != ""):
		return errors.New("--columns goes with --json, with --jsonl or alone")
	case slices.Contains(f.Columns, ""):
		return errors.New("--columns has an empty name in it")
	}
	return nil
}

// Options say where a printer prints.
type Options struct {
	Out, Err io.Writer
	// OutTerminal and ErrTerminal tell which of them are terminals; Width is the
	// terminal's in cells.
	OutTerminal, ErrTerminal bool
	Width                    int
	Theme                    theme.Theme
}

// Printer prints the result of one run of a command.
type Printer struct {
	flags    Flags
	o        Options
	out      *bufio.Writer
	progress *Progress
}

// New is a printer. Close it, so that everything is printed.
func New(f Flags, o Options) *Printer {
	p := &Printer{flags: f, o: o, out: bufio.NewWriterSize(o.Out, 8<<10)}
	p.progress = &Progress{out: o.Err, on: o.ErrTerminal, width: o.Width, ellipsis: o.Theme.Glyphs.Ellipsis}
	return p
}

// form is how things are printed.
type form int

const (
	forPeople form = iota
	asJSON
	asLines
	asTabs
	asField
	asIDs
)

func (p *Printer) form() form {
	f := p.flags
	switch {
	case f.Quiet:
		return asIDs
	case f.Field != "":
		return asField
	case f.Lines:
		return asLines
	case f.JSON:
		return asJSON
	case p.o.OutTerminal:
		return forPeople
	case len(f.Columns) > 0:
		return asTabs
	}
	return asJSON
}

// ForPeople tells whether the result is drawn for somebody who reads it on a terminal.
func (p *Printer) ForPeople() bool { return p.form() == forPeople }

// OnlyData tells whether nothing but single values is printed, ids or a field.
func (p *Printer) OnlyData() bool { return p.form() == asIDs || p.form() == asField }

// Theme is how things look there.
func (p *Printer) Theme() theme.Theme { return p.o.Theme }

// Progress is the line that says how far long work is.
func (p *Printer) Progress() *Progress { return p.progress }

// Note tells people something beside the result, on standard error: a sentence, or an
// object where programs read.
func (p *Printer) Note(text string) {
	line := "lipdash: " + oneLine(text)
	if Speaks(p.flags, p.o.OutTerminal) {
		line = string(encode(map[string]string{"notice": format.RedactText(text)}))
	}
	p.progress.aside(func() { _, _ = fmt.Fprintln(p.o.Err, line) })
}

// Aside is standard error for what other programs print, past the line that says how far it
// is. It may be used from any goroutine; what comes after Close is dropped.
func (p *Printer) Aside() io.Writer { return aside{p} }

type aside struct{ p *Printer }

func (a aside) Write(b []byte) (n int, err error) {
	a.p.progress.aside(func() {
		if n = len(b); !a.p.progress.ended {
			n, err = a.p.o.Err.Write(b)
		}
	})
	return n, err
}

// Remark is a hint for people at a terminal, and a note for everybody else.
func (p *Printer) Remark(text string) {
	if p.ForPeople() && p.o.ErrTerminal {
		p.Hint(text)
		return
	}
	p.Note(text)
}

// Hint tells a person something that a program does not need, and only where a person
// reads.
func (p *Printer) Hint(text string) {
	if p.ForPeople() && p.o.ErrTerminal && p.flush() == nil {
		p.progress.aside(func() { _, _ = fmt.Fprintln(p.o.Err, p.o.Theme.Faint.Render(oneLine(text))) })
	}
}

// flush prints what was held together.
func (p *Printer) flush() (err error) {
	if p.out.Buffered() > 0 {
		p.progress.aside(func() { err = p.out.Flush() })
	}
	return err
}

// Close prints what is left.
func (p *Printer) Close() error {
	p.progress.end()
	return p.flush()
}

func (p *Printer) line(text string) error {
	_, err := p.out.WriteString(text + "\n")
	return err
}

// id prints an id; what has none prints nothing.
func (p *Printer) id(id string) error {
	if id == "" {
		return nil
	}
	return p.line(format.OutsideLine(id))
}

// Speaks tells whether what a command says on standard error is for programs too.
func Speaks(f Flags, outTerminal bool) bool { return f.JSON || f.Lines || !outTerminal }
