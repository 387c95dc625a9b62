package sim

import (
	"bytes"
	"net/http"
	"strings"
)

// sniffed is how many first bytes of a file are looked at.
const sniffed = 512

// mime is the type by content, "" for what is not taken: there is no MOV, MKV,
// M4A, AAC, FLAC (api.md 3.1).
func mime(head []byte) string {
	switch {
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return mp4(string(head[8:12]))
	case bytes.HasPrefix(head, []byte("\x1a\x45\xdf\xa3")):
		return webm(head)
	case len(head) > 1 && head[0] == 0xff && head[1]&0xe6 == 0xe2: // a frame of layer III
		return "audio/mpeg"
	}
	switch kind := http.DetectContentType(head); kind {
	case "audio/mpeg", "image/png", "image/jpeg", "application/pdf":
		return kind
	case "audio/wave":
		return "audio/wav"
	}
	return ""
}

// mp4 goes by the major brand: QuickTime, M4A and HEIF files are of the same
// family and are not taken.
func mp4(brand string) string {
	for _, b := range []string{"iso", "mp4", "avc", "M4V", "MSNV", "dash", "f4v", "3gp"} {
		if strings.HasPrefix(brand, b) {
			return "video/mp4"
		}
	}
	return ""
}

// webm is told from Matroska by its document type.
func webm(head []byte) string {
	if bytes.Contains(head[:min(len(head), 64)], []byte("webm")) {
		return "video/webm"
	}
	return ""
}

// category is the asset's type word (api.md 3.3).
func category(kind string) string {
	class, _, _ := strings.Cut(kind, "/")
	if class == "video" || class == "audio" || class == "image" {
		return class
	}
	return "document"
}
