package cmd

import (
	"testing"
)

func TestFlagsReachTheSettingsThroughEveryCommand(t *testing.T) {
	for _, args := range [][]string{{"--page-size", "7"}, {"demo", "--page-size", "7"}, {"--page-size", "7", "demo"}} {
		root := newRoot(streams{})
		cmd, rest, err := root.Find(args)
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.ParseFlags(rest); err != nil {
			t.Fatal(err)
		}
		got := given(root.PersistentFlags())
		if len(got) != 1 || got["page-size"] != "7" {
			t.Errorf("%v: %v", args, got)
		}
	}
}
