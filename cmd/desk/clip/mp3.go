package clip

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

// probed is how many frames must be alike for all to be.
const probed = 100

// readMP3 takes the length from the header that encoders leave in the first
// frame, or from the size when all frames are alike.
func readMP3(s *source) Facts {
	facts := Facts{Tracks: true, Audio: "mp3"}
	at := s.afterTags()
	first, at, ok := s.firstFrame(at)
	if !ok {
		return Facts{}
	}
	if n := s.countOf(at, first); n > 0 {
		facts.Length = seconds(float64(n)*float64(first.samples), float64(first.rate))
		return facts
	}
	next := at
	for range probed {
		b, ok := s.bytes(next, 4)
		if !ok {
			break
		}
		f, ok := decode(b)
		if ok && f.bits != first.bits {
			return facts
		}
		if !ok {
			break
		}
		next += f.size
	}
	facts.Length = seconds(float64(s.size-at-s.tail())*8, float64(first.bits))
	return facts
}

// afterTags is where the sound begins behind ID3v2 tags.
func (s *source) afterTags() int64 {
	at := int64(0)
	for range 4 {
		h, ok := s.bytes(at, 10)
		if !ok || string(h[:3]) != "ID3" {
			break
		}
		size := int64(h[6]&0x7f)<<21 | int64(h[7]&0x7f)<<14 | int64(h[8]&0x7f)<<7 | int64(h[9]&0x7f)
		at += 10 + size
		if h[5]&0x10 != 0 {
			at += 10
		}
	}
	return at
}

// firstFrame looks for the first frame that another one follows.
func (s *source) firstFrame(from int64) (f frame, at int64, ok bool) {
	const window = 64 << 10
	b, _ := s.bytes(from, window)
	for i := 0; i+4 <= len(b); i++ {
		f, ok := decode(b[i:])
		if !ok {
			continue
		}
		end := int64(i) + f.size
		if end+4 <= int64(len(b)) {
			if _, ok := decode(b[end:]); !ok {
				continue
			}
		}
		return f, from + int64(i), true
	}
	return f, 0, false
}

// countOf is the number of frames that a Xing, Info or VBRI header tells, 0 when
// there is none.
func (s *source) countOf(at int64, f frame) uint32 {
	if b, ok := s.bytes(at+f.side, 12); ok && (string(b[:4]) == "Xing" || string(b[:4]) == "Info") && b[7]&1 != 0 {
		return be32(b[8:])
	}
	if b, ok := s.bytes(at+36, 18); ok && string(b[:4]) == "VBRI" {
		return be32(b[14:])
	}
	return 0
}

// tail is the size of an ID3v1 tag.
func (s *source) tail() int64 {
	if b, ok := s.bytes(s.size-128, 3); ok && string(b) == "TAG" {
		return 128
	}
	return 0
}
