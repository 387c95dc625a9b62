package clip

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
	"time"
)

// box is a box of ISO media.
func box(kind string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(8+len(body))), kind...), body...)
}

func words(v ...uint32) []byte {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint32(b, x)
	}
	return b
}

// mvhd is version 0, long is version 1.
func mvhd(scale, units uint32) []byte {
	return box("mvhd", words(0, 0, 0, scale, units), make([]byte, 80))
}

func longMvhd(scale uint32, units uint64) []byte {
	return box("mvhd", words(1<<24, 0, 0, 0, 0, scale), binary.BigEndian.AppendUint64(nil, units), make([]byte, 80))
}

func trak(handler, codec string, w, h uint32, turned bool) []byte {
	matrix := words(1<<16, 0, 0, 0, 1<<16, 0, 0, 0, 1<<30)
	if turned {
		matrix = words(0, 1<<16, 0, 0xffff0000, 0, 0, h<<16, 0, 1<<30)
	}
	return box("trak",
		box("tkhd", words(0, 0, 0, 1, 0, 0), make([]byte, 16), matrix, words(w<<16, h<<16)),
		box("mdia",
			box("mdhd", make([]byte, 24)),
			box("hdlr", words(0, 0), []byte(handler), make([]byte, 13)),
			box("minf",
				box("hdlr", words(0), []byte("dhlrurl "), make([]byte, 13)),
				box("stbl", box("stsd", words(0, 1), box(codec, make([]byte, 70)))))))
}

var (
	ftyp = box("ftyp", []byte("isom\x00\x00\x02\x00isommp41"))
	mdat = box("mdat", make([]byte, 1000))
)

func movieOf(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func element(id uint64, body ...[]byte) []byte {
	var out []byte
	for shift := 24; shift >= 0; shift -= 8 {
		if b := byte(id >> shift); b != 0 || len(out) > 0 {
			out = append(out, b)
		}
	}
	all := bytes.Join(body, nil)
	return append(binary.BigEndian.AppendUint64(out, 1<<56|uint64(len(all))), all...)
}

func matroska(doc string, parts ...[]byte) []byte {
	return movieOf(element(0x1a45dfa3, element(0x4282, []byte(doc))), element(idSegment, parts...))
}

func info(seconds float64) []byte {
	return element(idInfo, element(idScale, []byte{0x0f, 0x42, 0x40}), element(idDuration, binary.BigEndian.AppendUint64(nil, math.Float64bits(seconds*1000))))
}

var (
	tracks = element(idTracks,
		element(idEntry, element(idType, []byte{1}), element(idCodec, []byte("V_VP9")),
			element(idVideo, element(idWidth, []byte{0x07, 0x80}), element(idHeight, []byte{0x04, 0x38}))),
		element(idEntry, element(idType, []byte{2}), element(idCodec, []byte("A_OPUS"))))
	cluster = element(idCluster, make([]byte, 500))
)

func wav(rate uint32, data int, extra ...[]byte) []byte {
	chunk := func(id string, body []byte) []byte {
		b := append([]byte(id), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...)
		b = append(b, body...)
		return append(b, make([]byte, len(body)%2)...)
	}
	form := []byte{1, 0, 1, 0, 0x80, 0xbb, 0, 0}
	form = binary.LittleEndian.AppendUint32(form, rate)
	form = append(form, 2, 0, 16, 0)
	return movieOf([]byte("RIFF\xff\xff\xff\xffWAVE"), movieOf(extra...), chunk("fmt ", form), chunk("LIST", []byte("odd")), chunk("data", make([]byte, data)))
}

// mp3 is frames of 128 kbit/s at 44.1 kHz, 417 bytes each.
func mp3(frames int, first []byte) []byte {
	var out []byte
	for i := range frames {
		f := append([]byte{0xff, 0xfb, 0x90, 0x00}, make([]byte, 413)...)
		if i == 0 {
			copy(f[36:], first)
		}
		out = append(out, f...)
	}
	return out
}

func TestHeadersTellLengthPictureAndCodecs(t *testing.T) {
	video, sound := trak("vide", "avc1", 1920, 1080, false), trak("soun", "mp4a", 0, 0, false)
	for name, c := range map[string]struct {
		file []byte
		want Facts
	}{
		"mp4": {
			movieOf(ftyp, box("moov", mvhd(600, 84600), video, sound), mdat),
			Facts{141 * time.Second, 1920, 1080, "avc1", "mp4a", true, "", 0},
		},
		"mp4 with its headers last": {
			movieOf(ftyp, box("free"), mdat, box("moov", mvhd(1000, 90500), sound, video)),
			Facts{90500 * time.Millisecond, 1920, 1080, "avc1", "mp4a", true, "", 0},
		},
		"mp4 with a large mdat": {
			movieOf(ftyp, append(append(words(1), "mdat"...), append(binary.BigEndian.AppendUint64(nil, 116), make([]byte, 100)...)...), box("moov", mvhd(1000, 1000), video)),
			Facts{time.Second, 1920, 1080, "avc1", "", true, "", 0},
		},
		"a phone's, held upright": {
			movieOf(box("ftyp", []byte("qt  \x00\x00\x00\x00qt  ")), box("wide"), mdat, box("moov", mvhd(600, 600), trak("vide", "hvc1", 1920, 1080, true), trak("soun", "lpcm", 0, 0, false))),
			Facts{time.Second, 1080, 1920, "hvc1", "lpcm", true, "", 0},
		},
		"long, in the newer form": {
			movieOf(ftyp, box("moov", longMvhd(90000, 90000*7200), sound)),
			Facts{2 * time.Hour, 0, 0, "", "mp4a", true, "", 0},
		},
		"in fragments": {
			movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), box("mvex", box("mehd", words(0, 5000)))), moof(1, 0, 5, 1000), mdat),
			Facts{5 * time.Second, 0, 0, "avc1", "", true, "", 0},
		},
		"a length of all ones": {
			movieOf(ftyp, box("moov", mvhd(1000, 1<<32-1), video)), Facts{0, 1920, 1080, "avc1", "", true, "", 0},
		},
		"no headers yet": {movieOf(ftyp, mdat), Facts{Flaw: FlawIndex}},
		"webm": {
			matroska("webm", info(61.5), tracks, cluster), Facts{61500 * time.Millisecond, 1920, 1080, "V_VP9", "A_OPUS", true, "", 0},
		},
		"webm from a browser": {
			matroska("webm", element(idInfo), tracks, cluster), Facts{0, 1920, 1080, "V_VP9", "A_OPUS", true, "", 0},
		},
		"wav": {wav(96000, 96000*2), Facts{2 * time.Second, 0, 0, "", "pcm", true, "", 0}},
		"wav with a chunk before": {
			wav(96000, 96000, []byte("bext\x03\x00\x00\x00abc\x00")), Facts{time.Second, 0, 0, "", "pcm", true, "", 0},
		},
		"wav that was cut off": {wav(96000, 96000*4)[:60+96000], Facts{time.Second, 0, 0, "", "pcm", true, FlawCut, 0}},
		"mp3, all frames alike": {
			mp3(1000, nil), Facts{seconds(417000*8, 128000), 0, 0, "", "mp3", true, "", 0},
		},
		"mp3 with tags": {
			movieOf([]byte("ID3\x04\x00\x00\x00\x00\x01\x00"), make([]byte, 128), mp3(1000, nil), []byte("TAG"), make([]byte, 125)),
			Facts{seconds(417000*8, 128000), 0, 0, "", "mp3", true, "", 0},
		},
		"mp3 with a count": {
			movieOf(mp3(3, []byte("Xing\x00\x00\x00\x01\x00\x00\x27\x10")), bytes.Repeat([]byte("\xff\xfb\xa0\x00"), 10000*110)), Facts{seconds(10000*1152, 44100), 0, 0, "", "mp3", true, "", 0},
		},
		"mp3 of frames that differ": {
			movieOf(mp3(5, nil), []byte("\xff\xfb\xa0\x00"), make([]byte, 2000)), Facts{0, 0, 0, "", "mp3", true, "", 0},
		},
		"text":  {[]byte("a film of three hours, honestly"), Facts{}},
		"empty": {nil, Facts{}},
	} {
		got, ok := Read(bytes.NewReader(c.file), int64(len(c.file)))
		if d := got.Length - c.want.Length; d < -time.Millisecond || d > time.Millisecond {
			t.Errorf("%s: lasts %v, want %v", name, got.Length, c.want.Length)
		}
		got.Length = c.want.Length
		if got != c.want || ok != (c.want != Facts{}) {
			t.Errorf("%s: %+v %v, want %+v", name, got, ok, c.want)
		}
	}
}

// counted fails a test that reads for ever.
type counted struct {
	*bytes.Reader
	reads, largest int
}

func (c *counted) ReadAt(p []byte, at int64) (int, error) {
	c.reads++
	c.largest = max(c.largest, len(p))
	return c.Reader.ReadAt(p, at)
}

func TestHostileFilesCostLittle(t *testing.T) {
	deep := []byte{}
	for range 2000 {
		deep = box("mdia", deep)
	}
	for name, file := range map[string][]byte{
		"a million empty boxes":   bytes.Repeat(box("free"), 1<<20),
		"a million empty tracks":  movieOf(ftyp, box("moov", bytes.Repeat(box("trak"), 1<<20))),
		"boxes in boxes":          movieOf(ftyp, box("moov", box("trak", deep))),
		"a million elements":      matroska("webm", bytes.Repeat([]byte{0xec, 0x80}, 1<<20)),
		"a million chunks":        movieOf([]byte("RIFF\xff\xff\xff\xffWAVE"), bytes.Repeat([]byte("junk\x00\x00\x00\x00"), 1<<20)),
		"nothing but frame signs": bytes.Repeat([]byte{0xff}, 1<<20),
		"a huge codec":            matroska("webm", element(idTracks, element(idEntry, element(idType, []byte{1}), element(idCodec, bytes.Repeat([]byte("\x1b"), 1<<20))))),
	} {
		r := &counted{Reader: bytes.NewReader(file)}
		f, _ := Read(r, int64(len(file)))
		if r.reads > mostReads || r.largest > 64<<10 || strings.ContainsRune(f.Video, 0x1b) {
			t.Errorf("%s: %d reads, the largest of %d, %+v", name, r.reads, r.largest, f)
		}
	}
}

func FuzzRead(f *testing.F) {
	video, sound := trak("vide", "avc1", 1920, 1080, true), trak("soun", "mp4a", 0, 0, false)
	for _, seed := range [][]byte{
		movieOf(ftyp, box("moov", mvhd(600, 84600), video, sound)),
		movieOf(ftyp, box("moov", longMvhd(1, 1<<63), box("mvex", box("mehd", words(1<<24, 1, 1))))),
		matroska("webm", info(1), tracks, cluster), matroska("matroska", info(math.Inf(1))),
		wav(0, 10), wav(96000, 100), mp3(5, []byte("Xing\x00\x00\x00\x01\xff\xff\xff\xff")), mp3(5, nil),
		[]byte("ID3\x04\x00\x10\x7f\x7f\x7f\x7f\xff\xfb\x90"),
		movieOf(ftyp, box("moov", mvhd(1000, 1), counting(1, "vide", 1000, 10, 100, edits(1, 2)), box("mvex", box("trex", words(0, 1, 1, 500, 0, 0)))), box("sidx", words(0, 1, 1000, 0, 0, 1, 5000, 12000, 0)), moof(1, 1000, 5, 100), defaultMoof(1, 14), mdat),
		matroska("webm", info(2), tracks, element(idCluster, element(idTime, []byte{1}), block(1990))),
		waveOf(waveForm(0x11, 8110, 1024, 4, 2041), 96000, 1024), waveOf(waveForm(0x55, 8110, 1, 4, 0), 96000, 1024), mp3(5, xing(5, 9999)),
		{},
	} {
		f.Add(seed, int64(len(seed)))
	}
	f.Fuzz(func(t *testing.T, file []byte, size int64) {
		r := &counted{Reader: bytes.NewReader(file)}
		got, _ := Read(r, size)
		if r.reads > mostReads || r.largest > 64<<10 {
			t.Errorf("%d reads, the largest of %d", r.reads, r.largest)
		}
		if got.Length < 0 || got.Length > longest || got.Counted < 0 || got.Counted > longest || got.Width < 0 || got.Width > largest || got.Height < 0 || got.Height > largest {
			t.Errorf("%+v", got)
		}
		if len(got.Video) > 32 || len(got.Audio) > 32 || strings.ContainsFunc(got.Video+got.Audio, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
			t.Errorf("%q %q", got.Video, got.Audio)
		}
	})
}
