// Package host reaches what lies beside the terminal on the user's machine: the
// clipboard, the browser and the file manager, the user's editor, messages of the
// desktop or the terminal, and local files, of which package clip reads how long they
// are. The dashboard itself knows none of them.
package host

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sort"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/clip"
	"lipdash/config"
)

// Files are the local files, for the form. A leading ~ is the home directory.
type Files struct{}

// Check says what a path is and whether it can be uploaded, and how it could be
// made so.
func (Files) Check(path string) (api.LocalFile, error) {
	fact := api.LocalFile{Path: Expand(path)}
	up, err := api.FileUpload(fact.Path)
	if err != nil {
		fact.Problem = err.Error()
		if info, err := os.Stat(fact.Path); err == nil {
			fact.Folder = info.IsDir()
		}
		if media, ok := errors.AsType[*api.MediaError](err); ok && media.To != "" {
			fact.Convert = convertCommand(fact.Path, media.To, facts(fact.Path, false), runtime.GOOS)
		}
		return fact, nil
	}
	f := facts(fact.Path, true)
	fact.Kind, fact.Size, fact.ModTime = kindOf(up.ContentType), up.Size, up.ModTime
	fact.Length, fact.Width, fact.Height = f.Length, f.Width, f.Height
	fact.Audio = strings.HasPrefix(up.ContentType, "audio/")
	known := f.Tracks && f.Flaw == ""
	fact.NoPicture = known && !fact.Audio && f.Video == ""
	fact.Silent = known && f.Audio == ""
	fact.Warning = warning(up.ContentType, f)
	if fact.Audio && fact.Warning != "" && known {
		fact.Convert = convertCommand(fact.Path, ".wav", f, runtime.GOOS)
	}
	if abs, err := filepath.Abs(fact.Path); err == nil {
		fact.Real, _ = filepath.EvalSymlinks(abs)
	}
	return fact, nil
}

// warning is why HeyGen may not like a file whose type it takes, "" when nothing
// speaks against it.
func warning(contentType string, f clip.Facts) string {
	sound := f.Audio
	if sound != "compressed" {
		sound = strings.ToUpper(sound)
	}
	switch {
	case f.Flaw != "":
		return "the file is not whole: " + f.Flaw
	case contentType == "audio/mpeg" && sound == "":
		return "no MP3 sound was found in it"
	case contentType == "audio/mpeg" && sound != "MP3":
		return "its sound is " + sound + ", not MP3: HeyGen may not take it"
	case contentType == "audio/wav" && sound != "" && !strings.HasPrefix(sound, "PCM"):
		return "its sound is " + sound + " in a WAV, not PCM: HeyGen may not take it"
	}
	return ""
}

// facts are what a file's headers say, by our own reading and else by ffprobe's.
// With a length wanted, ffprobe is asked for that alone too.
func facts(path string, length bool) clip.Facts {
	f, ok := ownReading(path)
	if f.Flaw != "" || ok && f.Tracks && (f.Length > 0 || !length) {
		return f
	}
	if g, ok := ffprobe(context.Background(), path); ok {
		g.Length = agreed(f, g)
		return g
	}
	return f
}

// agreed is the length that ffprobe tells, 0 when something contradicts it:
// ffprobe too believes headers.
func agreed(own, probed clip.Facts) time.Duration {
	switch {
	case clip.Agree(own.Counted, probed.Counted):
		return probed.Counted
	case probed.Counted > 0, own.Counted > 0 && !clip.Agree(own.Counted, probed.Length):
		return 0
	}
	return probed.Length
}

func ownReading(path string) (clip.Facts, bool) {
	file, err := os.Open(path) //nolint:gosec // the user names it
	if err != nil {
		return clip.Facts{}, false
	}
	defer file.Close() //nolint:errcheck // only read
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return clip.Facts{}, false
	}
	return clip.Read(file, info.Size())
}

// Upload prepares a path for the client; the file is opened when it is sent.
func (Files) Upload(path string) (api.Upload, error) { return api.FileUpload(Expand(path)) }

// Complete lists what a typed path may become: what is typed already first, then files of the
// kind that the parameter needs, folders, and other files.
func (Files) Complete(param, prefix string) []api.LocalFile {
	fits := map[string]func(string) bool{"video": api.VideoName, "audio": api.SoundName}[param]
	var out []api.LocalFile
	for _, path := range complete(prefix, media) {
		f := api.LocalFile{Path: path, Folder: strings.HasSuffix(path, "/")}
		if info, err := os.Stat(Expand(path)); err == nil && !f.Folder {
			f.Size = info.Size()
		}
		out = append(out, f)
	}
	rank := func(f api.LocalFile) int {
		switch {
		case f.Path == prefix || fits == nil:
			return 0
		case !f.Folder && fits(f.Path):
			return 1
		case f.Folder:
			return 2
		}
		return 3
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) < rank(out[j]) })
	return out
}

// Length is how long a file is by what its own headers say, 0 where those do not tell.
func (Files) Length(path string) time.Duration {
	f, ok := ownReading(Expand(path))
	if !ok || f.Flaw != "" {
		return 0
	}
	return f.Length
}

// Expand replaces the ~ that a shell would have replaced.
func Expand(path string) string { return config.System().Expand(path) }

// kindOf is a type as people call it.
func kindOf(contentType string) string {
	if contentType == "audio/mpeg" {
		return "mp3"
	}
	_, kind, _ := strings.Cut(contentType, "/")
	return kind
}

const (
	// mostRead bounds how much of a folder is looked at, mostShown how much of
	// it is offered.
	mostRead  = 10_000
	mostShown = 200
)

// media are the file names worth offering: what HeyGen takes, and what it
// refuses with a reason the user should see (api.md 3).
var media = []string{".mp4", ".webm", ".mp3", ".wav", ".mov", ".mkv", ".m4a", ".m4v", ".aac", ".flac", ".ogg"}

// sheets are the names of files that many lipsyncs are made from.
var sheets = []string{".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"}

// CompleteSheet lists the sheets and folders that a typed path may become.
func CompleteSheet(prefix string) []string { return complete(prefix, sheets) }

// complete lists files with some extensions and folders, the latter with a slash, whose
// path begins with prefix. The part the user typed stays as it was typed, ~ too.
// Hidden names are offered to those who type the dot.
func complete(prefix string, extensions []string) []string {
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
		case slices.Contains(extensions, strings.ToLower(filepath.Ext(e.Name()))):
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
