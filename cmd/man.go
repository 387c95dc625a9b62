package cmd

import (
	"fmt"
	"strings"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
)

func newMan(m maker) *cobra.Command {
	return &cobra.Command{
		Use:   "man",
		Short: "Print the manual page",
		Long: `Print the manual page of lipdash and all its commands, for man or to be put where man
looks for pages.`,
		Example:     `  lipdash man > lipdash.1`,
		Annotations: inWords,
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			page, err := mango.NewManPage(1, newRoot(m.streams))
			if err != nil {
				return err
			}
			page = page.WithSection("Environment", strings.ReplaceAll(rootHelp, "Environment:\n", ""))
			_, err = fmt.Fprintln(cmd.OutOrStdout(), page.Build(roff.NewDocument()))
			return err
		},
	}
}
