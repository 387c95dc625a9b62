package api

import (
	"bytes"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
)

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
	case "heic", "heix", "mif1", "msf1", "avif", "avis":
		return "", notTaken("a picture")
	}
	if strings.HasPrefix(string(head[8:12]), "3g") {
		return "", notTaken("a 3GP video")
	}
	return "video/mp4", nil
}

// mpegAudio is an MPEG layer III frame without a tag before it.
func mpegAudio(head []byte) bool {
	return len(head) > 2 && head[0] == 0xff && head[1]&0xe0 == 0xe0 && head[1]&0x06 == 0x02 && head[2]&0xf0 != 0xf0
}

func notTaken(what string) error {
	advice := ""
	switch {
	case strings.Contains(what, "video"):
		advice = ": convert it to mp4 first"
	case strings.Contains(what, "audio"):
		advice = ": convert it to wav first"
	}
	return fmt.Errorf("this is %s, HeyGen takes mp4, webm, mp3 and wav%s", what, advice)
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
