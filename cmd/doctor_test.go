package cmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestTheDoctorAsksOnceWritesNothingAndPrintsNoKey(t *testing.T) {
	for _, fault := range []string{"", "503,on=account", "429,on=account,retry=5", "drop-before,on=account", "garbage,on=account", "html,on=account"} {
		inShop(t, func(s *shop) {
			if fault != "" {
				s.arrange("fault", fault)
			}
			got := s.run(120, "", "doctor")
			if n := len(s.server.Calls()); n > 1 || fault == "" && (n != 1 || got.code != exitOK) || fault != "" && got.code != exitFailure {
				t.Errorf("%s: %d calls, exit code %d\n%s", fault, n, got.code, got.out)
			}
			if text := got.out + got.err; strings.Contains(text, shopKey) || strings.Contains(text, shopKey[:8]) {
				t.Errorf("it shows the key: %s", text)
			}
			if left, _ := filepath.Glob(filepath.Join(s.home, "*")); len(left) > 0 {
				t.Errorf("it made %q", left)
			}
			if left, _ := filepath.Glob(filepath.Join(s.home, ".*")); len(left) > 0 {
				t.Errorf("it made %q", left)
			}
		})
	}
}

func TestTheDoctorWorksWithNothingAtAll(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "HEYGEN_API_KEY", "HEYGEN_API_BASE", "LIPDASH_CONFIG", "TERM", "PATH"} {
		t.Setenv(name, "")
		_ = os.Unsetenv(name)
	}
	got := runCommand(t, "doctor", "--columns", "check,state,found")
	if got.code != exitAuth || !strings.Contains(got.out, "there is no folder for a settings file") || !strings.Contains(got.out, "key\tfailed\tthere is none") {
		t.Errorf("%+v", got)
	}
	folder := t.TempDir()
	t.Setenv("LIPDASH_CONFIG", folder) // no file, and no TOML
	if got := runCommand(t, "doctor", "--columns", "check,state,found"); got.code != exitAuth || !strings.Contains(got.out, "settings\twarning\t"+folder+": cannot be read") {
		t.Errorf("%+v", got)
	}
}
