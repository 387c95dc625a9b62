package cmd

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lipdash/cmd/output"
	"lipdash/config"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// bindings are the dashboard's keys as the settings file changes them, the lines that
// changed something, and what is wrong with the others.
func bindings(src config.Source, flags map[string]string) (keys *keymap.Map, made []config.KeyBinding, notes []config.Notice) {
	lines := config.KeyBindings(src, flags["config"])
	changes := make([]keymap.Change, len(lines))
	for i, l := range lines {
		changes[i] = keymap.Change{Scope: l.Scope, Command: l.Command, Keys: l.Keys, Line: l.Origin.Line}
	}
	keys, faults := keymap.Remap(changes)
	for i, l := range lines {
		at := slices.IndexFunc(faults, func(f keymap.Fault) bool { return f.Number == i })
		if at < 0 {
			made = append(made, l)
			continue
		}
		notes = append(notes, config.Notice{Origin: l.Origin, Key: l.Path() + ":", Problem: faults[at].Problem, Instead: faults[at].Instead})
	}
	return keys, made, notes
}

// loadAll is config.Load with what is wrong with the keys, in the order of the file.
func loadAll(src config.Source, flags map[string]string) (config.Settings, []config.Notice) {
	settings, notes := config.Load(src, flags)
	_, _, wrong := bindings(src, flags)
	notes = append(notes, wrong...)
	config.SortNotices(notes)
	return settings, notes
}

func newKeys(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys [SCOPE…]",
		Short: "Print the dashboard's keys, as the settings file has them",
		Long: `Print the keys of the dashboard that count, by where they work, with the name by which a
line of the settings file gives them others: delete in the scope jobs is delete in [keys.jobs].
What stands in [keys] itself is for the scope everywhere.`,
		Example: `  lipdash keys
  lipdash keys jobs form
  lipdash keys --json | jq '.[] | select(.from != "default")'`,
		ValidArgs: scopeNames(),
	}
	return m.lenient(cmd, bindingTable(), func(_ context.Context, v *invocation, notes []config.Notice, args []string) error {
		return v.printBindings(given(m.flags), notes, args)
	})
}

// scopeNames are where keys work.
func scopeNames() []string {
	var names []string
	for _, s := range keymap.Scopes() {
		names = append(names, string(s))
	}
	return names
}

// binding is a row of the keys.
type binding struct {
	Scope   string   `json:"scope"`
	Command string   `json:"command"`
	Keys    []string `json:"keys"`
	Default []string `json:"default"`
	Text    string   `json:"text"`
	// From is default, or the line of the file.
	From string `json:"from"`
}

func bindingTable() output.Table[binding] {
	look := func(b binding, t theme.Theme) output.Look {
		if b.From == config.FromDefault.String() {
			return output.Look{Style: t.Text}
		}
		return output.Look{Style: t.Accent}
	}
	return output.Table[binding]{
		Columns: []output.Column[binding]{
			{Name: "scope", Text: func(b binding) string { return b.Scope }, Look: quiet[binding]},
			{Name: "command", Text: func(b binding) string { return b.Command }},
			{Name: "keys", Text: func(b binding) string { return strings.Join(b.Keys, " ") }, Look: look},
			{Name: "text", Wide: true, Text: func(b binding) string { return b.Text }, Look: quiet[binding]},
			{Name: "from", Text: func(b binding) string { return b.From }, Look: quiet[binding]},
			{Name: "default", Text: func(b binding) string { return strings.Join(b.Default, " ") }, Look: quiet[binding]},
		},
		Shown: []string{"scope", "command", "keys", "text", "from"}, Wraps: true,
		ID: func(b binding) string { return b.Scope + "." + b.Command },
	}
}

func (v *invocation) printBindings(flags map[string]string, notes []config.Notice, scopes []string) error {
	for _, name := range scopes {
		if why := keymap.UnknownScope(name); why != "" {
			return usageError{errors.New(why)}
		}
	}
	keys, made, _ := bindings(v.conn.source, flags)
	from := map[string]string{}
	for _, l := range made {
		from[cmp.Or(l.Scope, string(keymap.Global))+"."+l.Command] = l.Origin.String()
	}
	var rows []binding
	for _, s := range keymap.Scopes() {
		if len(scopes) > 0 && !slices.Contains(scopes, string(s)) {
			continue
		}
		for _, b := range keys.Bindings(s) {
			usual, _ := keymap.Default().Find(b.Command, s)
			row := binding{Scope: string(s), Command: string(b.Command), Keys: b.Shown(), Default: usual.Shown(), Text: b.Long, From: config.FromDefault.String()}
			row.From = cmp.Or(from[row.Scope+"."+row.Command], row.From)
			rows = append(rows, row)
		}
	}
	if err := v.say(notes); err != nil {
		return err
	}
	return output.All(v.printer, bindingTable(), rows)
}
