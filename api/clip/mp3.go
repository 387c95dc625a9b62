package clip

import "time"

// frame is the header of an MPEG layer III frame.
type frame struct {
	// rate and bits are a second, samples and size are of the frame.
	rate, bits, samples int
	size                int64
	// side is where a Xing header would be.
	side int64
}

var (
	bitRates = [2][15]int{
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
	}
	sampleRates = [3]int{44100, 48000, 32000}
)

// decode reads four bytes, ok is false when they begin no frame.
func decode(b []byte) (f frame, ok bool) {
	if len(b) < 4 || b[0] != 0xff || b[1]&0xe0 != 0xe0 || b[1]&0x06 != 0x02 {
		return f, false
	}
	version, bits, rate := b[1]>>3&3, b[2]>>4, b[2]>>2&3
	if version == 1 || bits == 0 || bits == 15 || rate == 3 {
		return f, false
	}
	mono := b[3]>>6 == 3
	low, shift := 1, 1
	if version == 3 {
		low, shift = 0, 0
	} else if version == 0 {
		shift = 2
	}
	f.rate, f.bits = sampleRates[rate]>>shift, bitRates[low][bits]*1000
	f.samples = 1152 >> low
	f.size = int64(f.samples/8*f.bits/f.rate) + int64(b[2]>>1&1)
	f.side = 4 + sides[low][0]
	if mono {
		f.side = 4 + sides[low][1]
	}
	return f, f.size > 4
}

// sides are the sizes of the side information, stereo and mono.
var sides = [2][2]int64{{32, 17}, {17, 9}}

// alike is how many frames in a row, and at how many places, must be alike for
// all to be.
const (
	alike  = 100
	places = 8
)

// readMP3 takes the length from the header that encoders leave in the first
// frame, or from the size when all frames are alike.
func readMP3(s *source, in span) Facts {
	facts := Facts{Tracks: true, Audio: "mp3"}
	if in.from >= in.to {
		return Facts{Flaw: FlawCut} // in the middle of its tag
	}
	first, at, ok := s.firstFrame(in, 64<<10)
	if !ok {
		return Facts{}
	}
	in.from = at
	size := in.to - in.from
	counted := time.Duration(0)
	if s.constant(in, first) {
		counted = seconds(float64(size)*8, float64(first.bits))
	}
	frames, claimed := s.countOf(at, first)
	said := seconds(float64(frames)*float64(first.samples), float64(first.rate))
	switch {
	case frames == 0:
		facts.Length = counted
	case claimed > 0 && size < claimed-claimed/50-ahead:
		facts.Flaw = FlawCut
	case claimed > 0 && size > claimed+claimed/50+largestTail || !possible(size, frames, first):
		facts.Counted = counted
	case claimed > 0:
		facts.Length = said
	default:
		facts.believe(said, counted)
	}
	return facts
}

// largestTail is how much of something else a file may have behind its sound.
const largestTail = 64 << 10

// possible tells whether so many frames can be of so many bytes.
func possible(size int64, frames uint32, f frame) bool {
	perFrame := float64(size) / float64(frames)
	scale := float64(f.samples) / 8 / float64(f.rate) * 1000
	return perFrame >= 8*scale/2 && perFrame <= 320*scale*2
}

// constant tells whether all frames have the bit rate of the first, as far as one
// look at the beginning and a few further on can tell. The first may be a header
// with a rate of its own.
func (s *source) constant(in span, first frame) bool {
	next := in.from
	for range alike {
		b, ok := s.bytes(next, 4)
		if !ok || next+4 > in.to {
			break
		}
		f, ok := decode(b)
		if ok && f.bits != first.bits {
			return false
		}
		if !ok {
			break
		}
		next += f.size
	}
	for i := int64(1); i < places; i++ {
		at := in.from + (in.to-in.from)*i/places
		if at < next {
			continue
		}
		if f, _, ok := s.firstFrame(span{at, in.to}, ahead); !ok || f.bits != first.bits {
			return false
		}
	}
	return true
}

// afterTags is where the sound begins behind ID3v2 tags.
func (s *source) afterTags() (at int64) {
	for range 4 {
		head, _ := s.bytes(at, 10)
		size, tagged := TagSize(head)
		if !tagged {
			break
		}
		at += size
	}
	return at
}

// inARow is how many frames must follow one another: a few bytes of anything
// else may look like one.
const inARow = 4

// firstFrame looks for the first frame that others follow, or the end.
func (s *source) firstFrame(in span, window int64) (f frame, at int64, ok bool) {
	b, _ := s.bytes(in.from, min(window, in.to-in.from))
	whole := in.from+int64(len(b)) == in.to
	for i := 0; i+4 <= len(b); i++ {
		if f, ok := decode(b[i:]); ok && followed(b[i:], whole && i == 0) {
			return f, in.from + int64(i), true
		}
	}
	return f, 0, false
}

// followed tells whether frames follow one another from the beginning of b, or up
// to its end; alone says that one that reaches to the end will do.
func followed(b []byte, alone bool) bool {
	for n := range inARow {
		f, ok := decode(b)
		switch {
		case !ok && len(b) < 4:
			return alone || n > 1
		case !ok:
			return false
		case f.size > int64(len(b)):
			return alone || n > 0
		}
		b = b[f.size:]
	}
	return true
}

// countOf is the number of frames that a Xing, Info or VBRI header tells, and of
// how many bytes they are; 0 when it does not say.
func (s *source) countOf(at int64, f frame) (frames uint32, size int64) {
	if b, ok := s.bytes(at+f.side, 16); ok && (string(b[:4]) == "Xing" || string(b[:4]) == "Info") && b[7]&1 != 0 {
		if b[7]&2 != 0 {
			size = int64(be32(b[12:]))
		}
		return be32(b[8:]), size
	}
	if b, ok := s.bytes(at+36, 18); ok && string(b[:4]) == "VBRI" {
		return be32(b[14:]), int64(be32(b[10:]))
	}
	return 0, 0
}

// tail is the size of what stands behind the sound: an ID3v1 and an APE tag.
func (s *source) tail() int64 {
	n := int64(0)
	if b, ok := s.bytes(s.size-128, 3); ok && string(b) == "TAG" {
		n = 128
	}
	if b, ok := s.bytes(s.size-n-32, 32); ok && string(b[:8]) == "APETAGEX" {
		n += int64(le32(b[12:])) + int64(le32(b[20:])>>31)*32
	}
	return min(n, s.size)
}

// TagSize is how long an ID3v2 tag is that content begins with, by its first ten bytes.
func TagSize(head []byte) (size int64, ok bool) {
	if len(head) < 10 || string(head[:3]) != "ID3" {
		return 0, false
	}
	for _, b := range head[6:10] {
		size = size<<7 | int64(b&0x7f)
	}
	if head[5]&0x10 != 0 {
		size += 10
	}
	return size + 10, true
}
