package config

import (
	"slices"
	"strings"
	"testing"
)

func TestTheColumnsOfTheListAreAListOrAText(t *testing.T) {
	broken := func(text string) bool {
		return strings.Contains(text, "titel") || strings.Contains(text, `"title", "title"`) || strings.Contains(text, `"age", "info"`) || strings.Contains(text, "7") || strings.Contains(text, "[]")
	}
	for text, want := range map[string][]string{
		`list_columns = ["Title", "age"]`:   {"title", "age"},
		`list_columns = "info, title"`:      {"info", "title"},
		`list_columns = "auto"`:             nil,
		`list_columns = []`:                 nil,
		`list_columns = ["title", "titel"]`: nil,
		`list_columns = ["age", "info"]`:    nil,
		`list_columns = ["title", "title"]`: nil,
		`list_columns = 7`:                  nil,
	} {
		got, notes := Load(settingsFile(text+"\n").source(), nil)
		if names := ColumnNames(got.ListColumns.V); !slices.Equal(names, want) {
			t.Errorf("%s: %q", text, names)
		}
		if broken(text) != (len(notes) == 1 && notes[0].Origin.Line == 1) {
			t.Errorf("%s: notices %+v", text, notes)
		}
	}
}
