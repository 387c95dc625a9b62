package config

import (
	"os"
	"strings"
	"testing"
)

func TestTheReadmeListsEverySetting(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range Specs() {
		row := "| `" + s.Key + "` | `--" + s.Flag + "` | `" + s.Env + "`"
		if !strings.Contains(string(readme), row) {
			t.Errorf("no row %s", row)
		}
	}
}
