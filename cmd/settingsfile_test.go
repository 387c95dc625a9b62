package cmd

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/config"
)

// edited is lipdash config edit on a terminal, with a shell script for an editor: $1 is the
// file.
func edited(t *testing.T, script string) result {
	t.Helper()
	editor := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(editor, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("VISUAL", editor)
	var out, said bytes.Buffer
	code := run(t.Context(), []string{"config", "edit"}, streams{in: strings.NewReader(""), out: &out, err: &said, screen: 80})
	return result{code, out.String(), said.String()}
}

func TestTheSettingsAreEditedAndWhatIsWrongIsSaidWithItsLine(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "config.toml")
	t.Setenv("LIPDASH_CONFIG", path)
	got := edited(t, "true")
	if got.code != exitOK || !strings.Contains(got.out, "Nothing is wrong in "+path) || !strings.Contains(got.err, path+" is new") {
		t.Errorf("%+v", got)
	}
	text, err := os.ReadFile(path)
	if err != nil || string(text) != config.Example() {
		t.Errorf("%v %q", err, text)
	}
	for of, want := range map[string]os.FileMode{path: 0o600, filepath.Dir(path): 0o700} {
		if info, err := os.Stat(of); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v %v", of, info, err)
		}
	}
	got = edited(t, `printf 'fps = 3\npage_sise = 5\ntheme = "da\n' > "$1"`)
	if got.code != exitOK || got.out != "" || !strings.Contains(got.err, `config.toml line 2: unknown key "page_sise", did you mean page_size? Ignored.`) || !strings.Contains(got.err, "config.toml line 3: not valid TOML") {
		t.Errorf("%+v", got)
	}
	if got = edited(t, `printf 'profile = "x' > "$1"`); got.code != exitUsage || !strings.Contains(got.err, "line 1") || !strings.Contains(got.err, "lipdash config edit opens the file.") {
		t.Errorf("%+v", got)
	}
	if got = edited(t, "exit 3"); got.code != exitFailure || !strings.Contains(got.err, "ended with exit status 3") {
		t.Errorf("%+v", got)
	}
}

func TestAnExampleIsNeverWrittenOverSomething(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "mine.toml")
	if err := os.WriteFile(mine, []byte("fps = 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	dangling := filepath.Join(dir, "dangling")
	if err := os.Symlink(filepath.Join(dir, "nowhere"), dangling); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{mine, dangling, dir} {
		if got := runCommand(t, "config", "init", "--config", path); got.code != exitUsage || got.out != "" || !strings.Contains(got.err, "was left as it is") {
			t.Errorf("%s: %+v", path, got)
		}
	}
	if text, err := os.ReadFile(mine); err != nil || string(text) != "fps = 3\n" {
		t.Errorf("%q, %v", text, err)
	}
	if got := runCommand(t, "config", "init", "--config", filepath.Join(mine, "below")); got.code != exitFailure || got.out != "" {
		t.Errorf("%+v", got)
	}
	if got := runCommand(t, "config", "init", "--print"); got.out != config.Example() {
		t.Errorf("%+v", got)
	}
}
