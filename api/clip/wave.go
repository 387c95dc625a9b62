package clip

import "time"

// The codecs of a WAV by its format tag. What is not here is "compressed".
var waveCodecs = map[uint16]string{
	1: wavePCM, 3: wavePCM, 2: "adpcm", 0x11: "adpcm", 6: "alaw", 7: "mulaw", 0x31: "gsm", 0x50: "mp2", 0x55: "mp3",
	0xff: "aac", 0x1600: "aac", 0x1602: "aac", 0x1610: "aac", 0x2000: "ac3", 0xf1ac: "flac", 0x161: "wma", 0x162: "wma",
}

const (
	wavePCM = "pcm"
	// streamed is what a data chunk's size is from where nobody knew it.
	streamed = 0x7fff0000
)

// wave is what the chunks of a WAV say.
type wave struct {
	tag, channels, align, bits, perBlock uint16
	// rate is in samples a second, perSecond in bytes; fact counts the samples.
	rate, perSecond, fact uint32
}

// readWave reads the chunks of a WAV up to its data.
func readWave(s *source) Facts {
	f := Facts{Tracks: true, Audio: wavePCM}
	var w wave
	for at := int64(12); ; {
		h, ok := s.bytes(at, 8)
		if !ok {
			if riff, ok := s.bytes(4, 4); ok && int64(le32(riff)) > s.size && le32(riff) < streamed {
				f.Flaw = FlawCut
			}
			return f
		}
		size := int64(le32(h[4:]))
		switch string(h[:4]) {
		case "fmt ":
			w.format(s, at+8, size)
			f.Audio = w.codec()
		case "fact":
			if b, ok := s.bytes(at+8, 4); ok {
				w.fact = le32(b)
			}
		case "data":
			rest := s.size - at - 8
			if size > rest && size < streamed {
				f.Flaw = FlawCut
			}
			f.Length = w.lasts(s, span{at + 8, at + 8 + min(size, rest)})
			return f
		}
		// Chunks are padded to an even size.
		at += 8 + size + size%2
	}
}

func (w *wave) format(s *source, at, size int64) {
	b, _ := s.bytes(at, min(size, 40))
	if len(b) < 16 {
		return
	}
	w.tag, w.channels, w.rate, w.perSecond = le16(b), le16(b[2:]), le32(b[4:]), le32(b[8:])
	w.align, w.bits = le16(b[12:]), le16(b[14:])
	if len(b) >= 20 {
		w.perBlock = le16(b[18:])
	}
	if w.tag == 0xfffe && len(b) >= 26 {
		w.tag = le16(b[24:])
	}
}

func (w *wave) codec() string {
	if c := waveCodecs[w.tag]; c != "" {
		return c
	}
	return "compressed"
}

// lasts is the length of the data, 0 unless two ways of reckoning agree: rates of
// compressed sound are often guesses.
func (w *wave) lasts(s *source, data span) time.Duration {
	n, rate := float64(data.to-data.from), float64(w.rate)
	byRate := seconds(n, float64(w.perSecond))
	switch w.codec() {
	case wavePCM, "alaw", "mulaw":
		if !Agree(byRate, seconds(n, rate*float64(w.channels)*float64((w.bits+7)/8))) {
			return 0
		}
		return byRate
	}
	byFact := seconds(float64(w.fact), rate)
	byContent := time.Duration(0)
	switch w.codec() {
	case "adpcm", "gsm":
		byContent = seconds(n*float64(w.perBlock), float64(w.align)*rate)
	case "mp3":
		byContent = readMP3(s, data).Length
	}
	if Agree(byFact, byContent) || Agree(byFact, byRate) {
		return byFact
	}
	return 0
}
