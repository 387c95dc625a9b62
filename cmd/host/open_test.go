package host

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// browsing is an opener of a machine with some programs, whose end is given.
func browsing(goos string, env map[string]string, ends error, tools ...string) (Opener, *[]string) {
	var ran []string
	clip, _ := machine(goos, env, true, tools...)
	return Opener{system{env: clip.env, goos: goos, look: clip.look, start: func(name string, args ...string) (<-chan error, error) {
		ran = append([]string{name}, args...)
		ended := make(chan error, 1)
		if ends == nil || ends.Error() != "never" {
			ended <- ends
		}
		return ended, nil
	}}}, &ran
}

const link = "https://files.heygen.ai/v.mp4?a=1&b=$(id)"

func TestALinkIsOpenedWhereTheUserSits(t *testing.T) {
	x := map[string]string{"DISPLAY": ":0"}
	for _, c := range []struct {
		name, goos string
		env        map[string]string
		tools      []string
		argv       string
	}{
		{"mac", "darwin", nil, []string{"open"}, "open"},
		{"windows", "windows", nil, []string{"rundll32.exe"}, "rundll32.exe url.dll,FileProtocolHandler"},
		{"WSL", "linux", map[string]string{"WSL_DISTRO_NAME": "u"}, []string{"wslview", "rundll32.exe"}, "wslview"},
		{"bare WSL", "linux", map[string]string{"WSL_DISTRO_NAME": "u"}, []string{"rundll32.exe"}, "rundll32.exe url.dll,FileProtocolHandler"},
		{"X", "linux", x, []string{"xdg-open", "gio"}, "xdg-open"},
		{"gnome", "freebsd", map[string]string{"WAYLAND_DISPLAY": "w"}, []string{"gio"}, "gio open"},
		{"no display", "linux", nil, []string{"xdg-open"}, ""},
		{"no opener", "linux", x, nil, ""},
		{"ssh with a forwarded display", "linux", map[string]string{"DISPLAY": ":10", "SSH_TTY": "t"}, []string{"xdg-open"}, ""},
		{"ssh to a mac", "darwin", map[string]string{"SSH_CONNECTION": "c"}, []string{"open"}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, ran := browsing(c.goos, c.env, nil, c.tools...)
			elsewhere, err := o.Open(t.Context(), link)
			if err != nil || elsewhere != (c.argv == "") {
				t.Fatalf("elsewhere %v, err %v", elsewhere, err)
			}
			if want := c.argv + " " + link; c.argv != "" && strings.Join(*ran, " ") != want || c.argv == "" && *ran != nil {
				t.Errorf("ran %v", *ran)
			}
		})
	}
}

func TestOnlyWebLinksAreOpened(t *testing.T) {
	o, ran := browsing("darwin", nil, nil, "open")
	for _, bad := range []string{"", "file:///etc/passwd", "javascript:alert(1)", "/bin/sh", "-a Calculator", "https:", "smb://x/y", "https://x\x1b/"} {
		if _, err := o.Open(t.Context(), bad); err == nil || *ran != nil {
			t.Errorf("%q was opened", bad)
		}
	}
}

func TestAFolderIsShownWhereThereIsOne(t *testing.T) {
	o, ran := browsing("linux", map[string]string{"DISPLAY": ":0"}, nil, "xdg-open")
	dir := t.TempDir()
	if elsewhere, err := o.Reveal(t.Context(), dir); elsewhere || err != nil || strings.Join(*ran, " ") != "xdg-open "+dir {
		t.Errorf("elsewhere %v, err %v, ran %v", elsewhere, err, *ran)
	}
	*ran = nil
	for _, bad := range []string{"--version", "out", filepath.Join(dir, "gone")} {
		if _, err := o.Reveal(t.Context(), bad); err == nil || *ran != nil {
			t.Errorf("%s: err %v, ran %v", bad, err, *ran)
		}
	}
}

func TestAFileIsOpenedWhereItIs(t *testing.T) {
	o, ran := browsing("linux", map[string]string{"DISPLAY": ":0"}, nil, "xdg-open")
	path := filepath.Join(t.TempDir(), "ep013.mp4")
	if _, err := o.OpenFile(t.Context(), path); err == nil || *ran != nil || strings.Contains(err.Error(), path) {
		t.Errorf("a file that is gone: err %v, ran %v", err, *ran)
	}
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if elsewhere, err := o.OpenFile(t.Context(), path); elsewhere || err != nil || strings.Join(*ran, " ") != "xdg-open "+path {
		t.Errorf("elsewhere %v, err %v, ran %v", elsewhere, err, *ran)
	}
	if _, err := o.OpenFile(t.Context(), "ep013.mp4"); err == nil {
		t.Error("a path that may be an option is opened")
	}
}

func TestAnOpenerThatFailsIsReportedAndOneThatStaysIsNot(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		o, _ := browsing("darwin", nil, errors.New("exit status 3"), "open")
		if _, err := o.Open(t.Context(), link); err == nil || !strings.Contains(err.Error(), "exit status 3") || strings.Contains(err.Error(), "files.heygen") {
			t.Errorf("err %v", err)
		}
		o, _ = browsing("darwin", nil, errors.New("never"), "open")
		if _, err := o.Open(t.Context(), link); err != nil {
			t.Error(err)
		}
	})
}

func TestARealProgramGetsTheLinkAsOneArgument(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no shell scripts here")
	}
	dir := t.TempDir()
	tool := filepath.Join(dir, "xdg-open")
	script := "#!/bin/sh\nprintf '%s\\n' \"$#\" \"$1\" > " + filepath.Join(dir, "got") + "\n"
	if err := os.WriteFile(tool, []byte(script), 0o700); err != nil { //nolint:gosec // it must be run
		t.Fatal(err)
	}
	o := Opener{system{
		env: func(name string) string { return map[string]string{"DISPLAY": ":0"}[name] }, goos: "linux",
		look:  func(string) (string, error) { return tool, nil },
		start: func(_ string, args ...string) (<-chan error, error) { return startDetached(tool, args...) },
	}}
	if elsewhere, err := o.Open(t.Context(), link); err != nil || elsewhere {
		t.Fatal(elsewhere, err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "got")) //nolint:gosec // the test's own
	if lines := strings.Split(strings.TrimSpace(string(got)), "\n"); err != nil || !slices.Equal(lines, []string{"1", link}) {
		t.Errorf("it got %q, %v", got, err)
	}
}
