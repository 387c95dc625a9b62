package host

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// folder is a home with some files, and the working directory.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
	t.Chdir(dir)
	for name, content := range map[string]string{
		"in/ep1.mp4": mp4, "in/ep1.wav": "RIFF\x24\x00\x00\x00WAVEfmt ", "in/EP2.MP4": mp4, "in/notes.txt": "x", "in/old.mov": "x",
		"in/.secret.mp4": mp4, "in/.cache/a.mp4": mp4, "in/empty/x.txt": "x", "in/日本.mp4": mp4,
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const mp4 = "\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08free"

func TestCompleteOffersMediaAndFoldersAsTyped(t *testing.T) {
	dir := folder(t)
	if err := os.Symlink(filepath.Join(dir, "in"), filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"":            "in/ link/",
		"i":           "in/",
		"~":           "~/",
		"~/":          "~/in/ ~/link/",
		"in/e":        "in/empty/ in/ep1.mp4 in/ep1.wav",
		"in/":         "in/EP2.MP4 in/empty/ in/ep1.mp4 in/ep1.wav in/old.mov in/日本.mp4",
		"in/.":        "in/.cache/ in/.secret.mp4",
		"~/in/ep1.w":  "~/in/ep1.wav",
		"in/none":     "",
		"no/such/dir": "",
		dir + "/in/o": dir + "/in/old.mov",
		"in/ep1.mp4/": "",
	} {
		var paths []string
		for _, f := range (Files{}).Complete("", typed) {
			paths = append(paths, f.Path)
		}
		if got := strings.Join(paths, " "); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
}

func TestCompleteOffersFirstWhatTheFieldNeeds(t *testing.T) {
	folder(t)
	for param, want := range map[string]string{
		"video": "in/EP2.MP4 in/ep1.mp4 in/old.mov in/日本.mp4 in/empty/ in/ep1.wav",
		"audio": "in/ep1.wav in/empty/ in/EP2.MP4 in/ep1.mp4 in/old.mov in/日本.mp4",
	} {
		var paths []string
		for _, f := range (Files{}).Complete(param, "in/") {
			paths = append(paths, f.Path)
			if f.Folder != strings.HasSuffix(f.Path, "/") || f.Path == "in/ep1.mp4" && f.Size != int64(len(mp4)) {
				t.Errorf("%+v", f)
			}
		}
		if got := strings.Join(paths, " "); got != want {
			t.Errorf("%s: %s, want %s", param, got, want)
		}
	}
	// What is typed to its end stays the first, also where another would fit better.
	if got := (Files{}).Complete("audio", "in/ep1.mp4"); len(got) != 1 || got[0].Path != "in/ep1.mp4" {
		t.Errorf("%v", got)
	}
}

func TestCompleteIsBounded(t *testing.T) {
	dir := t.TempDir()
	for i := range mostShown + 50 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.mp4", i)), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(complete(dir+"/", media)); got != mostShown {
		t.Errorf("%d are offered", got)
	}
}

func TestCheckSaysWhatAFileIsOrWhyItCannotGo(t *testing.T) {
	folder(t)
	fact, err := Files{}.Check("~/in/ep1.mp4")
	if err != nil || fact.Problem != "" || fact.Kind != "mp4" || fact.Size != int64(len(mp4)) {
		t.Errorf("got %+v, %v", fact, err)
	}
	for _, path := range []string{"in", "in/none.mp4", "in/notes.txt"} {
		fact, err := Files{}.Check(path)
		if err != nil || fact.Problem == "" {
			t.Errorf("%s: got %+v, %v", path, fact, err)
		}
	}
}

func TestUploadOpensTheFileTheTildeMeans(t *testing.T) {
	folder(t)
	up, err := Files{}.Upload("~/in/ep1.wav")
	if err != nil || up.Name != "ep1.wav" {
		t.Fatalf("got %+v, %v", up, err)
	}
	r, err := up.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	head := make([]byte, 4)
	if _, err := r.Read(head); err != nil || !slices.Equal(head, []byte("RIFF")) {
		t.Errorf("got %q, %v", head, err)
	}
}
