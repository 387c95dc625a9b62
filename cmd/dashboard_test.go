package cmd

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/colorprofile"

	"lipdash/api/record"
	"lipdash/config"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
)

func TestOverSSHBubbleTeaIsNotToldOfTheTerminalsName(t *testing.T) {
	env := []string{"TERM=xterm", "SSH_TTY=/dev/pts/1", "SSH_CONNECTION=a b"}
	if got := environ(env, true); !slices.Equal(got, []string{"TERM=xterm", "SSH_CONNECTION=a b"}) || len(env) != 3 {
		t.Errorf("got %v from %v", got, env)
	}
	if got := environ(env, false); len(got) != 3 {
		t.Errorf("got %v", got)
	}
}

func TestTheColorSettingDecidesTheProfile(t *testing.T) {
	for _, c := range []struct {
		color string
		env   []string
		want  colorprofile.Profile // Unknown: detected by Bubble Tea
	}{
		{"auto", nil, colorprofile.Unknown},
		{"never", []string{"TERM=xterm-256color", "COLORTERM=truecolor"}, colorprofile.ASCII},
		{"always", []string{"TERM=xterm-256color", "NO_COLOR=1"}, colorprofile.ANSI256},
		{"always", []string{"TERM=vt100"}, colorprofile.ANSI},
	} {
		got := profile(c.color, c.env)
		if (got == nil) != (c.want == colorprofile.Unknown) || (got != nil && *got != c.want) {
			t.Errorf("%s with %v: got %v", c.color, c.env, got)
		}
	}
}

// settingsOf are the settings of a command line, without file and environment.
func settingsOf(flags map[string]string) config.Settings {
	src := config.System()
	src.Environ = func(string) (string, bool) { return "", false }
	src.UserConfigDir = func() (string, error) { return "/nonexistent", nil }
	s, _ := config.Load(src, flags)
	return s
}

func TestFramesAndKeysFollowTheLink(t *testing.T) {
	t.Setenv("TMUX", "")
	t.Setenv("STY", "")
	for _, c := range []struct {
		ssh   bool
		flags map[string]string
		fps   int
		join  bool
	}{
		{false, nil, 30, false},
		{true, nil, 20, true},
		{true, map[string]string{"fps": "10", "join-escapes": "off"}, 10, false},
		{false, map[string]string{"join-escapes": "on"}, 30, true},
	} {
		d := &dashboard{ssh: c.ssh, settings: settingsOf(c.flags)}
		if d.fps() != c.fps || d.joinEscapes() != c.join {
			t.Errorf("%+v: fps %d, join %v", c, d.fps(), d.joinEscapes())
		}
	}
	t.Setenv("TMUX", "/tmp/tmux")
	if d := (&dashboard{ssh: true, settings: settingsOf(nil)}); d.joinEscapes() {
		t.Error("tmux delivers whole keys")
	}
}

func TestTheSettingsReachTheDashboard(t *testing.T) {
	d := &dashboard{
		settings: settingsOf(map[string]string{"page-size": "9", "theme": "light", "call-budget": "8", "undo-seconds": "7", "ascii": "on", "color": "never"}),
		notices:  []string{"n"}, conn: connector{source: config.System(), noKeyring: func() string { return "" }},
	}
	o := d.options(nil, []config.LookedIn{{Where: "w", Found: "f"}})
	set := sessionSettings(d.settings)
	if set.PageSize != 9 || set.CallBudget != 8 || set.UndoWindow.Seconds() != 7 || !o.ASCII || o.Color != "never" || set.Rates.Speed != 0.0333 {
		t.Errorf("got %+v, %+v", o, set)
	}
	if o.Theme != "light" || len(o.Notices) != 1 || len(o.LookedIn) != 1 || o.LookedIn[0].Found != "f" {
		t.Errorf("got %+v", o)
	}
}

func TestTheListHasEveryColumnOfTheSettings(t *testing.T) {
	for _, spec := range config.Specs() {
		if spec.Key != "list_columns" {
			continue
		}
		_, text, _ := strings.Cut(spec.Values, "some of ")
		names := config.ColumnNames(text)
		if got := joblist.Named(names); len(got) != len(names) || len(got) < 7 {
			t.Errorf("of %q the list has %v", names, got)
		}
		return
	}
	t.Error("there is no such setting")
}

func TestTheViewsReachTheDashboard(t *testing.T) {
	d := &dashboard{settings: settingsOf(map[string]string{"view": "bad"}), conn: connector{source: config.System(), noKeyring: func() string { return "" }}}
	d.settings.Views = []config.View{{Name: "bad", State: "failed", Filter: "x", Sort: "title", Reverse: true}}
	o := d.options(nil, nil)
	if want := (record.View{Name: "bad", State: "failed", Filter: "x", Sort: "title", Reverse: true}); o.View != "bad" || len(o.Views) != 1 || o.Views[0] != want {
		t.Errorf("%q of %+v", o.View, o.Views)
	}
}

func TestTheListKnowsEveryWordOfAView(t *testing.T) {
	if got := config.ViewStates(); !slices.Equal(got, browse.StateWords()) {
		t.Errorf("the settings know the states %q, the list %q", got, browse.StateWords())
	}
	seen := map[browse.Query]bool{}
	for _, v := range views(config.Settings{Views: words(config.ViewStates(), config.ViewSorts())}) {
		q := browse.QueryOf(v)
		if seen[q] {
			t.Errorf("%+v shows what another view does", v)
		}
		seen[q] = true
	}
	if want := len(config.ViewStates()) * len(config.ViewSorts()); len(seen) != want {
		t.Errorf("%d ways to look at the list, want %d", len(seen), want)
	}
}

// words are a view for each state and each sort.
func words(states, sorts []string) (out []config.View) {
	for _, state := range states {
		for _, sort := range sorts {
			out = append(out, config.View{Name: state + sort, State: state, Sort: sort})
		}
	}
	return out
}
