package cmd

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readme is the README and the pages that it points to.
func readme(t *testing.T) string {
	files, err := filepath.Glob("../.github/*.md")
	if err != nil || len(files) < 4 {
		t.Fatal(files, err)
	}
	var all strings.Builder
	for _, file := range append([]string{"../README.md"}, files...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// TestTheLinksOfTheREADMELeadSomewhere holds for each link to a page or picture here that it
// is there, and for the pages that the README or one of them points to them.
func TestTheLinksOfTheREADMELeadSomewhere(t *testing.T) {
	files, _ := filepath.Glob("../.github/*.md")
	pointed := map[string]bool{"../README.md": true}
	for _, file := range append([]string{"../README.md"}, files...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\]\(([^)#]*)(#[^)]*)?\)|src(?:set)?="([^"]*)"`).FindAllStringSubmatch(string(text), -1) {
			to := m[1] + m[3]
			if to == "" || strings.Contains(to, "://") {
				continue
			}
			at := filepath.Join(filepath.Dir(file), to)
			pointed[at] = true
			if _, err := os.Stat(at); err != nil {
				t.Errorf("%s points to %s, which is not there", file, to)
			}
		}
	}
	for _, file := range files {
		if !pointed[file] {
			t.Errorf("nothing points to %s", file)
		}
	}
}

// TestEveryCommandOfTheREADMEExists holds for each command line between backquotes that
// there is such a command with such flags.
func TestEveryCommandOfTheREADMEExists(t *testing.T) {
	found := 0
	for _, m := range regexp.MustCompile("`lipdash ([^`]*)`").FindAllStringSubmatch(readme(t), -1) {
		found++
		words := strings.Fields(m[1])
		root := newRoot(streams{})
		root.InitDefaultHelpCmd()
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
			if short, ok := strings.CutPrefix(word, "-"); ok && len(short) == 1 && cmd.Flags().ShorthandLookup(short) == nil {
				t.Errorf("%s has no flag -%s", cmd.CommandPath(), short)
			}
		}
	}
	if found < 10 {
		t.Errorf("found only %d commands", found)
	}
}

// TestTheREADMENamesEveryCommand wants each command of the tree in its table.
func TestTheREADMENamesEveryCommand(t *testing.T) {
	for _, c := range newRoot(streams{}).Commands() {
		if c.IsAvailableCommand() && c.Name() != "help" && !strings.Contains(readme(t), "\n| `"+c.CommandPath()) {
			t.Errorf("the table lacks %s", c.CommandPath())
		}
	}
}

// TestTheREADMEMapsHeyGensCLI holds that the table for those who know it names every
// command of the list in testdata, and none with a flag it does not have. Ours are held by
// TestEveryCommandOfTheREADMEExists.
func TestTheREADMEMapsHeyGensCLI(t *testing.T) {
	list, err := os.ReadFile("testdata/heygen-cli.txt")
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string]string{} // by command
	for line := range strings.Lines(string(list)) {
		if !strings.HasPrefix(line, "#") {
			command, rest, _ := strings.Cut(strings.TrimSpace(line), " --")
			flags[command] = "--" + rest + " "
		}
	}
	_, table, _ := strings.Cut(readme(t), "| `heygen` | here |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	mapped := map[string]bool{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, " | ")
		if len(cells) != 2 || !strings.Contains(cells[1], "`") {
			t.Errorf("a line that maps nothing: %q", line)
		}
		for _, m := range regexp.MustCompile("`([^`]*)`").FindAllStringSubmatch(cells[0], -1) {
			command := ""
			for word := range strings.FieldsSeq(m[1]) {
				switch {
				case word == "-d":
					word = "--data"
				case !strings.HasPrefix(word, "-"):
					if command += " " + word; flags[strings.TrimSpace(command)] != "" {
						command = strings.TrimSpace(command)
						mapped[command] = true
					}
					continue
				}
				if !strings.Contains(flags[command], word+" ") {
					t.Errorf("heygen %s has no %s", command, word)
				}
			}
		}
	}
	for command := range flags {
		if !mapped[command] {
			t.Errorf("heygen %s is not mapped", command)
		}
	}
}

// TestTheScriptsOfTheREADMEWork runs each line as a shell would.
func TestTheScriptsOfTheREADMEWork(t *testing.T) {
	_, section, _ := strings.Cut(readme(t), "## Scripts\n\n```sh\n")
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
