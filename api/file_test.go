package api

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The first bytes of real files.
const (
	mp4Head  = "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41"
	movHead  = "\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  "
	m4aHead  = "\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42"
	wavHead  = "RIFF\x24\x08\x00\x00WAVEfmt \x10\x00\x00\x00"
	webmHead = "\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"
	mkvHead  = "\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska"
)

// tag is an ID3v2 tag of so many bytes.
func tag(n int) string {
	return "ID3\x04\x00\x00\x00\x00" + string([]byte{byte(n >> 7), byte(n & 0x7f)}) + strings.Repeat("\x00", n)
}

func TestTypesAreToldByContentAndNamesMadeToFit(t *testing.T) {
	for file, c := range map[string]struct{ content, kind, name, problem string }{
		"a.mp4":     {content: mp4Head, kind: "video/mp4", name: "a.mp4"},
		"b.MOV":     {content: mp4Head, kind: "video/mp4", name: "b.MOV.mp4"},
		"c.MP4":     {content: mp4Head, kind: "video/mp4", name: "c.MP4"},
		"d.webm":    {content: webmHead, kind: "video/webm", name: "d.webm"},
		"e.wav":     {content: wavHead, kind: "audio/wav", name: "e.wav"},
		"f.mp3":     {content: "ID3\x04\x00\x00\x00\x00\x00\x00", kind: "audio/mpeg", name: "f.mp3"},
		"g":         {content: "\xff\xfb\x90\x64\x00\x00\x00\x00", kind: "audio/mpeg", name: "g.mp3"},
		"mov.mp4":   {content: movHead, problem: "MOV"},
		"old.mov":   {content: "\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", problem: "MOV"},
		"m4a.mp3":   {content: m4aHead, problem: "M4A"},
		"aac.mp3":   {content: "\xff\xf1\x50\x80\x02\x1f\xfc\xde", problem: "AAC"},
		"x.flac":    {content: "fLaC\x00\x00\x00\x22", problem: "FLAC"},
		"x.ogg":     {content: "OggS\x00\x02", problem: "Ogg"},
		"x.mkv":     {content: mkvHead, problem: "MKV"},
		"x.3gp":     {content: "\x00\x00\x00\x18ftyp3gp4\x00\x00\x00\x00", problem: "3GP"},
		"x.heic":    {content: "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", problem: "HEIC"},
		"x.avif":    {content: "\x00\x00\x00\x18ftypavif\x00\x00\x00\x00", problem: "AVIF"},
		"x.png":     {content: "\x89PNG\x0d\x0a\x1a\x0a\x00\x00", problem: "picture"},
		"x.avi":     {content: "RIFF\x24\x08\x00\x00AVI LIST", problem: "AVI video"},
		"x.aif":     {content: "FORM\x00\x00\x10\x00AIFFCOMM", problem: "AIFF"},
		"x.wmv":     {content: "\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9", problem: "Windows Media"},
		"x.flv":     {content: "FLV\x01\x05\x00\x00", problem: "FLV"},
		"x.amr":     {content: "#!AMR\x0a", problem: "AMR"},
		"x.mpg":     {content: "\x00\x00\x01\xba\x44", problem: "MPEG video"},
		"x.ts":      {content: "G" + strings.Repeat("\xff", 187) + "G\x40", problem: "transport stream"},
		"page.mp4":  {content: "<!DOCTYPE html><html>", problem: "named .mp4, but its content is text/html"},
		"hole.mp4":  {content: strings.Repeat("\x00", 600), problem: "named .mp4, but its content is not"},
		"page.txt":  {content: "<!DOCTYPE html><html>", problem: "not text/html"},
		"title.mkv": {content: mkvHead + "Segment, a film about webm", problem: "MKV"},
		"long.webm": {content: "\x1a\x45\xdf\xa3\xa3\x42\x82\x40\x04webm", kind: "video/webm", name: "long.webm"},
		"mp2.mp3":   {content: "\xff\xfd\x84\x00\x00\x00", problem: "MP2"},
		"rmp3.wav":  {content: "RIFF\x24\x00\x00\x00RMP3data", problem: "MP3 audio in a RIFF"},
		// What is behind a tag counts, however long the tag is.
		"tag.mp3":   {content: tag(2000) + "\xff\xfb\x90\x64\x00\x00\x00\x00", kind: "audio/mpeg", name: "tag.mp3"},
		"twice.mp3": {content: tag(10) + tag(700) + "\xff\xf1\x50\x80\x02\x1f\xfc\xde", problem: "AAC"},
		"aac2.mp3":  {content: tag(2000) + "\xff\xf1\x50\x80\x02\x1f\xfc\xde", problem: "AAC"},
		"flac.mp3":  {content: tag(0) + "fLaC\x00\x00\x00\x22", problem: "FLAC"},
		"ogg.mp3":   {content: tag(0) + "OggS\x00\x02", problem: "Ogg"},
		"wav.mp3":   {content: tag(9) + wavHead, problem: "WAV behind an ID3 tag"},
		"mp4.mp3":   {content: tag(9) + mp4Head, problem: "MP4 behind an ID3 tag"},
		"odd.mp3":   {content: tag(9) + "\x00\x00\x00\x00\x00\x00", kind: "audio/mpeg", name: "odd.mp3"},
		"x.xyz":     {content: "\x00\x01\x02\x03\x04\x05\x06\x07", problem: ".xyz"},
		"short.mp4": {content: "\x00", problem: ".mp4"},
		"empty.mp4": {content: "", problem: "empty"},
	} {
		path := filepath.Join(t.TempDir(), file)
		if err := os.WriteFile(path, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		up, err := FileUpload(path)
		if c.problem != "" {
			if err == nil || !strings.Contains(err.Error(), c.problem) || strings.Contains(err.Error(), filepath.Dir(path)) {
				t.Errorf("%s: %v, want a word about %s", file, err, c.problem)
			}
			continue
		}
		if err != nil || up.ContentType != c.kind || up.Name != c.name || up.Size != int64(len(c.content)) {
			t.Errorf("%s: %+v %v", file, up, err)
		}
	}
}

func TestWhatIsNoFileIsRefusedInWords(t *testing.T) {
	dir := t.TempDir()
	for path, word := range map[string]string{dir: "folder", filepath.Join(dir, "none.mp4"): "no such file", os.DevNull: "regular"} {
		if _, err := FileUpload(path); err == nil || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAFileThatChangedSinceItWasLookedAtIsNotOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(path, []byte(mp4Head), 0o600); err != nil {
		t.Fatal(err)
	}
	up, err := FileUpload(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(mp4Head+"more"), 0o600); err != nil {
		t.Fatal(err)
	}
	if f, err := up.Open(); err == nil {
		_ = f.Close()
		t.Fatal("opened")
	}
}

func TestWhatToConvertToIsInTheError(t *testing.T) {
	for head, to := range map[string]string{movHead: ".mp4", mkvHead: ".mp4", m4aHead: ".wav", "fLaC\x00": ".wav", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00": ""} {
		_, err := MediaType([]byte(head), "a")
		var e *MediaError
		if !errors.As(err, &e) || e.To != to || e.Kind == "" {
			t.Errorf("%q: %v", head, err)
		}
	}
}

func TestAProblemNamesTheTypesThatMayStandInAField(t *testing.T) {
	for _, c := range []struct{ head, param, want string }{
		{"root:x:0:0", "video", "HeyGen takes mp4 and webm here, not text/plain"},
		{"root:x:0:0", "audio", "HeyGen takes mp3 and wav here, not text/plain"},
		{"root:x:0:0", "", "HeyGen takes mp4, webm, mp3 and wav, not text/plain"},
		{"\x89PNG\x0d\x0a\x1a\x0a", "video", "this is a picture, HeyGen takes mp4 and webm here"},
		{movHead, "audio", "this is a MOV video, HeyGen takes mp4, webm, mp3 and wav: convert it to mp4 first"},
	} {
		_, err := MediaType([]byte(c.head), "a")
		if got := ProblemAs(c.param, err.Error()); got != c.want {
			t.Errorf("%q as %q: %q", c.head, c.param, got)
		}
	}
}

func FuzzMediaType(f *testing.F) {
	for _, head := range []string{mp4Head, movHead, m4aHead, wavHead, webmHead, mkvHead, "", "\xff", "\xff\xfb\x90", "G"} {
		f.Add([]byte(head), "a.mp4")
	}
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		kind, err := MediaType(head, name)
		if (kind == "") == (err == nil) || extensions[kind] == "" && err == nil {
			t.Errorf("%q %v", kind, err)
		}
	})
}

func TestAFileOfTheSameSizeThatChangedIsNotOpened(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(path, []byte(mp4Head), 0o600); err != nil {
		t.Fatal(err)
	}
	up, err := FileUpload(path)
	if err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(path, later, later); err != nil {
		t.Fatal(err)
	}
	if f, err := up.Open(); err == nil {
		_ = f.Close()
		t.Fatal("opened")
	}
	again, err := FileUpload(path)
	if err != nil || again.ModTime.Equal(up.ModTime) || !up.Changed.IsZero() && again.Changed.Before(up.Changed) {
		t.Error(again, err)
	}
}
