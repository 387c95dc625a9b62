package cmd

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/config"
)

// newConfig is named after the file; package config reads it.
func newConfig(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the settings that count, write an example, open the file",
		Long: `Print the settings that count, each with the place it is from: its default, a line of the
settings file, a profile of it, a variable or a flag. lipdash reads that file and never
changes it; what is wrong in it is said with its line, and the default counts.`,
		Example: `  lipdash config                     # as config show
  lipdash config init && lipdash config path`,
		Args: noArgs,
	}
	m.lenient(cmd, settingTable(), func(ctx context.Context, v *invocation, notes []config.Notice, _ []string) error {
		return v.showSettings(ctx, notes, nil)
	})
	cmd.AddCommand(newConfigPath(m), newConfigShow(m), newConfigInit(m), newConfigEdit(m))
	return cmd
}

func newConfigPath(m maker) *cobra.Command {
	return &cobra.Command{
		Use:     "path",
		Short:   "Print where the settings file is, or would be",
		Long:    `Print where the settings file is, or would be: bare, also where stdout is no terminal.`,
		Example: `  lipdash config path`,
		Args:    noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			path, err := m.settingsPath()
			if err == nil {
				_, err = fmt.Fprintln(cmd.OutOrStdout(), path)
			}
			return err
		},
	}
}

// settingsPath is the settings file of this run, there or not.
func (m maker) settingsPath() (string, error) {
	path, _ := config.FilePath(config.System(), given(m.flags)["config"])
	if path == "" {
		return "", errors.New("there is no folder for settings here: name a file with --config or LIPDASH_CONFIG")
	}
	return filepath.Abs(path)
}

func newConfigInit(m maker) *cobra.Command {
	var show bool
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write an example of the settings file, all commented out",
		Long: `Write an example of the settings file: every setting with what it is, commented out, and
two profiles. It is readable by you alone. A file that is there is never changed.`,
		Example: `  lipdash config init
  lipdash config init --print     # only show it, to take parts of it over`,
		Args: noArgs,
	}
	cmd.Flags().BoolVar(&show, "print", false, "print it and write nothing")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if show {
			_, err := fmt.Fprint(cmd.OutOrStdout(), config.Example())
			return err
		}
		path, err := m.settingsPath()
		if err == nil {
			err = writeExample(path)
		}
		if errors.Is(err, fs.ErrExist) {
			err = usageError{isThere(path)}
		}
		if err == nil {
			_, err = fmt.Fprintln(cmd.OutOrStdout(), path)
		}
		return err
	}
	return cmd
}

// isThere is that a settings file is there already.
type isThere string

func (i isThere) Error() string { return string(i) + " is there, and was left as it is." }
func (isThere) Code() string    { return "usage_error" }
func (isThere) Hint() string    { return "lipdash config init --print shows the example." }

// writeExample makes the settings file, which must not be there.
func writeExample(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) //nolint:gosec // the user's own settings file
	if err != nil {
		return err
	}
	_, err = f.WriteString(config.Example())
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // ours, and not whole
	}
	return err
}

func newConfigEdit(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "edit",
		Short: "Open the settings file in your editor, and say what is wrong in it",
		Long: `Open the settings file in $VISUAL or $EDITOR, and say with its line what is wrong in it
afterwards. Where there is none the example of config init is written first.`,
		Example: `  lipdash config edit`,
		Args:    noArgs,
	}
	return m.lenient(cmd, pathTable(), func(_ context.Context, v *invocation, _ []config.Notice, _ []string) error {
		return m.editSettings(v)
	})
}

func pathTable() output.Table[string] {
	is := func(path string) string { return path }
	return output.Table[string]{
		Columns: []output.Column[string]{{Name: "path", Text: is}},
		Object:  func(path string) any { return map[string]string{"path": path} }, ID: is,
	}
}

func (m maker) editSettings(v *invocation) error {
	if !v.streams.terminal(v.streams.in) || !v.streams.terminal(v.streams.out) {
		return usageError{errors.New("config edit opens an editor, which needs a terminal; lipdash config path says where the file is")}
	}
	path, err := m.settingsPath()
	if err != nil {
		return err
	}
	switch err := writeExample(path); {
	case err == nil:
		v.printer.Note("There was no settings file: " + path + " is new, with everything commented out.")
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	edit, result := host.EditFile(path, os.Getenv)
	if edit != nil {
		edit.SetStdin(v.streams.in)
		edit.SetStdout(v.streams.out)
		edit.SetStderr(v.streams.err)
		if err := edit.Run(); err != nil {
			return err
		}
	}
	if err := result(); err != nil {
		return err
	}
	_, notes := loadAll(v.conn.source, given(m.flags))
	if err := v.say(notes); err != nil {
		return err
	}
	if len(notes) == 0 {
		return output.Say(v.printer, pathTable(), path, "Nothing is wrong in "+path+".")
	}
	return nil
}
