package config

import (
	"maps"
	"strings"
	"testing"
)

func TestThemesAreReadAndWhatIsWrongCostsItsLine(t *testing.T) {
	file := `theme = "Mine"
[themes.mine]
base = "light"
accent = "#FB7"
sel = 236
run = "bright-blue"
field = "default"
faint = "208"
ruel = 3
wait = "purplish"
done = 256
[themes.other]
base = "solar"
[themes.auto]
text = 3
[themes."a b"]
[themes]
page = 3
`
	s, notes := Load(settingsFile(file).source(), nil)
	if len(s.Themes) != 2 || s.Theme.V != "mine" {
		t.Fatalf("%+v, theme %s", s.Themes, s.Theme.V)
	}
	mine := s.Themes[0]
	want := map[string]string{"accent": "#ffbb77", "sel": "236", "run": "12", "field": "", "faint": "208"}
	if mine.Name != "mine" || mine.Base != "light" || !maps.Equal(mine.Tokens, want) || mine.Origin.Line != 2 {
		t.Errorf("%+v", mine)
	}
	var said []string
	for _, n := range notes {
		said = append(said, n.String())
	}
	if got, want := strings.Join(said, "\n"), strings.Join([]string{
		`config.toml line 9: unknown colour "ruel", did you mean rule? Ignored.`,
		`config.toml line 10: wait must be a colour such as "#6a4fd0", 0 to 255, blue or default, not "purplish". Using that of the base.`,
		`config.toml line 11: done must be a colour such as "#6a4fd0", 0 to 255, blue or default, not "256". Using that of the base.`,
		`config.toml line 13: the base of the theme other must be auto, dark, light, high-contrast, high-contrast-dark, high-contrast-light or 16, not "solar". Using auto.`,
		`config.toml line 14: the colours of the theme auto cannot be set: give yours another name. Ignored.`,
		`config.toml line 16: the name of a theme must be short, of letters, digits and -. Ignored.`,
		`config.toml line 18: [themes] holds tables only, such as [themes.mine]. Ignored.`,
	}, "\n"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestAThemeThatIsNoneIsSaidWhereItWasChosen(t *testing.T) {
	for where, c := range map[string]struct {
		w     world
		flags map[string]string
		want  string
	}{
		"file": {w: settingsFile("theme = \"drak\"\n"), want: `config.toml line 1: theme must be the name of a theme, not "drak", did you mean dark? Using auto.`},
		"flag": {w: settingsFile("[themes.mine]\n"), flags: map[string]string{"theme": "something"}, want: `--theme: theme must be auto, dark, light, high-contrast, high-contrast-dark, high-contrast-light, monochrome, 16 or mine, not "something". Using auto.`},
		"odd":  {w: settingsFile("theme = \"a b\"\n"), want: `config.toml line 1: theme must be a name such as auto, dark or light, not "a b". Using auto.`},
	} {
		s, notes := Load(c.w.source(), c.flags)
		if len(notes) != 1 || notes[0].String() != c.want || s.Theme.V != "auto" {
			t.Errorf("%s: %v, theme %s", where, notes, s.Theme.V)
		}
	}
	if s, notes := Load(settingsFile("theme = 'mine'\n[themes.MINE]\n").source(), nil); len(notes) > 0 || s.Theme.V != "mine" {
		t.Errorf("%v", notes)
	}
}
