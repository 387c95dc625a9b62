package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestTheGuideNamesEveryFileOfTheRootAndNoOther(t *testing.T) {
	guide, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile(`(?:[\w…]+/)*\w+\.go\b`).FindAllString(string(guide), -1)
	there, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	there = slices.DeleteFunc(there, func(f string) bool { return f == "doc.go" || strings.HasSuffix(f, "_test.go") })
	for _, f := range there {
		if !slices.Contains(named, f) {
			t.Errorf("doc.go does not say what %s is", f)
		}
	}
	for _, f := range named {
		if _, err := os.Stat(f); err != nil {
			t.Errorf("doc.go names %s, which does not exist", f)
		}
	}
}
