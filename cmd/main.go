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
	cmd, err := root.ExecuteContextC(ctx)
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
