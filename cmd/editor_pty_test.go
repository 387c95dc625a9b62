//go:build linux || darwin

package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lipdash/cmd/ptytest"
)

// inEditor is a form of the demo, open in an editor that works by lines. It ends
// with the line "end", and says when it is interrupted.
func inEditor(t *testing.T) (s *ptytest.Session, forms func() []string, env []string) {
	t.Helper()
	home := t.TempDir()
	tmp, editor := filepath.Join(home, "tmp"), filepath.Join(home, "editor")
	script := `#!/bin/sh
trap 'hit=yes; echo interrupted' INT QUIT
echo editing
while read line || [ "$hit" ]; do
	[ "$line" = end ] && exit
	hit=
done
`
	if err := os.Mkdir(tmp, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(editor, []byte(script), 0o700); err != nil { //nolint:gosec // it must be run
		t.Fatal(err)
	}
	env = environment(home, "EDITOR="+editor, "TMPDIR="+tmp)
	s = openTUI(t, env, "demo")
	s.Type("c")
	s.Has("Video")
	s.Type("https://example.com/v.mp4?signature=S3cret")
	s.Has("S3cret")
	s.Type("\x0f") // ctrl+o
	s.Has("editing")
	forms = func() []string {
		all, _ := filepath.Glob(filepath.Join(tmp, "*", "*.toml"))
		return all
	}
	if body, err := os.ReadFile(strings.Join(forms(), "")); err != nil || !strings.Contains(string(body), "S3cret") {
		t.Fatalf("the form in the editor is %q, %v", body, err)
	}
	return s, forms, env
}

func TestAFormInTheEditorStaysNowhereWhateverEndsLipdash(t *testing.T) {
	for name, c := range map[string]struct {
		out  func(*ptytest.Session)
		code int
	}{
		"TERM":         {func(s *ptytest.Session) { s.Signal(syscall.SIGTERM) }, 143},
		"HUP":          {func(s *ptytest.Session) { s.Signal(syscall.SIGHUP) }, 129},
		"dropped line": {func(s *ptytest.Session) { s.HangUp() }, 129},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, forms, _ := inEditor(t)
			c.out(s)
			if code, _ := s.Exit(); code != c.code {
				t.Errorf("exit code %d", code)
			}
			if left := forms(); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if name != "dropped line" {
				s.Restored()
			}
		})
	}
	t.Run("KILL", func(t *testing.T) {
		t.Parallel()
		s, forms, env := inEditor(t)
		s.Signal(syscall.SIGKILL)
		s.Exit()
		next := openTUI(t, env, "demo")
		next.Until("sweep", func(string, string) bool { return len(forms()) == 0 })
		next.Type("q")
		next.Exit()
	})
}

func TestCtrlCInAnEditorByLinesIsTheEditors(t *testing.T) {
	t.Parallel()
	s, _, _ := inEditor(t)
	for i, key := range []string{"\x03", "\x1c"} { // ctrl+c, ctrl+backslash
		s.Type(key)
		s.Until(key, func(text, _ string) bool { return strings.Count(text, "interrupted") == i+1 })
	}
	s.Type("end\n")
	s.Until("form", func(text, _ string) bool { return strings.Contains(text, "S3cret") })
	s.Type("\x03")
	if code, _ := s.Exit(); code != 0 {
		t.Errorf("exit code %d", code)
	}
	s.Restored()
}
