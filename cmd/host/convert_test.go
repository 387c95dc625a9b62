package host

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api/clip"
)

func TestTheCommandThatConvertsAFile(t *testing.T) {
	folder(t)
	for _, c := range []struct{ path, to, video, audio, want string }{
		{"in/a.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i in/a.mov -c copy in/a.mp4"},
		{"in/a.mov", ".mp4", "hvc1", "mp4a", "ffmpeg -i in/a.mov -c copy -tag:v hvc1 in/a.mp4"},
		{"in/a.mov", ".mp4", "avc1", "", "ffmpeg -i in/a.mov -c copy in/a.mp4"},
		{"in/a.mov", ".mp4", "avc1", "lpcm", "ffmpeg -i in/a.mov -c:v copy -c:a aac in/a.mp4"},
		{"in/a.mov", ".mp4", "apch", "lpcm", "ffmpeg -i in/a.mov -pix_fmt yuv420p in/a.mp4"},
		{"in/a.mov", ".mp4", "apch", "mp4a", "ffmpeg -i in/a.mov -c:a copy -pix_fmt yuv420p in/a.mp4"},
		{"in/a.mkv", ".mp4", "V_MPEG4/ISO/AVC", "A_AAC", "ffmpeg -i in/a.mkv -c copy -sn in/a.mp4"},
		{"in/a.mkv", ".mp4", "V_MPEG4/ISO/AVC", "A_OPUS", "ffmpeg -i in/a.mkv -c:v copy -c:a aac -sn in/a.mp4"},
		{"in/a.mov", ".mp4", "?", "", "ffmpeg -i in/a.mov in/a.mp4"},
		{"in/a.m4a", ".wav", "", "mp4a", "ffmpeg -i in/a.m4a in/a.wav"},
		// What is there already is not written over, nor the file itself.
		{"in/ep1.m4a", ".wav", "", "mp4a", "ffmpeg -i in/ep1.m4a in/ep1-converted.wav"},
		{"in/ep1.mp4", ".mp4", "avc1", "mp4a", "ffmpeg -i in/ep1.mp4 -c copy in/ep1-converted.mp4"},
		{"in/new.MP4", ".mp4", "avc1", "mp4a", "ffmpeg -i in/new.MP4 -c copy in/new-converted.mp4"},
		{"in/noext", ".mp4", "avc1", "mp4a", "ffmpeg -i in/noext -c copy in/noext.mp4"},
		{"in/.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i in/.mov -c copy in/.mov.mp4"},
		// Names that a shell, or ffmpeg, would take for something else.
		{"-y.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i ./-y.mov -c copy ./-y.mp4"},
		{"concat:a.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i ./concat:a.mov -c copy ./concat:a.mp4"},
		{"my talk.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i 'my talk.mov' -c copy 'my talk.mp4'"},
		{"it's $(rm -rf ~).mov", ".mp4", "avc1", "mp4a", `ffmpeg -i 'it'\''s $(rm -rf ~).mov' -c copy 'it'\''s $(rm -rf ~).mp4'`},
		{"日本.mov", ".mp4", "avc1", "mp4a", "ffmpeg -i 日本.mov -c copy 日本.mp4"},
		{"a\nb.mov", ".mp4", "avc1", "mp4a", ""},
		{"a\x1b[31m.mov", ".mp4", "avc1", "mp4a", ""},
		{"a\u202eb.mov", ".mp4", "avc1", "mp4a", ""},
		{"a\xff.mov", ".mp4", "avc1", "mp4a", ""},
	} {
		f := clip.Facts{Video: c.video, Audio: c.audio, Tracks: c.video != "?"}
		if got := convertCommand(c.path, c.to, f, "linux"); got != c.want {
			t.Errorf("%q %s %s:\n got %s\nwant %s", c.path, c.video, c.audio, got, c.want)
		}
	}
	if got, want := convertCommand(`C:\in\my talk.mov`, ".wav", clip.Facts{}, "windows"), `ffmpeg -i "C:\in\my talk.mov" "C:\in\my talk.wav"`; filepath.Separator == '\\' && got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, name := range []string{`%PATH%.mov`, "$env:x.mov", "a`b.mov"} {
		if got := convertCommand(name, ".wav", clip.Facts{}, "windows"); got != "" {
			t.Errorf("got %s", got)
		}
	}
}

// FuzzQuote asks a real shell.
func FuzzQuote(f *testing.F) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		f.Skip("no shell")
	}
	for _, name := range []string{"a", "it's", `a"b\c`, "$(x)`y`", "a b", "~", "-n", "*?[]", "#!&|;<>", "'", "é日", "=ls", "a=b", "{a,b}"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		word, ok := quoteFor("linux")(name)
		if !ok || name == "" {
			return
		}
		out, err := exec.Command(sh, "-c", "printf %s "+"x"+word).Output()
		if err != nil || string(out) != "x"+name {
			t.Errorf("%q became %q: %v", name, out, err)
		}
	})
}

// said makes an ffprobe that says something and notes how it was called.
func said(t *testing.T, script string) (called func() string) {
	t.Helper()
	dir := t.TempDir()
	tool := filepath.Join(dir, "ffprobe")
	log := filepath.Join(dir, "called")
	if err := os.WriteFile(tool, []byte("#!/bin/sh\nprintf '%s\\n' \"$@\" \"key=$HEYGEN_API_KEY\" >"+log+"\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	return func() string {
		text, _ := os.ReadFile(log)
		return string(text)
	}
}

const probed = `cat <<'X'
{"streams":[{"codec_type":"video","codec_name":"mjpeg","width":500,"height":500,"disposition":{"attached_pic":1}},
{"codec_type":"audio","codec_name":"vorbis"},{"codec_type":"video","codec_name":"vp8","width":640,"height":360}],
"format":{"duration":"12.480000"}}
X
`

func TestFFprobeIsAskedOnlyForWhatWeCannotRead(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	dir := folder(t)
	t.Setenv("HEYGEN_API_KEY", "sk_secret_0123456789")
	called := said(t, probed)
	odd := filepath.Join(dir, "-odd.webm")
	if err := os.WriteFile(odd, []byte("\x1a\x45\xdf\xa3\x8b\x42\x86\x81\x01\x42\x82\x84webm"), 0o600); err != nil {
		t.Fatal(err)
	}
	fact, err := Files{}.Check("-odd.webm")
	if err != nil || fact.Length.Milliseconds() != 12480 || fact.Width != 640 || fact.Height != 360 || fact.Audio {
		t.Errorf("%+v %v", fact, err)
	}
	args := called()
	if !strings.Contains(args, "-i\nfile:"+odd+"\n") || strings.Contains(args, "sk_secret") {
		t.Errorf("called with\n%s", args)
	}
}

func TestAnFFprobeThatMisbehavesChangesNothing(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	dir := folder(t)
	odd := filepath.Join(dir, "odd.webm")
	if err := os.WriteFile(odd, []byte("\x1a\x45\xdf\xa3\x8b\x42\x86\x81\x01\x42\x82\x84webm"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{
		"fails":       "exit 1",
		"is no JSON":  "echo hello",
		"never stops": "yes",
		"lies":        `echo '{"streams":[{"codec_type":"video","codec_name":"\u001b[31m","width":-1,"height":99999999}],"format":{"duration":"1e300"}}'`,
	} {
		t.Run(name, func(t *testing.T) {
			said(t, script)
			fact, err := Files{}.Check(odd)
			if err != nil || fact.Problem != "" || fact.Length != 0 || fact.Width != 0 || fact.Kind != "webm" {
				t.Errorf("%+v %v", fact, err)
			}
		})
	}
}

func TestCheckTellsHowToConvertWhatCannotGo(t *testing.T) {
	folder(t)
	t.Setenv("PATH", "")
	mov := "\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  "
	for name, head := range map[string]string{"in/x.mov": mov, "in/x.m4a": "\x00\x00\x00\x14ftypM4A \x00\x00\x00\x00M4A ", "in/x.heic": "\x00\x00\x00\x14ftypheic\x00\x00\x00\x00heic"} {
		if err := os.WriteFile(name, []byte(head), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for path, want := range map[string]string{
		"in/x.mov": "ffmpeg -i in/x.mov in/x.mp4", "in/x.m4a": "ffmpeg -i in/x.m4a in/x.wav", "in/x.heic": "", "in/notes.txt": "",
	} {
		fact, err := Files{}.Check(path)
		if err != nil || fact.Problem == "" || fact.Convert != want {
			t.Errorf("%s: %+v %v", path, fact, err)
		}
	}
	wav := append([]byte("RIFF\xff\xff\xff\xffWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00data\xff\xff\xff\xff"), make([]byte, 96000)...)
	if err := os.WriteFile("in/long.wav", wav, 0o600); err != nil {
		t.Fatal(err)
	}
	if fact, err := (Files{}).Check("in/long.wav"); err != nil || fact.Length.Seconds() != 1 || !fact.Audio {
		t.Errorf("%+v %v", fact, err)
	}
}
