package host

import (
	"encoding/binary"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// waveFile is a WAV of a format tag: mono, 8 kHz, of so many bytes a second.
func waveFile(tag uint16, perSecond uint32, samples uint32, data int) string {
	le := binary.LittleEndian
	b := le.AppendUint16([]byte("WAVEfmt \x12\x00\x00\x00"), tag)
	b = le.AppendUint16(b, 1)
	b = le.AppendUint32(le.AppendUint32(b, 8000), perSecond)
	b = append(b, 1, 0, 8, 0, 0, 0)
	b = le.AppendUint32(append(b, "fact\x04\x00\x00\x00"...), samples)
	b = append(le.AppendUint32(append(b, "data"...), uint32(data)), make([]byte, data)...)
	return "RIFF" + string(le.AppendUint32(nil, uint32(len(b)))) + string(b)
}

// movie is an MP4 of a picture alone, 25 frames a second.
func movie(said, frames uint32) string {
	be := binary.BigEndian
	words := func(v ...uint32) string {
		var b []byte
		for _, x := range v {
			b = be.AppendUint32(b, x)
		}
		return string(b)
	}
	box := func(kind string, parts ...string) string {
		body := strings.Join(parts, "")
		return words(uint32(8+len(body))) + kind + body
	}
	return mp4[:24] + box("moov",
		box("mvhd", words(0, 0, 0, 1000, said), string(make([]byte, 80))),
		box("trak", box("mdia", box("mdhd", words(0, 0, 0, 25, frames, 0)), box("hdlr", words(0, 0), "vide"),
			box("minf", box("stbl", box("stsd", words(0, 1), box("avc1")), box("stts", words(0, 1, frames, 1))))))) +
		box("mdat", string(make([]byte, 1000)))
}

func TestCheckWarnsOfWhatHeyGenMayNotLike(t *testing.T) {
	folder(t)
	t.Setenv("PATH", "")
	for name, c := range map[string]struct{ content, warning, convert string }{
		"whole.mp4": {movie(12000, 300), "", ""},
		"cut.mp4":   {movie(12000, 300)[:700], "the file is not whole: it ends before its content does", ""},
		"index.mp4": {mp4 + "\x00\x00\x00\x08mdat", "the file is not whole: its index (moov) is missing", ""},
		"plain.wav": {waveFile(1, 8000, 0, 800), "", ""},
		"mp3.wav":   {waveFile(0x55, 2000, 96000, 24000), "its sound is MP3 in a WAV, not PCM: HeyGen may not take it", "ffmpeg -i mp3.wav mp3-converted.wav"},
		"adpcm.wav": {waveFile(0x11, 4000, 96000, 48000), "its sound is ADPCM in a WAV, not PCM: HeyGen may not take it", "ffmpeg -i adpcm.wav adpcm-converted.wav"},
		"other.wav": {waveFile(0x7777, 2000, 96000, 24000), "its sound is compressed in a WAV, not PCM: HeyGen may not take it", "ffmpeg -i other.wav other-converted.wav"},
		"none.mp3":  {"ID3\x04\x00\x00\x00\x00\x00\x00" + strings.Repeat("x", 3000), "no MP3 sound was found in it", ""},
	} {
		if err := os.WriteFile(name, []byte(c.content), 0o600); err != nil {
			t.Fatal(err)
		}
		fact, err := Files{}.Check(name)
		if err != nil || fact.Problem != "" || fact.Warning != c.warning || fact.Convert != c.convert {
			t.Errorf("%s: %+v %v", name, fact, err)
		}
	}
	fact, _ := Files{}.Check("whole.mp4")
	if !fact.Silent || fact.NoPicture || fact.Length != 12*time.Second {
		t.Errorf("%+v", fact)
	}
	if cut, _ := (Files{}).Check("cut.mp4"); cut.Silent || cut.Length != 0 {
		t.Errorf("%+v", cut)
	}
	if err := os.Symlink("whole.mp4", "link.mp4"); err == nil {
		if link, _ := (Files{}).Check("./link.mp4"); link.Real == "" || link.Real != fact.Real {
			t.Errorf("%q is not %q", link.Real, fact.Real)
		}
	}
}

// ffprobe believes headers too: what it says is held against what we counted.
func TestFFprobeIsNotBelievedAgainstTheContent(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("no shell")
	}
	folder(t)
	if err := os.WriteFile("odd.mp4", []byte(movie(90000, 300)), 0o600); err != nil {
		t.Fatal(err)
	}
	says := func(format, stream string) string {
		return `echo '{"streams":[{"codec_type":"video","codec_name":"h264","start_time":"0.0","duration":"` + stream + `"}],"format":{"duration":"` + format + `"}}'`
	}
	for name, c := range map[string]struct {
		script string
		want   time.Duration
	}{
		"it repeats the header":       {says("90.0", "90.0"), 0},
		"it counted too":              {says("12.0", "12.0"), 12 * time.Second},
		"its streams say another":     {says("90.0", "12.0"), 12 * time.Second},
		"its streams do not say":      {says("90.0", "N/A"), 0},
		"it guesses from the rate":    {says("12.0", "12.0") + "; echo 'Estimating duration from bitrate, this may be inaccurate' >&2", 0},
		"it has nothing to say":       {"exit 1", 0},
		"it says more than it should": {says("12.0", "12.0") + "; yes >&2", 0},
	} {
		t.Run(name, func(t *testing.T) {
			called := said(t, c.script)
			fact, err := Files{}.Check("odd.mp4")
			if err != nil || fact.Length != c.want || called() == "" {
				t.Errorf("%+v %v", fact, err)
			}
		})
	}
	// A file that is cut off is as long as nobody knows.
	called := said(t, says("12.0", "12.0"))
	if err := os.WriteFile("cut.mp4", []byte(movie(12000, 300)[:700]), 0o600); err != nil {
		t.Fatal(err)
	}
	if fact, err := (Files{}).Check("cut.mp4"); err != nil || fact.Length != 0 || called() != "" {
		t.Errorf("%+v %v", fact, err)
	}
}
