package cmd

import (
	"slices"
	"strings"
	"testing"

	"lipdash/config"
	"lipdash/ui/kit/theme"
)

func TestWhatTheSettingsCanColourIsWhatAThemeHas(t *testing.T) {
	if got, want := slices.Sorted(slices.Values(config.ThemeTokens())), theme.Tokens(); !slices.Equal(got, want) {
		t.Errorf("the settings have %v, themes %v", got, want)
	}
}

func TestAThemeThatIsHardToReadIsNamedWithItsWeakestPair(t *testing.T) {
	s := config.Settings{Themes: []config.Theme{
		{Name: "pale", Base: "dark", Tokens: map[string]string{"faint": "#555555"}, Origin: config.Origin{Where: "config.toml line 3"}},
		{Name: "fine", Base: "light", Tokens: map[string]string{"accent": "#5a3fc0"}},
	}}
	said := weakThemes(s)
	if len(said) != 1 || !strings.HasPrefix(said[0], "config.toml line 3: theme pale is hard to read, faint on sel 2.0:1 where 4.5:1 is legible, and ") {
		t.Errorf("%q", said)
	}
}

func TestTheTabShowsProgressWhereTheTerminalDoesAndNobodyMinds(t *testing.T) {
	for _, c := range []struct {
		progress, motion, term string
		want                   bool
	}{
		{"auto", "auto", "ghostty", true},
		{"auto", "auto", "", false},
		{"auto", "none", "ghostty", false},
		{"on", "none", "", true},
		{"off", "auto", "ghostty", false},
	} {
		s := config.Settings{TabProgress: config.Value[string]{V: c.progress}, Motion: config.Value[string]{V: c.motion}}
		env := func(name string) string { return map[string]string{"TERM_PROGRAM": c.term}[name] }
		if got := tabProgress(s, env); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}
