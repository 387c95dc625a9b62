package clip

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"
	"time"
)

// counting is a track with a table of its samples.
func counting(id uint32, handler string, scale, samples, each uint32, more ...[]byte) []byte {
	codec := map[string]string{"vide": "avc1", "soun": "mp4a", "sbtl": "tx3g"}[handler]
	return box("trak",
		box("tkhd", words(0, 0, 0, id, 0, 0), make([]byte, 16), make([]byte, 36), words(0, 0)),
		movieOf(more...),
		box("mdia",
			box("mdhd", words(0, 0, 0, scale, samples*each, 0)),
			box("hdlr", words(0, 0), []byte(handler), make([]byte, 13)),
			box("minf", box("stbl",
				box("stsd", words(0, 1), box(codec, make([]byte, 70))),
				box("stts", words(0, 1, samples, each)),
				box("stco", words(0, 1, 40))))))
}

// edits is a list of what is played, in the movie's units, after a gap.
func edits(gap, played uint32) []byte {
	return box("edts", box("elst", words(0, 2, gap, 1<<32-1, 1<<16, played, 0, 1<<16)))
}

// moof is a fragment of samples that are all as long.
func moof(id, begin, samples, each uint32) []byte {
	run := words(0x100, samples)
	for range samples {
		run = append(run, words(each)...)
	}
	return box("moof", box("mfhd", words(0, 1)), box("traf", box("tfhd", words(0, id)), box("tfdt", words(0, begin)), box("trun", run)))
}

// defaultMoof leaves the length of its samples to the header of the file.
func defaultMoof(id, samples uint32) []byte {
	return box("moof", box("traf", box("tfhd", words(0, id)), box("trun", words(0, samples))))
}

func waveOf(form []byte, fact uint32, data int) []byte {
	chunk := func(id string, body []byte) []byte {
		return append(binary.LittleEndian.AppendUint32([]byte(id), uint32(len(body))), body...)
	}
	all := movieOf([]byte("WAVE"), chunk("fmt ", form), chunk("fact", binary.LittleEndian.AppendUint32(nil, fact)), chunk("data", make([]byte, data)))
	return chunk("RIFF", all)
}

// waveForm is the format of a WAV in mono at 8 kHz.
func waveForm(tag uint16, perSecond uint32, align, bits, perBlock uint16) []byte {
	le := binary.LittleEndian
	b := le.AppendUint16(le.AppendUint16(nil, tag), 1)
	b = le.AppendUint32(le.AppendUint32(b, 8000), perSecond)
	b = le.AppendUint16(le.AppendUint16(b, align), bits)
	return le.AppendUint16(le.AppendUint16(b, 2), perBlock)
}

// block is a block of a WebM's first track.
func block(at uint16) []byte {
	return element(idSimpleBlock, []byte{0x81, byte(at >> 8), byte(at), 0, 1, 2, 3})
}

func xing(frames, size uint32) []byte { return append([]byte("Xing"), words(3, frames, size)...) }

func TestALengthThatTheContentContradictsIsNotTold(t *testing.T) {
	mvex := box("mvex", box("trex", words(0, 1, 1, 500, 0, 0)))
	clusters := movieOf(element(idCluster, element(idTime, []byte{0}), block(0)), element(idCluster, element(idTime, []byte{0x27, 0x10}), block(1990)))
	for name, c := range map[string]struct {
		file    []byte
		want    time.Duration
		counted time.Duration
	}{
		"header and samples agree": {movieOf(ftyp, box("moov", mvhd(1000, 12000), counting(1, "vide", 600, 300, 24)), mdat), 12 * time.Second, 0},
		"a header that is wrong":   {movieOf(ftyp, box("moov", mvhd(1000, 90000), counting(1, "vide", 600, 300, 24)), mdat), 0, 12 * time.Second},
		"no length in the header":  {movieOf(ftyp, box("moov", mvhd(1000, 1<<32-1), counting(1, "vide", 600, 300, 24)), mdat), 12 * time.Second, 0},
		"trimmed": {
			movieOf(ftyp, box("moov", mvhd(1000, 5000), counting(1, "vide", 600, 300, 24, edits(0, 5000))), mdat), 5 * time.Second, 0,
		},
		"sound that begins later": {
			movieOf(ftyp, box("moov", mvhd(1000, 15000), counting(1, "soun", 600, 300, 24, edits(3000, 12000))), mdat), 15 * time.Second, 0,
		},
		"subtitles that are longer": {
			movieOf(ftyp, box("moov", mvhd(1000, 30000), counting(1, "vide", 600, 300, 24), counting(2, "sbtl", 1000, 1, 30000)), mdat), 0, 12 * time.Second,
		},
		"edits of samples that are not there": {
			movieOf(ftyp, box("moov", mvhd(1000, 90000), counting(1, "vide", 600, 300, 24, edits(0, 90000))), mdat), 0, 12 * time.Second,
		},
		"the header knows the first fragment": {
			movieOf(ftyp, box("moov", mvhd(1000, 1000), counting(1, "vide", 1000, 10, 100), mvex), moof(1, 1000, 50, 100), mdat, moof(1, 6000, 60, 100), mdat),
			12 * time.Second, 0,
		},
		"fragments without times": {
			movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), mvex), defaultMoof(1, 14), mdat, defaultMoof(1, 10), mdat), 12 * time.Second, 0,
		},
		"fragments from the middle of a stream": {
			movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), mvex), moof(1, 3_600_000, 60, 100), mdat, moof(1, 3_606_000, 60, 100), mdat), 12 * time.Second, 0,
		},
		"a whole that the fragments are not": {
			movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), box("mvex", box("mehd", words(0, 90000)))), moof(1, 0, 120, 100), mdat), 0, 12 * time.Second,
		},
		"webm, as long as its blocks":        {matroska("webm", info(12), tracks, clusters), 12 * time.Second, 0},
		"webm, longer than its blocks":       {matroska("webm", info(90), tracks, clusters), 0, 11990 * time.Millisecond},
		"webm that does not say":             {matroska("webm", element(idInfo), tracks, clusters), 11990 * time.Millisecond, 0},
		"wav, ADPCM with a rate that is off": {waveOf(waveForm(0x11, 8110, 1024, 4, 2041), 96000, 1024*47), 12 * time.Second, 0},
		"wav, ADPCM without a count":         {waveOf(waveForm(0x11, 8110, 1024, 4, 2041), 0, 1024*47), 0, 0},
		"wav, AAC with a rate":               {waveOf(waveForm(0xff, 1000, 1024, 16, 0), 96000, 12000), 12 * time.Second, 0},
		"wav, AAC with a guess":              {waveOf(waveForm(0xff, 1800, 1024, 16, 0), 96000, 12000), 0, 0},
		"wav, PCM of odd rates":              {waveOf(waveForm(1, 8000, 2, 16, 0), 0, 192000), 0, 0},
		"wav, mu-law":                        {waveOf(waveForm(7, 8000, 1, 8, 0), 0, 96000), 12 * time.Second, 0},
		"mp3 with a count":                   {mp3(460, xing(460, 460*417)), seconds(460*1152, 44100), 0},
		"mp3, two files in one":              {movieOf(mp3(460, xing(460, 460*417)), mp3(460, xing(460, 460*417))), 0, seconds(920*417*8, 128000)},
		"mp3 whose count cannot be":          {mp3(460, xing(100000, 0)), 0, seconds(460*417*8, 128000)},
		"mp3 that changes its rate later":    {movieOf(mp3(460, nil), bytes.Repeat(append([]byte("\xff\xfb\xa0\x00"), make([]byte, 518)...), 460)), 0, 0},
	} {
		got, ok := Read(bytes.NewReader(c.file), int64(len(c.file)))
		if !ok || !near(got.Length, c.want) || !near(got.Counted, c.counted) || got.Flaw != "" {
			t.Errorf("%s: %+v, want %v and %v", name, got, c.want, c.counted)
		}
	}
}

// near allows for what is rounded, and is strict about nothing at all.
func near(got, want time.Duration) bool {
	return (got == 0) == (want == 0) && math.Abs(float64(got-want)) < float64(50*time.Millisecond)
}

func TestAFileThatIsNotWholeSaysSo(t *testing.T) {
	head := box("moov", mvhd(1000, 12000), counting(1, "vide", 600, 300, 24))
	fragments := movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), box("mvex")), moof(1, 0, 120, 100), mdat)
	sidx := box("sidx", words(0, 1, 1000, 0, 0, 1, 5000, 12000, 0))
	short := func(b []byte) []byte { return b[:len(b)-500] }
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"mp4, index first":                      {short(movieOf(ftyp, head, mdat)), FlawCut},
		"mp4, index last":                       {short(movieOf(ftyp, mdat)), FlawCut},
		"mp4 without an index":                  {movieOf(ftyp, box("mdat")), FlawIndex},
		"mp4, no data behind the index":         {movieOf(ftyp, box("moov", mvhd(1000, 1000), box("trak", box("mdia", box("hdlr", words(0, 0), []byte("vide")), box("stbl", box("stco", words(0, 1, 1<<20))))))), FlawCut},
		"mp4, full of nothing":                  {movieOf(ftyp, make([]byte, 4000)), FlawIndex},
		"mp4 in fragments":                      {short(fragments), FlawCut},
		"mp4, fragments that an index tells of": {movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), box("mvex")), sidx, moof(1, 0, 12, 100), box("mdat")), FlawCut},
		"mp4, no fragment at all":               {movieOf(ftyp, box("moov", mvhd(1000, 0), counting(1, "vide", 1000, 0, 0), box("mvex", box("mehd", words(0, 5000))))), FlawCut},
		"webm":                                  {short(matroska("webm", info(12), tracks, cluster, cluster)), FlawCut},
		"wav":                                   {short(wav(96000, 96000)), FlawCut},
		"wav in its header":                     {waveOf(waveForm(1, 16000, 2, 16, 0), 0, 96000)[:30], FlawCut},
		"mp3":                                   {mp3(460, xing(460, 460*417))[:90000], FlawCut},
		"mp3 in its tag":                        {[]byte("ID3\x04\x00\x00\x00\x00\x01\x00abc"), FlawCut},
		// What stands behind the content is no part of it.
		"mp4 with something behind":    {movieOf(ftyp, head, mdat, []byte("\x7f\xff\xff\xffhere")), ""},
		"mp4, padding that is cut off": {movieOf(ftyp, head, mdat, []byte("\x7f\xff\xff\xfffree")), ""},
		"a stream without a size":      {movieOf([]byte("RIFF\xff\xff\xff\xffWAVE"), wav(96000, 96000)[12:48], []byte("data\xff\xff\xff\xff"), make([]byte, 9600)), ""},
	} {
		got, _ := Read(bytes.NewReader(c.file), int64(len(c.file)))
		if got.Flaw != c.want || got.Flaw != "" && got.Length != 0 && name != "wav" {
			t.Errorf("%s: %+v, want %q", name, got, c.want)
		}
	}
}

func TestWhatIsBehindATagOrInAWrapperIsTold(t *testing.T) {
	tag := append([]byte("ID3\x04\x00\x00\x00\x00\x01\x00"), make([]byte, 128)...)
	aac := bytes.Repeat(append([]byte("\xff\xf1\x50\x80\x20\x1f\xfc"), make([]byte, 249)...), 50)
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"MP3":                   {movieOf(tag, mp3(50, nil)), "mp3"},
		"AAC":                   {movieOf(tag, aac), ""},
		"FLAC":                  {movieOf(tag, []byte("fLaC\x00\x00\x00\x22"), make([]byte, 1000)), ""},
		"MP3 in a WAV":          {waveOf(waveForm(0x55, 2000, 1, 0, 0), 96000, 24000), "mp3"},
		"AAC in a WAV":          {waveOf(waveForm(0xff, 2000, 1, 0, 0), 96000, 24000), "aac"},
		"unknown":               {waveOf(waveForm(0x7777, 2000, 1, 0, 0), 96000, 24000), "compressed"},
		"a track of no samples": {movieOf(ftyp, box("moov", mvhd(600, 600), counting(1, "vide", 600, 25, 24), counting(2, "soun", 600, 0, 0)), mdat), ""},
	} {
		if got, _ := Read(bytes.NewReader(c.file), int64(len(c.file))); got.Audio != c.want {
			t.Errorf("%s: %+v, want %q", name, got, c.want)
		}
	}
}
