package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"lipdash/api"
	"lipdash/cmd/desk/clip"
	"lipdash/ui"
)

// Files are the local files, for the form. A leading ~ is the home directory.
type Files struct{}

// Check says what a path is and whether it can be uploaded, and how it could be
// made so.
func (Files) Check(path string) (ui.FileFact, error) {
	fact := ui.FileFact{Path: Expand(path)}
	up, err := api.FileUpload(fact.Path)
	if err != nil {
		fact.Problem = err.Error()
		var media *api.MediaError
		if errors.As(err, &media) && media.To != "" {
			fact.Convert = convertCommand(fact.Path, media.To, facts(fact.Path, false), runtime.GOOS)
		}
		return fact, nil
	}
	f := facts(fact.Path, true)
	fact.Kind, fact.Size = kindOf(up.ContentType), up.Size
	fact.Length, fact.Width, fact.Height = f.Length, f.Width, f.Height
	fact.Audio = strings.HasPrefix(up.ContentType, "audio/") || f.Tracks && f.Video == "" && f.Audio != ""
	fact.Silent = f.Tracks && f.Audio == ""
	return fact, nil
}

// facts are what a file's headers say, by our own reading and else by ffprobe's.
// With a length wanted, ffprobe is asked for that alone too.
func facts(path string, length bool) clip.Facts {
	f, ok := ownReading(path)
	if ok && f.Tracks && (f.Length > 0 || !length) {
		return f
	}
	if g, ok := ffprobe(context.Background(), path); ok {
		return g
	}
	return f
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

// Complete lists what a typed path may become.
func (Files) Complete(prefix string) []string { return complete(prefix) }

// Expand replaces the ~ that a shell would have replaced.
func Expand(path string) string {
	rest, ok := strings.CutPrefix(path, "~")
	if !ok || (rest != "" && !os.IsPathSeparator(rest[0])) {
		return path
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return path
	}
	return filepath.Join(home, rest)
}

// kindOf is a type as people call it.
func kindOf(contentType string) string {
	if contentType == "audio/mpeg" {
		return "mp3"
	}
	_, kind, _ := strings.Cut(contentType, "/")
	return kind
}
