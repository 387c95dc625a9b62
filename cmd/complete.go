package cmd

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/config"
	"lipdash/ui/kit/format"
)

// completionTime bounds what a shell waits for at a tab.
const completionTime = 1500 * time.Millisecond

func newCompletion(maker) *cobra.Command {
	shells := map[string]func(*cobra.Command, io.Writer) error{
		"bash":       func(root *cobra.Command, out io.Writer) error { return root.GenBashCompletionV2(out, true) },
		"zsh":        (*cobra.Command).GenZshCompletion,
		"fish":       func(root *cobra.Command, out io.Writer) error { return root.GenFishCompletion(out, true) },
		"powershell": (*cobra.Command).GenPowerShellCompletionWithDesc,
	}
	names := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what completes commands in your shell",
		Long: `Print the script that has bash, zsh, fish or powershell complete commands, flags, ids by
their titles, states, profiles, drafts, batches and what waits in the queue. Load it in
each shell you start: bash as below, in ~/.bashrc, which needs the package
bash-completion; PowerShell with "lipdash completion powershell | Out-String |
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

// completes gives commands what a shell offers for their words: jobs by their ids, the
// states, columns, profiles and choices of the settings. What cannot be learned in time
// is not offered, and nothing is said.
func (m maker) completes(root *cobra.Command) {
	_ = root.RegisterFlagCompletionFunc("profile", func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return config.Profiles(systemSource(true), given(m.flags)["config"]), cobra.ShellCompDirectiveNoFileComp
	})
	for _, s := range config.Specs() {
		if words := choices(s.Values); words != nil {
			_ = root.RegisterFlagCompletionFunc(s.Flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
		}
	}
	for _, c := range root.Commands() {
		if strings.Contains(c.Use, " ID") && c.ValidArgsFunction == nil {
			c.ValidArgsFunction = m.jobIDs
		}
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

// jobIDs offers the newest jobs by their ids, with their titles beside them. Where a key
// would be asked of a person none are.
func (m maker) jobIDs(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	const none = cobra.ShellCompDirectiveNoFileComp
	src := systemSource(true)
	settings, _, err := loadSettings(src, given(m.flags))
	if err != nil {
		return nil, none
	}
	ctx := cmd.Context()
	if ctx == nil {
		ctx = context.Background()
	}
	ctx, cancel := context.WithTimeout(ctx, completionTime)
	defer cancel()
	v := invocation{streams: m.streams, settings: settings, conn: newConnector(src, settings, nil)}
	v.conn.network = m.streams.network
	if config.Asks(v.conn.keyFrom) {
		return nil, none
	}
	client, err := v.open(ctx)
	if err != nil {
		return nil, none
	}
	page, err := client.ListJobs(api.NoRateLimitWait(ctx), api.ListOptions{Limit: 100})
	if err != nil {
		return nil, none
	}
	var out []string
	for _, j := range page.Jobs {
		id := format.OutsideLine(string(j.ID))
		if strings.HasPrefix(id, typed) && !slices.Contains(args, id) {
			out = append(out, id+"\t"+strings.TrimSpace(string(format.Shown(j.Title))+" "+string(j.Status)))
		}
	}
	return out, none
}
