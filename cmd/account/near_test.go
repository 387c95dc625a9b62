package account

import (
	"os"
	"path/filepath"
	"testing"
)

// The demo tells paths from its own folder; files of whoever tries it are told from theirs.
func TestPathsAreToldFromEveryFolderThatIsNear(t *testing.T) {
	made, mine := t.TempDir(), t.TempDir()
	t.Chdir(mine)
	mine, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	near := Folder{Here: made}.Near()
	for path, want := range map[string]string{
		filepath.Join(made, "out", "a.mp4"): filepath.Join("out", "a.mp4"),
		filepath.Join(mine, "in", "v.mp4"):  filepath.Join("in", "v.mp4"),
		filepath.Join(mine+"2", "v.mp4"):    filepath.Join(mine+"2", "v.mp4"),
	} {
		if got := near.Short(path); got != want {
			t.Errorf("%s is told as %s, want %s", path, got, want)
		}
	}
}
