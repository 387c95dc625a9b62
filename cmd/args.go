package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lipdash/api/safely"
	"lipdash/cmd/output"
)

// noArgs refuses arguments and, for a mistyped command, says which was meant.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasSubCommands() {
		return usageError{fmt.Errorf("%s takes no arguments, got %q", typed(cmd), args[0])}
	}
	text := fmt.Sprintf("unknown command %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		text += ", did you mean " + strings.Join(near, " or ") + "?"
	}
	return usageError{fmt.Errorf("%s", text)}
}

// someArgs refuses a command line without arguments.
func someArgs(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usageError{fmt.Errorf("%s needs %s", typed(cmd), what)}
		}
		return nil
	}
}

// oneArg refuses a command line without exactly one argument.
func oneArg(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return usageError{fmt.Errorf("%s needs %s", typed(cmd), what)}
		case 1:
			return nil
		}
		return usageError{fmt.Errorf("%s needs %s, got %d arguments", typed(cmd), what, len(args))}
	}
}

// onJobs is prints for a command that jobs are named to. A - among its arguments stands for
// the names on standard input, one a line; where there are none nothing is done.
func (m maker) onJobs(cmd *cobra.Command, table output.Names, run func(context.Context, *invocation, []string) error) *cobra.Command {
	cmd.Long += "\n\nWith -, the ids come from standard input, one a line, and with none there nothing is done."
	return m.prints(cmd, table, func(ctx context.Context, v *invocation, args []string) error {
		names, err := v.names(ctx, args)
		if err != nil {
			return err
		}
		if len(names) == 0 && len(args) > 0 {
			v.printer.Note("There were no ids on standard input: nothing was done.")
			return nil
		}
		return run(ctx, v, names)
	})
}

// names are arguments, those on standard input in the place of a -.
func (v *invocation) names(ctx context.Context, args []string) (out []string, err error) {
	for i, a := range args {
		switch {
		case a != "-":
			out = append(out, a)
		case slices.Contains(args[:i], "-"):
			return nil, usageError{errors.New("standard input can be read once: give one -")}
		default:
			lines, err := v.readLines(ctx)
			if err != nil {
				return nil, err
			}
			out = append(out, lines...)
		}
	}
	return out, nil
}

// readLines are the lines on standard input that are not empty, until the context ends.
func (v *invocation) readLines(ctx context.Context) ([]string, error) {
	return safely.Await(ctx, func() (lines []string, err error) {
		s := bufio.NewScanner(v.streams.in)
		for s.Scan() {
			if line := strings.TrimSpace(s.Text()); line != "" {
				lines = append(lines, line)
			}
		}
		if err = s.Err(); err != nil {
			err = fmt.Errorf("standard input could not be read: %w", err)
		}
		return lines, err
	})
}

// typed is a command as it stands after the program's name.
func typed(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// flagError is what is wrong with the value of a flag, for those whose own words are Go's.
func flagError(err error) error {
	var bad *pflag.InvalidValueError
	if !errors.As(err, &bad) {
		return err
	}
	wants := map[string]string{"int": "a whole number", "float64": "a number", "duration": "a time such as 5s, 2m or 1h"}[bad.GetFlag().Value.Type()]
	if wants == "" {
		return err
	}
	return fmt.Errorf("--%s: %q is not %s", bad.GetFlag().Name, bad.GetValue(), wants)
}
