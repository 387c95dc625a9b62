package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lipdash/cmd/output"
	"lipdash/config"
)

func newMan(m maker) *cobra.Command {
	return &cobra.Command{
		Use:   "man",
		Short: "Print the manual page",
		Long: `Print the manual page of lipdash and all its commands, for man or to be put where man
looks for pages.`,
		Example: `  lipdash man > lipdash.1
  lipdash man > ~/.local/share/man/man1/lipdash.1`,
		Annotations: inWords,
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(cmd.OutOrStdout(), manual(newRoot(m.streams)))
			return err
		},
	}
}

// manual is the page of a tree, in the language of man. (mango-cobra was tried: it has
// neither the long texts nor what flags take, and says the flags of the output forty times.)
func manual(root *cobra.Command) string {
	p := &page{}
	p.line(".TH LIPDASH 1 \"\" %q \"User Commands\"", "lipdash "+root.Version)
	p.line(".nh\n.ad l") // names stay whole
	p.section("Name", "lipdash - "+strings.ToLower(root.Short[:1])+root.Short[1:])
	p.section("Synopsis", "lipdash [flags]\n\nlipdash COMMAND [flags]")
	p.section("Description", root.Long)
	p.examples(root)
	p.line(".SH COMMANDS")
	for _, c := range commands(root) {
		p.command(c)
	}
	p.line(".SH OUTPUT")
	p.text("Commands that print results take these.")
	shown := pflag.NewFlagSet("", pflag.ContinueOnError)
	shown.SortFlags = false
	new(output.Flags).Add(shown)
	p.flags(shown, func(string) string { return "" })
	p.line(".SH SETTINGS")
	p.text("Every command takes these. Each has a variable too, and a line in the file of the settings.")
	variables := map[string]string{"config": "LIPDASH_CONFIG"}
	for _, s := range config.Specs() {
		variables[s.Flag] = s.Env
	}
	p.flags(root.PersistentFlags(), func(name string) string { return "; " + variables[name] })
	p.line(".SH ENVIRONMENT")
	environment, codes, _ := strings.Cut(rootHelp, "\n\n")
	p.entries(environment)
	p.line(".SH EXIT STATUS")
	p.entries(codes)
	return p.String()
}

// commands are all commands of the tree that users see, each before its own.
func commands(c *cobra.Command) (out []*cobra.Command) {
	for _, sub := range c.Commands() {
		if !sub.Hidden && sub.Name() != "help" {
			out = append(out, sub)
			out = append(out, commands(sub)...)
		}
	}
	return out
}

// page is a manual page while it is written.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { _, _ = fmt.Fprintf(p, format+"\n", args...) }

// plain is text that man does not take for its language; dashes stay what is typed.
func plain(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		text = `\&` + text
	}
	return text
}

func (p *page) section(title, text string) {
	p.line(".SH %s", strings.ToUpper(title))
	p.text(text)
}

// text is paragraphs; those with indented lines stay as they are.
func (p *page) text(text string) {
	for paragraph := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n\n") {
		p.line(".PP")
		asIs := strings.HasPrefix(paragraph, " ") || strings.Contains(paragraph, "\n ")
		if asIs {
			p.line(".nf")
		}
		for line := range strings.SplitSeq(paragraph, "\n") {
			p.line("%s", plain(line))
		}
		if asIs {
			p.line(".fi")
		}
	}
}

func (p *page) command(c *cobra.Command) {
	p.line(".SS %s", plain(strings.TrimSuffix(c.UseLine(), " [flags]")))
	long := c.Long
	if long == "" {
		long = c.Short + "."
	}
	p.text(long)
	settings := c.Root().PersistentFlags()
	p.flags(c.Flags(), func(name string) string {
		if output.IsFlag(name) && c.Flags().Lookup("quiet") != nil || settings.Lookup(name) != nil {
			return leftOut
		}
		return ""
	})
	p.examples(c)
	if more := c.Annotations["more"]; more != "" {
		p.text(more)
	}
}

func (p *page) examples(c *cobra.Command) {
	if c.Example == "" {
		return
	}
	p.line(".PP\n.nf\n.RS")
	for line := range strings.SplitSeq(c.Example, "\n") {
		p.line("%s", plain(strings.TrimPrefix(line, "  ")))
	}
	p.line(".RE\n.fi")
}

// leftOut is said of a flag that stands elsewhere.
const leftOut = "-"

// flags are those of a set; more says what stands behind the help of one.
func (p *page) flags(set *pflag.FlagSet, more func(name string) string) {
	set.VisitAll(func(f *pflag.Flag) {
		after := more(f.Name)
		if f.Hidden || f.Name == "help" || f.Name == "version" || after == leftOut {
			return
		}
		value, help := pflag.UnquoteUsage(f)
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.Value.Type() != "bool" && value != "" {
			name += " " + value
		}
		if f.DefValue != "" && f.DefValue != "0" && f.DefValue != "0s" && f.DefValue != "false" && f.Value.Type() != "bool" {
			help += " (default " + f.DefValue + ")"
		}
		p.entry(name, help+after)
	})
}

func (p *page) entry(name, help string) {
	p.line(".TP\n.B %s\n%s", plain(name), plain(help))
}

// entries are the lines of a list of the help.
func (p *page) entries(list string) {
	for line := range strings.Lines(list) {
		if name, help, ok := strings.Cut(strings.TrimSpace(line), "  "); ok && strings.HasPrefix(line, " ") {
			p.entry(name, strings.TrimSpace(help))
		}
	}
}
