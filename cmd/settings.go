package cmd

import (
	"fmt"
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
		f := flags.VarPF(&settingFlag{spec: s, text: s.Default}, s.Flag, "", fmt.Sprintf("%s: %s", s.Help, s.Values))
		if s.Bool() {
			f.NoOptDefVal = "true"
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

// Type names the value in help.
func (f *settingFlag) Type() string {
	switch {
	case f.spec.Number():
		return "n"
	case f.spec.Bool():
		return "bool"
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

// helpTemplate is plain text: help must come at once and read the same on every
// terminal, in a pipe and in a pager.
const helpTemplate = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

{{if .Groups}}{{$all := .Commands}}{{range $i, $group := .Groups}}{{if $i}}

{{end}}{{$group.Title}}:{{range $all}}{{if and (eq .GroupID $group.ID) (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{else}}Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if eq (index .Annotations "settings") "shown in short"}}

All settings of lipdash itself are flags here too: lipdash --help.{{else if index .Annotations "settings"}}

Settings, as of lipdash itself:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{with index .Annotations "more"}}

{{.}}{{end}}
`

// rootHelp is what belongs to no single flag.
func rootHelp() string {
	var b strings.Builder
	b.WriteString("Environment:\n")
	line := func(name, help string) { fmt.Fprintf(&b, "  %-22s %s\n", name, help) }
	line("HEYGEN_API_KEY", "the API key; without it, ~/.heygen/credentials of the HeyGen CLI")
	line("LIPDASH_CONFIG", "settings file instead of lipdash/config.toml in your config folder")
	line("NO_COLOR", "no colours")
	for _, s := range config.Specs() {
		line(s.Env, "as --"+s.Flag)
	}
	b.WriteString(`
Exit codes:
  0  done
  1  the API or the network failed
  2  the command line is wrong
  3  the key was refused
  4  it took too long`)
	return b.String()
}
