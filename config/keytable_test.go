package config

import (
	"fmt"
	"strings"
	"testing"
)

func TestTheTablesOfKeysAreReadWithTheirLines(t *testing.T) {
	const file = "page_size = 5\n[keys]\nundo = 'U'\n\n[keys.jobs]\npromote = []\ndelete = ['x', 'X']\n[keys.form]\nsubmit = 'ctrl+g'\n[profiles.a]\npage_size = 7\n"
	var got []string
	for _, k := range KeyBindings(settingsFile(file).source(), "") {
		got = append(got, fmt.Sprint(k.Path(), " ", k.Keys, " ", k.Origin))
	}
	want := "keys.undo [U] config.toml line 3, keys.jobs.promote [] config.toml line 6, keys.jobs.delete [x X] config.toml line 7, keys.form.submit [ctrl+g] config.toml line 9"
	if strings.Join(got, ", ") != want {
		t.Errorf("got  %s\nwant %s", strings.Join(got, ", "), want)
	}
	if s, notes := Load(settingsFile(file).source(), nil); s.PageSize.V != 5 || len(notes) > 0 {
		t.Errorf("%d, %v", s.PageSize.V, notes)
	}
}
