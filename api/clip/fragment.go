package clip

import "math/bits"

// inMvex reads what holds for all fragments.
func (m *movie) inMvex(kind string, body span) bool {
	b, _ := m.s.bytes(body.from, min(24, body.to-body.from))
	switch {
	case kind == "trex" && len(b) >= 16:
		m.each[be32(b[4:])] = be32(b[12:])
	case kind == "mehd" && len(b) >= 12 && b[0] == 1:
		m.whole = float64(be64(b[4:]))
	case kind == "mehd" && len(b) >= 8:
		m.whole = float64(be32(b[4:]))
	}
	return true
}

// inMoof reads what a fragment has of one track.
func (m *movie) inMoof(kind string, body span) bool {
	if kind != "traf" {
		return true
	}
	var t *track
	each := uint32(0)
	m.s.boxes(body, func(kind string, body span) bool {
		switch {
		case kind == "tfhd":
			t, each = m.fragment(body)
			return t != nil
		case t == nil:
		case kind == "tfdt":
			t.jump(body)
		case kind == "trun":
			t.run(body, each)
		}
		return true
	})
	return true
}

// fragment finds the track of a fragment and how long its samples are by default.
func (m *movie) fragment(body span) (of *track, each uint32) {
	b, _ := m.s.bytes(body.from, min(28, body.to-body.from))
	if len(b) < 8 {
		return nil, 0
	}
	id, flags, at := be32(b[4:]), be32(b), 8
	each = m.each[id]
	at += int(flags&1)*8 + int(flags>>1&1)*4
	if flags&8 != 0 && len(b) >= at+4 {
		each = be32(b[at:])
	}
	for _, t := range m.tracks {
		if t.id == id {
			return t, each
		}
	}
	return nil, 0
}

// jump goes to the time a fragment begins at.
func (t *track) jump(body span) {
	b, _ := t.s.bytes(body.from, min(12, body.to-body.from))
	switch {
	case len(b) >= 12 && b[0] == 1:
		t.at = float64(be64(b[4:]))
	case len(b) >= 8:
		t.at = float64(be32(b[4:]))
	}
	if t.to == 0 {
		t.from = t.at
	}
}

// run adds up the samples of a run.
func (t *track) run(body span, each uint32) {
	b, ok := t.s.bytes(body.from, 8)
	if !ok || body.to-body.from < 8 {
		return
	}
	flags, n := be32(b), int64(be32(b[4:]))
	from := body.from + 8 + int64(flags&1)*4 + int64(flags>>2&1)*4
	if flags&0x100 == 0 {
		t.at += float64(n) * float64(each)
	} else {
		size := int64(bits.OnesCount32(flags&0xf00)) * 4
		t.s.each(span{from, body.to}, n, size, func(b []byte) { t.at += float64(be32(b)) })
	}
	t.to = max(t.to, t.at)
}

// index notes how far the data goes that an sidx tells of; it follows the box.
func (m *movie) index(body span) {
	b, _ := m.s.bytes(body.from, min(32, body.to-body.from))
	if len(b) < 24 {
		return
	}
	at, first := int64(20), uint64(be32(b[16:]))
	if b[0] == 1 {
		if len(b) < 32 {
			return
		}
		at, first = 28, be64(b[20:])
	}
	if first > uint64(m.s.size) { //nolint:gosec // never negative
		return
	}
	end := body.to + int64(first) //nolint:gosec // just checked
	n := int64(be32(b[at:]) & 0xffff)
	m.s.each(span{body.from + at + 4, body.to}, n, 12, func(b []byte) { end += int64(be32(b) & 0x7fffffff) })
	m.end = max(m.end, end)
}
