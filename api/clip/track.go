package clip

// track is what the index says of one track.
type track struct {
	s              *source
	id             uint32
	handler, codec string
	width, height  int
	// scale is how many units a second has, of samples, from and to.
	scale uint32
	// counts says that there is a table of the samples' lengths, samples is how
	// long they are in all, and number how many there are.
	counts          bool
	samples, number float64
	// edits is how long all edits are and played how long those with samples
	// are, in the movie's units.
	edits, played float64
	lastChunk     int64
	// from, at and to are where fragments begin, go on and end.
	from, at, to float64
}

func (t *track) in(kind string, body span) bool {
	s := t.s
	switch kind {
	case "tkhd":
		t.header(body)
	case "mdia", "minf", "stbl", "edts":
		s.boxes(body, t.in)
	case "mdhd":
		t.scale, _ = s.duration(body)
	case "hdlr":
		// A MOV has another one in minf, for where the data is.
		if b, ok := s.bytes(body.from, 12); ok && t.handler == "" {
			t.handler = string(b[8:12])
		}
	case "stsd":
		if b, ok := s.bytes(body.from, 16); ok {
			t.codec = string(b[12:16])
		}
	case "elst":
		t.edit(body)
	case "stts":
		t.counts = true
		s.entries(body, 8, func(b []byte) {
			n := float64(be32(b))
			t.number += n
			t.samples += n * float64(be32(b[4:]))
		})
		t.at, t.to = t.samples, t.samples
	case "stco":
		s.entries(body, 4, func(b []byte) { t.lastChunk = max(t.lastChunk, int64(be32(b))) })
	case "co64":
		s.entries(body, 8, func(b []byte) { t.lastChunk = max(t.lastChunk, int64(min(be64(b), 1<<62))) })
	}
	return true
}

// header takes the id and the size of the picture, turned as its matrix says.
func (t *track) header(body span) {
	b, _ := t.s.bytes(body.from, min(96, body.to-body.from))
	id, matrix := 12, 40
	if len(b) > 0 && b[0] == 1 {
		id, matrix = 20, 52
	}
	if len(b) < matrix+44 {
		return
	}
	t.id = be32(b[id:])
	t.width, t.height = int(be32(b[matrix+36:])>>16), int(be32(b[matrix+40:])>>16)
	if be32(b[matrix:]) == 0 && be32(b[matrix+4:]) != 0 {
		t.width, t.height = t.height, t.width
	}
}

// edit reads the list of what is played of the samples, and of what is empty.
func (t *track) edit(body span) {
	b, _ := t.s.bytes(body.from, 1)
	long := len(b) == 1 && b[0] == 1
	size := int64(12)
	if long {
		size = 20
	}
	t.s.entries(body, size, func(b []byte) {
		units, empty := float64(be32(b)), be32(b[4:]) == 1<<32-1
		if long {
			units, empty = float64(be64(b)), be64(b[8:]) == 1<<64-1
		}
		t.edits += units
		if !empty {
			t.played += units
		}
	})
}

// lasts is how many seconds the track is by its samples, and by its edits where
// the samples are enough for them; 0 when it does not say.
func (t *track) lasts(movieScale uint32) float64 {
	if t.scale == 0 || movieScale == 0 {
		return 0
	}
	samples, scale := t.samples/float64(t.scale), float64(movieScale)
	if t.edits > 0 && (!t.counts || seconds(t.played, scale) <= seconds(samples*1.02+0.5, 1)) {
		return t.edits / scale
	}
	return samples
}

// empty tells whether the track is known to hold nothing.
func (t *track) empty() bool { return t.counts && t.number == 0 && t.to == 0 }

// duration reads the units a second has and the length in them, of a mvhd or an
// mdhd. All ones say that it is not known.
func (s *source) duration(body span) (scale uint32, units float64) {
	b, _ := s.bytes(body.from, min(32, body.to-body.from))
	switch {
	case len(b) >= 20 && b[0] == 0 && be32(b[16:]) != 1<<32-1:
		return be32(b[12:]), float64(be32(b[16:]))
	case len(b) >= 32 && b[0] == 1 && be64(b[24:]) != 1<<64-1:
		return be32(b[20:]), float64(be64(b[24:]))
	case len(b) >= 24 && b[0] == 1:
		return be32(b[20:]), 0
	case len(b) >= 20:
		return be32(b[12:]), 0
	}
	return 0, 0
}

// entries calls f for every entry of a table that begins with a version and a
// count.
func (s *source) entries(body span, size int64, f func(b []byte)) {
	b, ok := s.bytes(body.from, 8)
	if !ok || body.from+8 > body.to {
		return
	}
	s.each(span{body.from + 8, body.to}, int64(be32(b[4:])), size, f)
}

// each calls f for so many entries of a size, as far as there are.
func (s *source) each(in span, n, size int64, f func(b []byte)) {
	if size <= 0 {
		return
	}
	for n = min(n, (in.to-in.from)/size); n > 0; {
		some := min(n, ahead/size)
		b, ok := s.bytes(in.from, some*size)
		if !ok {
			return
		}
		for ; len(b) > 0; b = b[size:] {
			f(b[:size])
		}
		n, in.from = n-some, in.from+some*size
	}
}
