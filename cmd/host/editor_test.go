package host

import (
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
)

func TestAFormAsTextComesBackAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := map[string]string{}
		for _, p := range api.Params() {
			if !rapid.Bool().Draw(t, p.Name) {
				continue
			}
			switch p.Kind {
			case api.KindBool, api.KindTriState:
				values[p.Name] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, "v")
			case api.KindSeconds:
				values[p.Name] = rapid.SampledFrom([]string{"1", "2.5", "90"}).Draw(t, "v")
			case api.KindEnum:
				values[p.Name] = rapid.SampledFrom(p.Enum).Draw(t, "v")
			case api.KindURL:
				values[p.Name] = "https://example.com/x"
			default:
				values[p.Name] = rapid.StringMatching(`[a-zA-Z0-9"'\\/ #=日本🎬.-]{1,20}`).Draw(t, "v")
			}
		}
		got, _, err := ParseFormText(FormText(values))
		if err != nil || !maps.Equal(got, values) {
			t.Fatalf("%v became %v, %v", values, got, err)
		}
	})
}

func TestWhatIsWrongIsToldByField(t *testing.T) {
	values, errs, err := ParseFormText("mode = \"fast\"\nvideo = \"http://x.y/v\"\nstart_time = -1\nspeed = 3\ntitle = [1]\nend_time = 5\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mode", "video", "start_time", "speed", "title"} {
		if errs[name] == "" {
			t.Errorf("nothing is said about %s", name)
		}
	}
	if errs["end_time"] != "" || values["end_time"] != "5" || values["mode"] != "fast" {
		t.Errorf("values %v, errors %v", values, errs)
	}
	if _, _, err := ParseFormText("mode = \n"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("no line in %v", err)
	}
}

// edited runs a sitting with a shell script as the editor.
func edited(t *testing.T, script string, values map[string]string) (got, errs map[string]string, err error) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script), 0o700); err != nil { //nolint:gosec // it must be run
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("no shell scripts here")
	}
	c, result := NewEditor(environ("EDITOR", file)).Command(values)
	if err := c.Run(); err != nil {
		t.Fatal(err)
	}
	return result()
}

func environ(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestTheEditorsVariableIsReadAsAShellReadsIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there a backslash parts folders")
	}
	home := t.TempDir()
	odd := filepath.Join(home, "my editor's")
	if err := os.WriteFile(odd, []byte("#!/bin/sh\n"), 0o700); err != nil { //nolint:gosec // it must be run
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		`"` + odd + `" --wait`: {odd, "--wait"},
		strings.NewReplacer(" ", `\ `, "'", `\'`).Replace(odd) + ` -c 'set tw=72'`: {odd, "-c", "set tw=72"},
		`"$HOME/my editor's" "a b"`: {odd, "a b"},
		`~/my\ editor\'s`:           {odd},
		"sh -c true":                {"sh", "-c", "true"},
	} {
		ed, _ := NewEditor(environ("EDITOR", text, "HOME", home)).(editor)
		if ed.err != nil || !slices.Equal(ed.words, want) {
			t.Errorf("%s: %q, %v", text, ed.words, ed.err)
		}
	}
}

func TestAnEditorThatIsNotFoundIsNamed(t *testing.T) {
	for want, env := range map[string]func(string) string{
		"VISUAL names no-such-editor, which is not found": environ("VISUAL", "no-such-editor -w", "EDITOR", "sh"),
		"EDITOR names /no/such/ed, which is not found":    environ("EDITOR", "/no/such/ed"),
		`EDITOR is no command that can be read: "vim`:     environ("VISUAL", " ", "EDITOR", `"vim`),
		"EDITOR is no command that can be read: vim; …":   environ("EDITOR", "vim; rm -r x"),
		"EDITOR names no editor":                          environ("EDITOR", "# none"),
	} {
		cmd, result := NewEditor(env).Command(nil)
		if _, _, err := result(); cmd != nil || err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, result := NewEditor(environ()).Command(nil); result == nil {
		t.Fatal("no result")
	} else if _, _, err := result(); err == nil || !strings.Contains(err.Error(), "set EDITOR") {
		t.Errorf("%v", err)
	}
}

func TestTheEditorsTextIsTakenOver(t *testing.T) {
	got, errs, err := edited(t, `sed -i 's/old/new/' "$1"; ls -l "$1" | grep -q '^-rw-------' || exit 3`, map[string]string{"title": "old"})
	if err != nil || len(errs) > 0 || got["title"] != "new" {
		t.Fatal(got, errs, err)
	}
}

func TestAnEditorThatFailsChangesNothing(t *testing.T) {
	got, _, err := edited(t, `echo 'title = "lost"' > "$1"; exit 1`, map[string]string{"title": "kept"})
	if err == nil || got["title"] != "kept" {
		t.Fatal(got, err)
	}
}

func TestUnreadableTextComesBackWithTheReason(t *testing.T) {
	// The first visit breaks it, the second sees the reason and mends it.
	got, _, err := edited(t, `if grep -q 'could not be read' "$1"; then echo 'title = "mended"' > "$1"; else echo 'title = ' > "$1"; fi`, nil)
	if err != nil || got["title"] != "mended" {
		t.Fatal(got, err)
	}
	// Left as it is, it is given up.
	if _, _, err := edited(t, `grep -q 'could not be read' "$1" || echo 'title = ' > "$1"`, nil); err == nil {
		t.Fatal("no word of what is wrong")
	}
}
