package linemode

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"lipdash/api/safely"
	"lipdash/ui/kit/format"
)

// errEnded is that nothing more is heard of HeyGen: the key is refused.
var errEnded = errors.New("the account is no longer followed")

// input are the lines of the user.
type input struct {
	out   io.Writer
	typed bool
	// ended is closed when waiting makes no sense any more.
	ended <-chan struct{}
	// lines are read on demand: what follows the last command is not this program's.
	lines chan line
	asked bool
	// kept is a line that was read and belongs to what comes next.
	kept *string
	eof  bool
	r    *bufio.Reader
}

type line struct {
	text string
	err  error
}

func newInput(in io.Reader, out io.Writer, typed bool, ended <-chan struct{}) *input {
	return &input{out: out, typed: typed, ended: ended, lines: make(chan line, 1), r: bufio.NewReader(in)}
}

// read has the next line read, unless that is under way, and is where it comes.
func (i *input) read() <-chan line {
	if i.eof {
		return nil
	}
	if !i.asked {
		i.asked = true
		safely.Go(func() {
			text, err := i.r.ReadString('\n')
			if text != "" {
				err = nil
			}
			i.lines <- line{strings.TrimSpace(strings.TrimRight(text, "\r\n")), err}
		})
	}
	return i.lines
}

// took notes that a line was received.
func (i *input) took(l line) {
	i.asked = false
	i.eof = l.err != nil
}

// next prints a prompt and is what the user answers. In a pipe the answer is printed too, so
// that what comes out reads as a conversation.
func (i *input) next(ctx context.Context, prompt string) (string, error) {
	write(i.out, prompt)
	if i.kept != nil {
		text := *i.kept
		i.kept = nil
		write(i.out, format.Line(text)+"\n")
		return text, nil
	}
	if i.eof {
		write(i.out, "\n")
		return "", io.EOF
	}
	select {
	case l := <-i.read():
		i.took(l)
		if l.err != nil {
			write(i.out, "\n")
			return "", io.EOF
		}
		if !i.typed {
			write(i.out, format.Line(l.text)+"\n")
		}
		return l.text, nil
	case <-i.ended:
		write(i.out, "\n")
		return "", errEnded
	case <-ctx.Done():
		write(i.out, "\n")
		return "", context.Cause(ctx)
	}
}

// stopped takes a line that came while something was waited for, and tells whether it ends the
// waiting: any line of a person, an empty one in a pipe. What it says comes next.
func (i *input) stopped(l line) bool {
	i.took(l)
	switch {
	case l.err != nil:
		return i.typed
	case l.text != "":
		i.kept = &l.text
		return i.typed
	}
	return true
}

func write(w io.Writer, text string) { _, _ = io.WriteString(w, text) }
