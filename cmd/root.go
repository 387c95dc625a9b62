package cmd

import "github.com/spf13/cobra"

// Commands stand in the help in the order in which they are added.
func init() { cobra.EnableCommandSorting = false }

// program is the title of the group that help is in too.
const program = "This program"

// entry is a command of the help.
type entry struct {
	group, name string
	make        func(maker) *cobra.Command
}

// entries are all commands in the order of the help.
func entries() []entry {
	return []entry{
		{"Jobs", "create", newCreate},
		{"Jobs", "batch", newBatch},
		{"Jobs", "list", newList},
		{"Jobs", "get", newGet},
		{"Jobs", "update", newUpdate},
		{"Jobs", "delete", newDelete},
		{"Jobs", "wait", newWait},
		{"Jobs", "watch", newWatch},
		{"Jobs", "retry", newRetry},
		{"Jobs", "queue", newQueue},
		{"Files", "upload", newUpload},
		{"Files", "download", newDownload},
		{"Files", "drafts", newDrafts},
		{"Account", "account", newAccount},
		{"Account", "schema", newSchema},
		{program, "config", newConfig},
		{program, "keys", newKeys},
		{program, "doctor", newDoctor},
		{program, "demo", newDemo},
		{program, "sim", newSim},
		{program, "notify", newNotify},
		{program, "completion", newCompletion},
		{program, "man", newMan},
		{program, "version", newVersion},
	}
}

// newRoot is the whole tree.
func newRoot(s streams) *cobra.Command { return newRootFor(nil, s) }

// newRootFor is the tree for a command line. Where that begins with a command the others
// are left out: making them takes longer than much that a command does.
func newRootFor(args []string, s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "lipdash",
		Short: "A terminal dashboard for HeyGen's lipsync jobs",
		Long: `A terminal dashboard for HeyGen's lipsync jobs.

Without a command it opens the dashboard on the account of your API key. With --plain,
ACCESSIBLE=1 or TERM=dumb it asks for commands and answers in lines, also through pipes;
its command help reads what can be said.`,
		Example: `  lipdash                    # open the dashboard
  lipdash demo               # look around without a key
  lipdash --plain            # in lines, for screen readers and pipes
  lipdash --page-size 20     # change a setting for this run
  lipdash list --status failed --since 2d`,
		Annotations:   map[string]string{"more": rootHelp},
		Version:       version().Version,
		Args:          noArgs,
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
	}
	root.Flags().SortFlags = false
	flags := addSettings(root)
	root.RunE = func(cmd *cobra.Command, _ []string) error {
		return openDashboard(cmd.Context(), s, given(flags), false)
	}
	m := maker{streams: s, flags: flags}
	m.adds(root, args)
	root.SetHelpCommand(newHelp())
	root.SetHelpCommandGroupID(program)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { help(cmd.OutOrStdout(), cmd) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { help(cmd.OutOrStderr(), cmd); return nil })
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{flagError(err)} })
	return root
}

// adds gives the root its commands, or only the one that is called.
func (m maker) adds(root *cobra.Command, args []string) {
	called := ""
	for _, c := range entries() {
		if len(args) > 0 && args[0] == c.name {
			called = c.name
		}
	}
	for _, c := range entries() {
		if !root.ContainsGroup(c.group) {
			root.AddGroup(&cobra.Group{ID: c.group, Title: c.group})
		}
		if called == "" || called == c.name {
			made := c.make(m)
			made.GroupID = c.group
			root.AddCommand(made)
		}
	}
}
