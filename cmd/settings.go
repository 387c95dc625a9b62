package cmd

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lipdash/config"
)

// addSettings gives every setting its flag, on this command and those below.
func addSettings(cmd *cobra.Command) *pflag.FlagSet {
	flags := cmd.PersistentFlags()
	flags.SortFlags = false
	flags.String("config", "", "settings `file`, read only")
	for _, s := range config.Specs() {
		flags.Var(&settingFlag{spec: s, text: s.Default}, s.Flag, fmt.Sprintf("%s: %s", s.Help, s.Values))
	}
	return flags
}

// settingFlag is a flag that config checks, so that a wrong one is refused
// before anything starts.
type settingFlag struct {
	spec config.Spec
	text string
}

// Set is called with the flag's text.
func (f *settingFlag) Set(text string) error {
	if err := f.spec.Check(text); err != nil {
		return err
	}
	f.text = text
	return nil
}

// String is the text that counts.
func (f *settingFlag) String() string { return f.text }

// Type names the value in help.
func (f *settingFlag) Type() string {
	if f.spec.Number() {
		return "n"
	}
	return "text"
}

// given are the flags that were on the command line.
func given(flags *pflag.FlagSet) map[string]string {
	out := map[string]string{}
	// Not Visit: cobra parses a set of the command's own that shares these flags,
	// and only the flags themselves know that they were given.
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Changed {
			out[f.Name] = f.Value.String()
		}
	})
	return out
}

// loadSettings reads all settings and returns what is wrong with them in words.
func loadSettings(src config.Source, flags map[string]string) (config.Settings, []string, error) {
	settings, notes := config.Load(src, flags)
	var words []string
	for _, n := range notes {
		// Whoever points a run at another address by hand must not have the
		// key sent to the usual one because of a slip.
		if n.Key == "base_url" && n.Origin.Kind == config.FromEnv {
			return settings, nil, usageError{fmt.Errorf("%s %s", n.Origin, n.Problem)}
		}
		words = append(words, n.String())
	}
	return settings, words, nil
}
