package cmd

import (
	"strings"

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
		flag := &settingFlag{spec: s, text: s.Default}
		f := flags.VarPF(flag, s.Flag, "", flag.help())
		if s.Bool() {
			f.NoOptDefVal = "true"
		} else if s.Bare != "" {
			f.NoOptDefVal = s.Bare
		}
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

// Type names the value in help, or is its choices.
func (f *settingFlag) Type() string {
	words := choices(f.spec.Values)
	named := map[string]string{"a short name": "name", "a folder": "folder", "a name, not a path": "pattern", "an https address": "url", "cli, keyring, env:NAME, file:PATH or command:WORDS": "source"}[f.spec.Values]
	switch {
	case f.spec.Bool():
		return "bool"
	case named != "":
		return named
	case words != nil && len(words) <= mostChoices:
		return strings.Join(words, "|")
	case strings.HasPrefix(f.spec.Values, "0") || strings.HasPrefix(f.spec.Values, "1"):
		return "n"
	}
	return "word"
}

// mostChoices is how many choices stand in the place of a value in the help.
const mostChoices = 3

// help is what it is, and what may be given where its type does not tell.
func (f *settingFlag) help() string {
	if t := f.Type(); t == "word" || t == "source" {
		return f.spec.Help + ": " + f.spec.Values
	}
	return f.spec.Help
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
		// Whoever points a run at another address or account by hand must not have the
		// usual one asked because of a slip.
		if n.Stop {
			return settings, nil, usageError{unclear{n}}
		}
		words = append(words, n.String())
	}
	return settings, words, nil
}

// unclear is that the settings leave open which account is meant.
type unclear struct{ notice config.Notice }

func (u unclear) Error() string {
	if text := u.notice.Refusal(); strings.HasSuffix(text, "?") {
		return text
	}
	return u.notice.Refusal() + "."
}

func (unclear) Code() string { return "usage_error" }

// Hint says how that is mended.
func (u unclear) Hint() string {
	if u.notice.Origin.Kind == config.FromFile {
		return "lipdash config edit opens the file."
	}
	return "lipdash config show says what counts, and where it is from."
}
