package desk

import (
	"os"
	"path/filepath"
	"strings"

	"lipdash/api"
	"lipdash/ui"
)

// Files are the local files, for the form. A leading ~ is the home directory.
type Files struct{}

// Check says what a path is and whether it can be uploaded.
func (Files) Check(path string) (ui.FileFact, error) {
	fact := ui.FileFact{Path: Expand(path)}
	up, err := api.FileUpload(fact.Path)
	if err != nil {
		fact.Problem = err.Error()
		return fact, nil //nolint:nilerr // that it cannot go is the answer
	}
	fact.Kind, fact.Size = kindOf(up.ContentType), up.Size
	fact.Audio = strings.HasPrefix(up.ContentType, "audio/")
	return fact, nil
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
