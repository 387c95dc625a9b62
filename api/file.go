package api

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/djherbis/times"

	"lipdash/api/clip"
)

// LocalFile is what is known of a file on this machine before it is uploaded (api.md
// 3.1). Problem is one sentence when it cannot be.
type LocalFile struct {
	Path string
	// Kind says what it is ("mp4").
	Kind string
	// Real is the same for all names of a file, "" when it is not known.
	Real string
	// Audio tells a sound from a video; Silent and NoPicture say what is missing. Folder tells
	// that it is none at all.
	Audio, Silent, NoPicture, Folder bool

	// Size is in bytes.
	Size    int64
	ModTime time.Time
	// Length, Width and Height are zero when they could not be read.
	Length        time.Duration
	Width, Height int
	Problem       string
	// Warning is one sentence when it can be uploaded and HeyGen may not like it.
	Warning string
	// Convert is the command that makes a file of it that can be uploaded, "" when there
	// is none.
	Convert string
	// AtHeyGen tells that it was uploaded before and has not changed, as far as this machine
	// remembers: it is not sent again.
	AtHeyGen bool
}

// NoSuchFile is the problem with a path where nothing is.
const NoSuchFile = "no such file"

// FileUpload prepares a local file: it must be a regular file that is not
// empty, of a type HeyGen takes, told by its content and not by its name
// (api.md 3.1). The error is one sentence for a person.
func FileUpload(path string) (Upload, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return Upload{}, errors.New(noFile(path, NoSuchFile))
	case errors.Is(err, os.ErrPermission):
		return Upload{}, errors.New("this file may not be read")
	case err != nil:
		return Upload{}, errors.New(noFile(path, "this file cannot be looked at"))
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

// changeTime is when the file's inode changed, zero where that is not known.
func changeTime(info os.FileInfo) time.Time {
	if t := times.Get(info); t.HasChangeTime() {
		return t.ChangeTime()
	}
	return time.Time{}
}

// openUnchanged opens a file that is still as it was looked at.
func openUnchanged(path string, was os.FileInfo) (io.ReadCloser, error) {
	f, err := os.Open(path) //nolint:gosec // the user's own file
	if err != nil {
		return nil, errors.New("the file can no longer be opened")
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

// sniff reads the first bytes of a file and tells its type. Behind an ID3 tag
// there may be something else than the MP3 that it stands for.
func sniff(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // the user's own file
	if err != nil {
		return "", errors.New("this file may not be read")
	}
	defer f.Close() //nolint:errcheck // only read
	at := int64(0)
	for range 4 {
		head := make([]byte, 512)
		n, err := f.ReadAt(head, at)
		if err != nil && !errors.Is(err, io.EOF) {
			return "", errors.New("this file cannot be read")
		}
		head = head[:n]
		size, tagged := clip.TagSize(head)
		if !tagged {
			return behind(at, head, path)
		}
		at += size
	}
	return "audio/mpeg", nil
}

// behind is the type of a content at a place; what nobody knows behind a tag is
// taken for what the tag says.
func behind(at int64, head []byte, name string) (string, error) {
	kind, err := MediaType(head, name)
	var media *MediaError
	switch {
	case at == 0, errors.As(err, &media), kind == "audio/mpeg":
		return kind, err
	case kind == "audio/wav":
		return "", &MediaError{Kind: "WAV behind an ID3 tag", To: ".wav"}
	case err == nil:
		return "", &MediaError{Kind: strings.ToUpper(extensions[kind][1:]) + " behind an ID3 tag"}
	}
	return "audio/mpeg", nil
}
