package cmd

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"lipdash/ui/kit/format"
)

// help writes what a command is for in plain text: it must come at once and read the
// same on every terminal, in a pipe and in a pager. It is no template of cobra's:
// text/template finds methods by name, and the linker then keeps all of them.
func help(w io.Writer, c *cobra.Command) {
	var b strings.Builder
	part := func(title, text string) {
		if text = strings.TrimRight(text, " \n"); text != "" {
			fmt.Fprintf(&b, "\n\n%s%s", title, text)
		}
	}
	b.WriteString(reflow(strings.TrimRight(cmp.Or(c.Long, c.Short), " \n")))
	part("Usage:", usageLines(c))
	part("Examples:\n", c.Example)
	commandLines(c, part)
	part("Flags:\n", c.LocalFlags().FlagUsagesWrapped(helpWidth))
	if c.Annotations["settings"] == "shown in short" {
		part("", "All settings of lipdash itself are flags here too: lipdash --help.")
	}
	part("", c.Annotations["more"])
	_, _ = fmt.Fprintln(w, b.String())
}

// usageLines are the ways to call a command, each on a line of its own.
func usageLines(c *cobra.Command) string {
	lines := ""
	if c.Runnable() {
		lines += "\n  " + c.UseLine()
	}
	if c.HasAvailableSubCommands() {
		lines += "\n  " + c.CommandPath() + " [command]"
	}
	return lines
}

// commandLines tells of the commands of c, by group where it has any.
func commandLines(c *cobra.Command, part func(title, text string)) {
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Commands"}}
	}
	for _, g := range groups {
		lines := ""
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && (sub.IsAvailableCommand() || sub.Name() == "help") {
				lines += fmt.Sprintf("\n  %-*s %s", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
		part(g.Title+":", lines)
	}
}

// rootHelp is what belongs to no single flag.
const rootHelp = `Environment:
  HEYGEN_API_KEY     the API key; else one that lipdash stored, else that in
                     ~/.heygen/credentials
  HEYGEN_API_BASE    as --base-url
  LIPDASH_CONFIG     as --config
  LIPDASH_PAGE_SIZE  as --page-size, and so on: each setting has its own
  NO_COLOR           no colours
  ACCESSIBLE         1 for lines in place of a screen, as --plain

Exit codes:
  0  done
  1  the API or the network failed
  2  the command line is wrong
  3  the key was refused
  4  it took too long`

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		Long:  "Explain a command, or lipdash as a whole.",
		Example: `  lipdash help create
  lipdash help queue move`,
		Annotations: inWords,
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return usageError{fmt.Errorf("there is no command %q", strings.Join(args, " "))}
			}
			found.InitDefaultHelpFlag()
			return found.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var out []string
			for _, c := range found.Commands() {
				if c.IsAvailableCommand() {
					out = append(out, c.Name()+"\t"+c.Short)
				}
			}
			return out, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// helpWidth is how wide help is, in cells.
const helpWidth = 80

// reflow breaks paragraphs anew, so that none is wider than the help. Lists, whose lines
// are indented, stay as they are.
func reflow(text string) string {
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		if strings.HasPrefix(p, " ") || strings.Contains(p, "\n ") {
			continue
		}
		line := ""
		var lines []string
		for _, word := range strings.Fields(p) {
			if line != "" && format.Width(line+" "+word) > helpWidth {
				lines, line = append(lines, line), ""
			}
			line = strings.TrimPrefix(line+" "+word, " ")
		}
		paragraphs[i] = strings.Join(append(lines, line), "\n")
	}
	return strings.Join(paragraphs, "\n\n")
}

// inWords marks commands whose output and errors are for people, also in a pipe.
var inWords = map[string]string{"errors": "in words"}
