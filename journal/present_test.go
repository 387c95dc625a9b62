package journal

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestOtherProcessesThatHaveAJournalOpenAreKnownByTheirNumber(t *testing.T) {
	path := alone(t)
	if got := Present(path); len(got) > 0 {
		t.Errorf("%v", got)
	}
	cmd, _ := stays(t, path)
	openedAt(t, path)
	if got := Present(path); !slices.Equal(got, []Process{{PID: cmd.Process.Pid}}) {
		t.Errorf("%v, it is %d", got, cmd.Process.Pid)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait()
	if got := Present(path); len(got) > 0 {
		t.Errorf("it is gone, and there is %v", got)
	}
	if got := Present(filepath.Join(filepath.Dir(path), "none", "x.db")); len(got) > 0 {
		t.Error(got)
	}
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "none")); !os.IsNotExist(err) {
		t.Error("looking made something")
	}
}
