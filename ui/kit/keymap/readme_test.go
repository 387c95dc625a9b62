package keymap

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestTheTableOfTheREADMEFollowsTheKeys holds that each key which leads a row of the README's
// table is one of the list's or of everywhere, and that each of their commands is in it by the
// key that is shown for it.
func TestTheTableOfTheREADMEFollowsTheKeys(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(readme), "\n| Key | |\n| --- | --- |\n")
	table, _, _ = strings.Cut(table, "\n\n")
	if !ok {
		t.Fatal("the table is not there")
	}
	m, quoted := Default(), regexp.MustCompile("`([^`]+)`")
	for row := range strings.Lines(table) {
		lead := strings.Split(row, " | ")[0]
		for _, k := range quoted.FindAllStringSubmatch(lead, -1) {
			if m.Lookup(k[1], Jobs, Queue, Move, Global) == None {
				t.Errorf("%s does nothing in the list: %s", k[1], strings.TrimSpace(row))
			}
		}
	}
	var there []string
	for _, k := range quoted.FindAllStringSubmatch(table, -1) {
		there = append(there, k[1])
	}
	for _, s := range []Scope{Jobs, Queue, Move, Global} {
		for _, b := range m.Bindings(s) {
			if !slices.Contains(there, KeyName(b.Help().Key)) {
				t.Errorf("%s (%s) is not in the table", b.Help().Key, b.Command)
			}
		}
	}
}
