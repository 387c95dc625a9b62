package api

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// FileUpload prepares a local file: it must be a regular file that is not
// empty, of a type HeyGen takes, told by its content and not by its name
// (api.md 3.1). The error is one sentence for a person.
func FileUpload(path string) (Upload, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Upload{}, errors.New("no such file")
	case errors.Is(err, os.ErrPermission):
		return Upload{}, errors.New("this file may not be read")
	case err != nil:
		return Upload{}, errors.New("this file cannot be looked at")
	case info.IsDir():
		return Upload{}, errors.New("this is a folder")
	case !info.Mode().IsRegular():
		return Upload{}, errors.New("this is not a regular file")
	case info.Size() == 0:
		return Upload{}, errors.New("the file is empty")
	}
	kind, err := sniff(path)
	if err != nil {
		return Upload{}, err
	}
	return Upload{
		Name: fitName(filepath.Base(path), kind), Size: info.Size(), ContentType: kind,
		ModTime: info.ModTime(), Changed: changeTime(info),
		Open: func() (io.ReadCloser, error) { return openUnchanged(path, info) },
	}, nil
}

// openUnchanged opens a file that is still as it was looked at.
func openUnchanged(path string, was os.FileInfo) (io.ReadCloser, error) {
	f, err := os.Open(path) //nolint:gosec // the user's own file
	if err != nil {
		return nil, errors.New("the file cannot be opened any more")
	}
	info, err := f.Stat()
	if err != nil || info.Size() != was.Size() || !info.ModTime().Equal(was.ModTime()) {
		_ = f.Close()
		return nil, errors.New("the file changed since it was looked at")
	}
	return f, nil
}

// extensions fit the types: HeyGen checks that name and content agree (api.md
// 9, no. 47).
var extensions = map[string]string{
	"video/mp4": ".mp4", "video/webm": ".webm", "audio/mpeg": ".mp3", "audio/wav": ".wav",
}

// fitName adds the extension that fits to a name that has another.
func fitName(name, kind string) string {
	if strings.EqualFold(filepath.Ext(name), extensions[kind]) {
		return name
	}
	return name + extensions[kind]
}

// sniff reads the first bytes of a file and tells its type.
func sniff(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // the user's own file
	if err != nil {
		return "", errors.New("this file may not be read")
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", errors.New("this file cannot be read")
	}
	return MediaType(head[:n], path)
}
