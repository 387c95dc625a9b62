package cmd

import (
	"fmt"
	"strings"

	"lipdash/config"
)

// helpTemplate is plain text: help must come at once and read the same on every
// terminal, in a pipe and in a pager.
const helpTemplate = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}Usage:{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if or .IsAvailableCommand (eq .Name "help")}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if index .Annotations "settings"}}

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
