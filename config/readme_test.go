package config

import (
	"os"
	"strings"
	"testing"
)

func TestThePageOfTheSettingsListsEachOfThem(t *testing.T) {
	page, err := os.ReadFile("../.github/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Specs() {
		row := "| `" + s.Key + "` | `--" + s.Flag + "` | `" + s.Env + "`"
		if !strings.Contains(string(page), row) {
			t.Errorf("no row %s", row)
		}
	}
}
