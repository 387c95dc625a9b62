package host

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

const (
	// mostRead bounds how much of a folder is looked at, mostShown how much of
	// it is offered.
	mostRead  = 10_000
	mostShown = 200
)

// media are the file names worth offering: what HeyGen takes, and what it
// refuses with a reason the user should see (api.md 3).
var media = []string{".mp4", ".webm", ".mp3", ".wav", ".mov", ".mkv", ".m4a", ".m4v", ".aac", ".flac", ".ogg"}

// complete lists media files and folders, the latter with a slash, whose path
// begins with prefix. The part the user typed stays as it was typed, ~ too.
// Hidden names are offered to those who type the dot.
func complete(prefix string) []string {
	if prefix == "~" {
		return []string{"~/"}
	}
	typed, name := filepath.Split(prefix)
	dir := Expand(typed)
	if dir == "" {
		dir = "."
	}
	var out []string
	for _, e := range list(dir) {
		if !strings.HasPrefix(e.Name(), name) || hidden(e.Name(), name) {
			continue
		}
		switch {
		case isDir(dir, e):
			out = append(out, typed+e.Name()+"/")
		case slices.Contains(media, strings.ToLower(filepath.Ext(e.Name()))):
			out = append(out, typed+e.Name())
		}
	}
	slices.Sort(out)
	return out[:min(len(out), mostShown)]
}

func list(dir string) []fs.DirEntry {
	f, err := os.Open(dir) //nolint:gosec // the user names the folder
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	entries, _ := f.ReadDir(mostRead)
	return entries
}

func hidden(name, typed string) bool {
	return strings.HasPrefix(name, ".") && !strings.HasPrefix(typed, ".")
}

// isDir follows links.
func isDir(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	info, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && info.IsDir()
}
