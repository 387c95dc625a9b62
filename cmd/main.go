package cmd

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
)

// Main runs the command line of this process and returns its exit code.
func Main() int {
	return run(context.Background(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr})
}

// streams are the standard streams of a command.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func run(ctx context.Context, args []string, s streams) int {
	root := newRoot(s)
	root.SetArgs(args)
	out := &remembering{Writer: s.out}
	root.SetOut(out)
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil && out.err != nil {
		err = fmt.Errorf("could not print everything: %w", out.err)
	}
	code := codeOf(err)
	var said exitCode
	if err != nil && !errors.As(err, &said) {
		_, _ = fmt.Fprintf(s.err, "lipdash: %v\n", err)
		if code == exitUsage {
			_, _ = fmt.Fprintf(s.err, "Try: %s --help\n", cmd.CommandPath())
		}
	}
	return code
}

// remembering keeps the first error of a writer: cobra drops those of its help.
type remembering struct {
	io.Writer
	err error
}

func (r *remembering) Write(p []byte) (int, error) {
	n, err := r.Writer.Write(p)
	if r.err == nil {
		r.err = err
	}
	return n, err
}
