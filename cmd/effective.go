package cmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lipdash/cmd/output"
	"lipdash/config"
	"lipdash/ui/kit/theme"
)

func newConfigShow(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show [NAME…]",
		Short: "Print every setting that counts, and where it is from",
		Long: `Print every setting that counts, or those that are named, and where it is from. The last
row is the key: where it was found, and its last four characters at most. What has to be
unlocked by a person is not asked for it.`,
		Example: `  lipdash config show
  lipdash config show page_size daily_limit
  lipdash config show page_size --field value
  lipdash config show --json`,
	}
	return m.lenient(cmd, settingTable(), func(ctx context.Context, v *invocation, notes []config.Notice, args []string) error {
		return v.showSettings(ctx, notes, args)
	})
}

// lenient gives a command its flags and its run, as prints does, with settings that may
// name no account that can be used: the command has to look at what is wrong with them.
func (m maker) lenient(cmd *cobra.Command, names output.Names, run func(context.Context, *invocation, []config.Notice, []string) error) *cobra.Command {
	return m.printing(cmd, names, func(ctx context.Context, show output.Flags, args []string) error {
		src := systemSource(false)
		settings, notes := loadAll(src, given(m.flags))
		return m.under(ctx, show, src, settings, func(ctx context.Context, v *invocation) error { return run(ctx, v, notes, args) })
	})
}

// say says what is wrong with the settings; what no command goes on with is an error.
func (v *invocation) say(notes []config.Notice) error {
	var stops []error
	for _, n := range notes {
		if n.Stop {
			stops = append(stops, usageError{unclear{n}})
			continue
		}
		v.printer.Note(n.String())
	}
	return errors.Join(stops...)
}

// shownSetting is a row of the settings that count.
type shownSetting struct {
	Name  string          `json:"name"`
	Value json.RawMessage `json:"value"`
	// Origin is default, file, profile, environment or flag; of the key it is key_from or
	// default. Where is the exact place.
	Origin  string          `json:"origin"`
	Where   string          `json:"where,omitempty"`
	Profile string          `json:"profile,omitempty"`
	Default json.RawMessage `json:"default,omitempty"`
	Flag    string          `json:"flag,omitempty"`
	Env     string          `json:"variable,omitempty"`
	text    string
}

func settingTable() output.Table[shownSetting] {
	look := func(s shownSetting, t theme.Theme) output.Look {
		if s.Origin == config.FromDefault.String() {
			return output.Look{Style: t.Muted}
		}
		return output.Look{Style: t.Text}
	}
	column := func(name string, wide bool, of func(shownSetting) string) output.Column[shownSetting] {
		return output.Column[shownSetting]{Name: name, Wide: wide, Text: of, Look: look}
	}
	from := column("from", true, shownSetting.from)
	return output.Table[shownSetting]{
		Columns: []output.Column[shownSetting]{
			column("name", false, func(s shownSetting) string { return s.Name }),
			column("value", true, func(s shownSetting) string { return s.text }),
			from,
		},
		ID: func(s shownSetting) string { return s.Name }, Wraps: true,
	}
}

// from is the place in words.
func (s shownSetting) from() string {
	if s.Profile != "" {
		return s.Where + ", profile " + s.Profile
	}
	return cmp.Or(s.Where, s.Origin)
}

// keyName is the row of the key.
const keyName = "key"

func (v *invocation) showSettings(ctx context.Context, notes []config.Notice, names []string) error {
	wanted := map[string]bool{}
	for _, name := range names {
		spec, known, near := config.Near(name)
		switch {
		case name == keyName:
			wanted[keyName] = true
		case !known && near != "":
			return usageError{fmt.Errorf("there is no setting %q, did you mean %s?", name, near)}
		case !known:
			return usageError{fmt.Errorf("there is no setting %q; lipdash config show lists all", name)}
		default:
			wanted[spec.Key] = true
		}
	}
	var rows []shownSetting
	for _, e := range v.settings.Effective() {
		if len(names) == 0 || wanted[e.Key] {
			rows = append(rows, settingRow(e))
		}
	}
	stop := v.say(notes)
	if len(names) == 0 || wanted[keyName] {
		rows = append(rows, v.keyRow(ctx, stop != nil))
	}
	return errors.Join(output.All(v.printer, settingTable(), rows), stop)
}

func settingRow(e config.Effective) shownSetting {
	s := shownSetting{
		Name: e.Key, Value: e.JSON, Origin: e.Origin.Kind.String(), Where: e.Origin.Where, Profile: e.Origin.Profile,
		Default: e.DefaultJSON(), Flag: "--" + e.Flag, Env: e.Env, text: cmp.Or(e.Text, e.Unset()),
	}
	if e.Origin.Kind == config.FromEnv {
		s.Origin = "environment"
	}
	if s.Profile != "" {
		s.Origin = "profile"
	}
	return s
}

// keyRow is where the key is from. It is not looked for when the settings leave open which
// account is meant.
func (v *invocation) keyRow(ctx context.Context, open bool) shownSetting {
	s := shownSetting{Name: keyName, Value: json.RawMessage("null"), Origin: config.FromDefault.String()}
	if v.conn.keyFrom != "" {
		s.Origin, s.Where = "key_from", config.ShownSource(v.conn.keyFrom)
	}
	if config.Asks(v.conn.keyFrom) || open {
		s.text = "not asked for"
		return s
	}
	key, looked, err := v.conn.findKey(ctx, false)
	places := make([]string, len(looked))
	for i, l := range looked {
		places[i] = l.Where + " (" + l.Found + ")"
	}
	switch {
	case err != nil:
		s.text, s.Where = "not usable", err.Error()
	case key.Empty():
		s.text, s.Where = "none", strings.Join(places, ", ")
	default:
		s.text, s.Where = ".."+key.Tail(), looked[len(looked)-1].Where
		s.Value, _ = json.Marshal(s.text)
	}
	return s
}
