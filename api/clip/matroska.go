package clip

import (
	"math"
	"math/bits"
	"time"
)

// The elements of Matroska that matter here (RFC 9559).
const (
	idSegment     = 0x18538067
	idInfo        = 0x1549a966
	idScale       = 0x2ad7b1
	idDuration    = 0x4489
	idTracks      = 0x1654ae6b
	idEntry       = 0xae
	idType        = 0x83
	idCodec       = 0x86
	idVideo       = 0xe0
	idWidth       = 0xb0
	idHeight      = 0xba
	idShownW      = 0x54b0
	idShownH      = 0x54ba
	idCluster     = 0x1f43b675
	idTime        = 0xe7
	idGroup       = 0xa0
	idBlock       = 0xa1
	idSimpleBlock = 0xa3
	typeVideo     = 1
	typeAudio     = 2
	nanoseconds   = 1e9
)

// elements calls f for every element in a span; one of unknown size reaches to
// its end, and so does one that is cut off.
func (s *source) elements(in span, f func(id uint64, body span) bool) (cut bool) {
	for at := in.from; at < in.to; {
		head, _ := s.bytes(at, min(12, in.to-at))
		id, n, ok := vint(head, true)
		if !ok {
			return false
		}
		size, m, ok := vint(head[n:], false)
		if !ok {
			return false
		}
		body := span{at + int64(n+m), in.to}
		if known := uint64(1)<<(7*m) - 1; size != known {
			cut = size > uint64(in.to-body.from) //nolint:gosec // never negative
			if !cut {
				body.to = body.from + int64(size) //nolint:gosec // just checked
			}
		}
		if !f(id, body) {
			return cut
		}
		at = body.to
	}
	return cut
}

// vint is a number of variable length and how many bytes it takes.
func vint(b []byte, keepMark bool) (v uint64, n int, ok bool) {
	if len(b) == 0 {
		return 0, 0, false
	}
	n = bits.LeadingZeros8(b[0]) + 1
	if n > 8 || n > len(b) || keepMark && n > 4 {
		return 0, 0, false
	}
	v = uint64(b[0])
	if !keepMark {
		v &= 1<<(8-n) - 1
	}
	for _, c := range b[1:n] {
		v = v<<8 | uint64(c)
	}
	return v, n, true
}

// number is an unsigned integer.
func (s *source) number(body span) uint64 {
	var b [8]byte
	n := min(body.to-body.from, 9)
	if got, ok := s.bytes(body.from, n); ok && n <= 8 {
		copy(b[8-n:], got)
	}
	return be64(b[:])
}

func (s *source) float(body span) float64 {
	b, ok := s.bytes(body.from, min(8, body.to-body.from))
	switch {
	case ok && len(b) == 4:
		return float64(math.Float32frombits(be32(b)))
	case ok && len(b) == 8:
		return math.Float64frombits(be64(b))
	}
	return 0
}

func readMatroska(s *source) Facts {
	m := &segment{s: s, scale: 1_000_000}
	if s.elements(span{0, s.size}, m.element) {
		m.f.Flaw = FlawCut
	}
	m.f.believe(seconds(m.duration*float64(m.scale), nanoseconds), m.counted())
	return m.f
}

// segment collects what the elements of a file say.
type segment struct {
	s *source
	f Facts
	// scale is how many nanoseconds a unit of time has.
	scale    uint64
	duration float64
	// last is the last cluster.
	last span
	// kind, codec and size are those of the track that is read, size by element.
	kind  uint64
	codec string
	size  map[uint64]int
	depth int
}

// deepest is how many elements are one within the other where a file is sound.
const deepest = 4

func (m *segment) within(body span) (cut bool) {
	m.depth++
	defer func() { m.depth-- }()
	return m.depth <= deepest && m.s.elements(body, m.element)
}

// element reads what matters and looks into what may hold it.
func (m *segment) element(id uint64, body span) bool {
	s := m.s
	switch id {
	case idSegment:
		if m.within(body) {
			m.f.Flaw = FlawCut
		}
		return false
	case idInfo, idVideo:
		m.within(body)
	case idScale:
		m.scale = s.number(body)
	case idDuration:
		m.duration = s.float(body)
	case idTracks:
		m.f.Tracks = true
		m.within(body)
	case idEntry:
		m.kind, m.codec, m.size = 0, "", map[uint64]int{}
		m.within(body)
		m.track()
	case idType:
		m.kind = s.number(body)
	case idCodec:
		b, _ := s.bytes(body.from, min(32, body.to-body.from))
		m.codec = string(b)
	case idWidth, idHeight, idShownW, idShownH:
		if m.size != nil {
			m.size[id] = int(s.number(body) & (2*largest - 1))
		}
	case idCluster:
		m.last = body
	}
	return true
}

// track takes the first picture and the first sound.
func (m *segment) track() {
	switch f := &m.f; {
	case m.kind == typeVideo && f.Video == "":
		f.Video, f.Width, f.Height = m.codec, m.size[idWidth], m.size[idHeight]
		if m.size[idShownW] > 0 && m.size[idShownH] > 0 {
			f.Width, f.Height = m.size[idShownW], m.size[idShownH]
		}
	case m.kind == typeAudio && f.Audio == "":
		f.Audio = m.codec
	}
}

// counted is the time of the last block, 0 when it cannot be found: clusters of
// unknown size hide the next one.
func (m *segment) counted() time.Duration {
	var base, latest uint64
	hidden := false
	block := func(id uint64, body span) bool {
		if id == idSimpleBlock || id == idBlock {
			latest = max(latest, m.s.blockTime(body))
		}
		return true
	}
	m.s.elements(m.last, func(id uint64, body span) bool {
		switch id {
		case idTime:
			base = m.s.number(body)
		case idGroup:
			m.s.elements(body, block)
		case idCluster:
			hidden = true
		}
		return block(id, body)
	})
	if hidden || m.s.left <= 0 {
		return 0
	}
	return seconds(float64(base+latest)*float64(m.scale), nanoseconds)
}

// blockTime is when a block begins, from its cluster's begin on.
func (s *source) blockTime(body span) uint64 {
	b, _ := s.bytes(body.from, min(11, body.to-body.from))
	if _, n, ok := vint(b, false); ok && len(b) >= n+2 && b[n] < 0x80 {
		return uint64(b[n])<<8 | uint64(b[n+1])
	}
	return 0
}
