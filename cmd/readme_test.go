package cmd

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func readme(t *testing.T) string {
	text, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestEveryCommandOfTheREADMEExists holds for each command line between backquotes that
// there is such a command with such flags.
func TestEveryCommandOfTheREADMEExists(t *testing.T) {
	found := 0
	for _, m := range regexp.MustCompile("`lipdash ([^`]*)`").FindAllStringSubmatch(readme(t), -1) {
		found++
		words := strings.Fields(m[1])
		root := newRoot(streams{})
		cmd, rest, err := root.Find(words)
		if err != nil || !strings.HasPrefix(words[0], "-") && cmd == root {
			t.Errorf("there is no command %q", m[1])
			continue
		}
		for _, word := range rest {
			name, isFlag := strings.CutPrefix(strings.Split(word, "=")[0], "--")
			if isFlag && cmd.Flags().Lookup(name) == nil && cmd.InheritedFlags().Lookup(name) == nil {
				t.Errorf("%s has no flag --%s", cmd.CommandPath(), name)
			}
		}
	}
	if found < 10 {
		t.Errorf("found only %d commands", found)
	}
}

// TestTheScriptsOfTheREADMEWork runs each line as a shell would.
func TestTheScriptsOfTheREADMEWork(t *testing.T) {
	_, section, _ := strings.Cut(readme(t), "### In scripts\n\n```sh\n")
	section, _, ok := strings.Cut(section, "```")
	if !ok {
		t.Fatal("the section for scripts is not there")
	}
	for line := range strings.Lines(section) {
		t.Run(strings.TrimSpace(line), func(t *testing.T) {
			inShop(t, func(s *shop) {
				s.server.Populate(250)
				if out, err := s.shell(line); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			})
		})
	}
}
