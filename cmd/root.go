package cmd

import "github.com/spf13/cobra"

// Commands stand in the help in the order in which they are added.
func init() { cobra.EnableCommandSorting = false }

func newRoot(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "lipdash",
		Short: "A terminal dashboard for HeyGen's lipsync jobs",
		Long: `A terminal dashboard for HeyGen's lipsync jobs.

Without a command it opens the dashboard on the account of your API key.`,
		Example: `  lipdash                    # open the dashboard
  lipdash demo               # look around without a key
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
		return openDashboard(cmd.Context(), s, given(flags))
	}
	m := maker{streams: s, flags: flags}
	const program = "This program"
	add(root, "Jobs", newCreate(m), newBatch(m), newList(m), newGet(m), newUpdate(m), newDelete(m),
		newWait(m), newWatch(m), newRetry(m), newQueue(m))
	add(root, "Files", newUpload(m), newDownload(m), newDrafts(m))
	add(root, "Account", newAccount(m), newSchema())
	add(root, program, newConfig(m), newDemo(s, flags), newSim(s), newNotify(s), newCompletion(), newMan(), newVersion())
	root.SetHelpCommand(newHelp())
	root.SetHelpCommandGroupID(program)
	m.completes(root)
	root.SetIn(s.in)
	root.SetOut(s.out)
	root.SetErr(s.err)
	help := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		cmd.Long = reflow(cmd.Long)
		help(cmd, args)
	})
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(helpTemplate)
	root.SetVersionTemplate("lipdash {{.Version}}\n")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	return root
}

// add puts commands into a group of the help; groups come in the order of the calls.
func add(root *cobra.Command, title string, commands ...*cobra.Command) {
	if !root.ContainsGroup(title) {
		root.AddGroup(&cobra.Group{ID: title, Title: title})
	}
	for _, c := range commands {
		c.GroupID = title
	}
	root.AddCommand(commands...)
}
