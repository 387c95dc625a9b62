package cmd

import (
	"errors"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lipdash/config"
	"lipdash/ui/kit/theme"
)

// bashCompletion is cobra's script, and what it wants of the package bash-completion where
// that is not installed.
func bashCompletion(root *cobra.Command, out io.Writer) error {
	if err := root.GenBashCompletionV2(out, true); err != nil {
		return err
	}
	_, err := io.WriteString(out, `
if ! declare -F _get_comp_words_by_ref >/dev/null; then
    _get_comp_words_by_ref() {
        cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
        words=("${COMP_WORDS[@]}") cword=$COMP_CWORD
    }
fi
if ! declare -F _filedir >/dev/null; then
    _filedir() {
        local kind=-f IFS=$'\n'
        [[ $1 == -d ]] && kind=-d
        COMPREPLY=($(compgen "$kind" -- "$cur"))
    }
fi
`)
	return err
}

func newCompletion(maker) *cobra.Command {
	shells := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       bashCompletion,
		"zsh":        zshCompletion,
		"fish":       fishCompletion,
		"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
	}
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print the script that completes commands in your shell",
		Long: `Print the script that has bash, zsh, fish or powershell complete commands, flags, ids by
their titles, states, profiles, drafts, batches and what waits in the queue. Load it in
each shell you start: bash as below, in ~/.bashrc; PowerShell with "lipdash completion powershell | Out-String |
Invoke-Expression" in its profile. What the network does not tell within 1.5 seconds is
not offered.`,
		Example: `  source <(lipdash completion bash)
  lipdash completion zsh > ~/.zsh/completions/_lipdash   # a folder of $fpath
  lipdash completion fish > ~/.config/fish/completions/lipdash.fish`,
		Annotations: inWords,
		ValidArgs:   names,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || shells[args[0]] == nil {
				return usageError{errors.New("completion needs one shell: bash, zsh, fish or powershell")}
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return shells[args[0]](cmd.Root(), cmd.OutOrStdout()) },
	}
}

// completes gives commands what a shell offers for their words: jobs, what waits, drafts and
// batches by their ids and names, states, columns, profiles and choices. What cannot be
// learned in time is not offered, and nothing is said.
func (m maker) completes(root *cobra.Command) {
	_ = root.RegisterFlagCompletionFunc("profile", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return config.Profiles(systemSource(true), given(m.flags)["config"]), cobra.ShellCompDirectiveNoFileComp
	})
	_ = root.RegisterFlagCompletionFunc("theme", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		settings, _, err := loadSettings(systemSource(true), given(m.flags))
		if err != nil {
			settings.Themes = nil
		}
		return theme.Options{Own: ownThemes(settings)}.Names(), cobra.ShellCompDirectiveNoFileComp
	})
	for _, s := range config.Specs() {
		if words := choices(s.Values); words != nil {
			_ = root.RegisterFlagCompletionFunc(s.Flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	m.offersLive(root)
	noFiles(root)
}

// noFiles keeps a shell from offering files where something else is taken.
func noFiles(c *cobra.Command) {
	if c.ValidArgsFunction == nil && c.ValidArgs == nil && !strings.Contains(c.Use, " ") {
		c.ValidArgsFunction = cobra.NoFileCompletions
	}
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if one, ok := f.Value.(*paramFlag); ok && one.param.Enum != nil {
			_ = c.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(one.param.Enum, cobra.ShellCompDirectiveNoFileComp))
		}
		switch name, _ := pflag.UnquoteUsage(f); name {
		case "file", "source", "JSON":
		case "folder":
			_ = c.MarkFlagDirname(f.Name)
		default:
			if _, ok := c.GetFlagCompletionFunc(f.Name); !ok {
				_ = c.RegisterFlagCompletionFunc(f.Name, cobra.NoFileCompletions)
			}
		}
	})
	for _, sub := range c.Commands() {
		noFiles(sub)
	}
}

// choices are the words of a setting that takes one of several, nil for another.
func choices(values string) []string {
	words := strings.FieldsFunc(strings.ReplaceAll(values, " or ", ", "), func(r rune) bool { return r == ',' || r == ' ' })
	if !strings.Contains(values, " or ") || strings.ContainsAny(values, "0123456789{") || len(words)-1 != strings.Count(values, ",")+1 {
		return nil
	}
	return words
}

// completesColumns offers the names of columns; more than one may stand in a list.
func completesColumns(cmd *cobra.Command) {
	var names []string
	for _, c := range jobTable(time.Now).Columns {
		names = append(names, c.Name)
	}
	_ = cmd.RegisterFlagCompletionFunc("field", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("columns", func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		var out []string
		for _, name := range names {
			if !strings.Contains(","+before, ","+name+",") {
				out = append(out, before+name)
			}
		}
		return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
}
