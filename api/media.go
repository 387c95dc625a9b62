package api

import (
	"bytes"
	"errors"
	"math/bits"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
)

// MediaError says that a file is of a type HeyGen does not take, and what would
// help (api.md 3.1).
type MediaError struct {
	// Kind is the type as people call it: "a MOV video", "FLAC audio".
	Kind string
	// To is the extension of the type to convert it to, ".mp4" or ".wav"; ""
	// when that makes no sense.
	To string
}

// Error is one sentence for a person.
func (e *MediaError) Error() string {
	text := "this is " + e.Kind + ", HeyGen takes " + mediaTaken
	if e.To != "" {
		text += ": convert it to " + e.To[1:] + " first"
	}
	return text
}

// mediaTaken are the types HeyGen takes, takenAs those of a parameter (api.md 3.1, 5.4).
const mediaTaken = "mp4, webm, mp3 and wav"

var takenAs = map[string]string{"video": "mp4 and webm", "audio": "mp3 and wav"}

// ProblemAs is the problem with a file as the value of a parameter: it names the types that may
// stand there. What to convert a file to goes by the file, and stays.
func ProblemAs(param, problem string) string {
	if as, ok := takenAs[param]; ok && !strings.Contains(problem, "convert it") {
		return strings.Replace(problem, "HeyGen takes "+mediaTaken, "HeyGen takes "+as+" here", 1)
	}
	return problem
}

// MediaType is the MIME type of a video or audio by its first bytes. The error
// says what the content is instead, as a *MediaError where that is known; name
// only serves the words.
func MediaType(head []byte, name string) (string, error) {
	switch {
	case box(head, "ftyp"):
		return ftyp(head)
	case isWebM(head):
		return "video/webm", nil
	case at(head, 0, "RIFF") && at(head, 8, "WAVE"):
		return "audio/wav", nil
	}
	if err := foreign(head); err != nil {
		return "", err
	}
	if at(head, 0, "ID3") || mpegAudio(head) {
		return "audio/mpeg", nil
	}
	return "", errors.New(unknown(head, name))
}

// isWebM tells a WebM from other Matroska files by the type its header names.
func isWebM(head []byte) bool {
	if !at(head, 0, "\x1a\x45\xdf\xa3") {
		return false
	}
	i := bytes.Index(head, []byte("\x42\x82"))
	if i < 0 || i+2 >= len(head) {
		return false
	}
	// The name stands behind its length, which takes one to eight bytes.
	return at(head, i+3+bits.LeadingZeros8(head[i+2]), "webm")
}

// at tells whether a text stands at a place of the first bytes.
func at(head []byte, i int, text string) bool {
	return len(head) >= i+len(text) && string(head[i:i+len(text)]) == text
}

func box(head []byte, kind string) bool { return at(head, 4, kind) }

// signature is how a type begins.
type signature struct {
	at   int
	text string
	kind string
}

const (
	movVideo = "a MOV video"
	mkvVideo = "an MKV video"
	aacAudio = "AAC audio"
)

// signatures are those of types that people have and HeyGen does not take. The
// first boxes of a MOV need no ftyp before them.
var signatures = []signature{
	{4, "moov", movVideo},
	{4, "mdat", movVideo},
	{4, "wide", movVideo},
	{4, "free", movVideo},
	{4, "skip", movVideo},
	{0, "\x1a\x45\xdf\xa3", mkvVideo},
	{0, "fLaC", "FLAC audio"},
	{0, "OggS", "Ogg audio"},
	{8, "AIFF", "AIFF audio"},
	{8, "AIFC", "AIFF audio"},
	{8, "AVI ", "an AVI video"},
	{0, "caff", "CAF audio"},
	{0, "#!AMR", "AMR audio"},
	{0, "FLV\x01", "an FLV video"},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", "a Windows Media file"},
	{0, "\x00\x00\x01\xba", "an MPEG video"},
	{0, "RF64", "RF64 audio"},
	{8, "RMP3", "MP3 audio in a RIFF file"},
	{188, "G", "an MPEG transport stream"},
}

// foreign names a type that HeyGen does not take, nil when it is none of them.
func foreign(head []byte) error {
	for _, s := range signatures {
		if at(head, s.at, s.text) && (s.at != 188 || at(head, 0, "G")) {
			return notTaken(s.kind)
		}
	}
	switch {
	case len(head) > 1 && head[0] == 0xff && head[1]&0xf6 == 0xf0:
		return notTaken(aacAudio)
	case len(head) > 2 && head[0] == 0xff && head[1]&0xfc == 0xfc && head[2]&0xf0 != 0xf0 && head[1]&0x06 == 0x04:
		return notTaken("MP2 audio")
	case strings.HasPrefix(http.DetectContentType(head), "image/"):
		return notTaken("a picture")
	}
	return nil
}

// ftyp tells MP4 from its relatives by the major brand.
func ftyp(head []byte) (string, error) {
	if len(head) < 12 {
		return "video/mp4", nil
	}
	switch brand := string(head[8:12]); {
	case brand == "qt  ":
		return "", notTaken(movVideo)
	case slices.Contains([]string{"M4A ", "M4B ", "M4P "}, brand):
		return "", notTaken("M4A audio")
	case slices.Contains([]string{"heic", "heix", "heim", "heis", "mif1", "msf1"}, brand):
		return "", notTaken("a HEIC picture")
	case brand == "avif", brand == "avis":
		return "", notTaken("an AVIF picture")
	case strings.HasPrefix(brand, "3g"):
		return "", notTaken("a 3GP video")
	}
	return "video/mp4", nil
}

// mpegAudio is an MPEG layer III frame without a tag before it.
func mpegAudio(head []byte) bool {
	return len(head) > 2 && head[0] == 0xff && head[1]&0xe0 == 0xe0 && head[1]&0x06 == 0x02 && head[2]&0xf0 != 0xf0
}

func notTaken(kind string) error {
	e := &MediaError{Kind: kind}
	switch {
	case strings.Contains(kind, "audio"):
		e.To = ".wav"
	case !strings.Contains(kind, "picture"):
		e.To = ".mp4"
	}
	return e
}

// unknown says what little is known of a content.
func unknown(head []byte, name string) string {
	kind, _, _ := strings.Cut(http.DetectContentType(head), ";")
	ext := filepath.Ext(name)
	for _, fits := range extensions {
		switch {
		case !strings.EqualFold(ext, fits):
		case kind == unnamed:
			return "named " + ext + ", but its content is not"
		default:
			return "named " + ext + ", but its content is " + kind
		}
	}
	switch {
	case kind != unnamed:
	case ext != "":
		kind = "this kind of file (" + ext + ")"
	default:
		kind = "this kind of file"
	}
	return "HeyGen takes " + mediaTaken + ", not " + kind
}

// unnamed is a type that nobody knows.
const unnamed = "application/octet-stream"
