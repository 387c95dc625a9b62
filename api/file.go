package api

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
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
		Name: filepath.Base(path), Size: info.Size(), ContentType: kind, ModTime: info.ModTime(),
		Open: func() (io.ReadCloser, error) { return os.Open(path) }, //nolint:gosec // the user's own file
	}, nil
}

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

// MediaType is the MIME type of a video or audio by its first bytes. The error
// says what the content is instead, where that is known; name only serves the
// words.
func MediaType(head []byte, name string) (string, error) {
	switch {
	case box(head, "ftyp"):
		return ftyp(head)
	case box(head, "moov"), box(head, "mdat"), box(head, "wide"), box(head, "free"):
		return "", notTaken("a MOV video")
	case bytes.HasPrefix(head, []byte("\x1a\x45\xdf\xa3")):
		if bytes.Contains(head, []byte("webm")) {
			return "video/webm", nil
		}
		return "", notTaken("an MKV video")
	case len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WAVE":
		return "audio/wav", nil
	case bytes.HasPrefix(head, []byte("ID3")), mpegAudio(head):
		return "audio/mpeg", nil
	case bytes.HasPrefix(head, []byte("fLaC")):
		return "", notTaken("FLAC audio")
	case bytes.HasPrefix(head, []byte("OggS")):
		return "", notTaken("Ogg audio")
	case len(head) > 1 && head[0] == 0xff && head[1]&0xf6 == 0xf0:
		return "", notTaken("AAC audio")
	}
	return "", fmt.Errorf("HeyGen takes mp4, webm, mp3 and wav, not %s", strings.TrimSuffix(what(head, name), "; charset=utf-8"))
}

func box(head []byte, kind string) bool { return len(head) >= 8 && string(head[4:8]) == kind }

// ftyp tells MP4 from its relatives by the major brand.
func ftyp(head []byte) (string, error) {
	if len(head) < 12 {
		return "video/mp4", nil
	}
	switch string(head[8:12]) {
	case "qt  ":
		return "", notTaken("a MOV video")
	case "M4A ", "M4B ":
		return "", notTaken("M4A audio")
	}
	return "video/mp4", nil
}

// mpegAudio is an MPEG layer III frame without a tag before it.
func mpegAudio(head []byte) bool {
	return len(head) > 2 && head[0] == 0xff && head[1]&0xe0 == 0xe0 && head[1]&0x06 == 0x02 && head[2]&0xf0 != 0xf0
}

func notTaken(what string) error {
	to := "wav"
	if strings.Contains(what, "video") {
		to = "mp4"
	}
	return fmt.Errorf("this is %s, HeyGen takes mp4, webm, mp3 and wav: convert it to %s first", what, to)
}

func what(head []byte, name string) string {
	kind := http.DetectContentType(head)
	if kind == "application/octet-stream" {
		if ext := filepath.Ext(name); ext != "" {
			return "this kind of file (" + ext + ")"
		}
		return "this kind of file"
	}
	return kind
}
