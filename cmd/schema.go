package cmd

import (
	"github.com/spf13/cobra"
)

func newSchema(maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of a lipsync's parameters",
		Long: `Print the JSON Schema (2020-12) of the body that makes a lipsync: the sixteen
parameters with their types, choices and defaults. Needs no key and no network.`,
		Example: `  lipdash schema
  lipdash schema | jq .properties.mode`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printSchema(cmd.OutOrStdout())
		},
	}
	cmd.Flags().Bool("json", true, "as JSON, which it always is")
	return cmd
}
