package clip

import (
	"slices"
	"time"
)

// isBox tells whether a file begins like an ISO base media file or a MOV.
func isBox(head []byte) bool {
	return slices.Contains([]string{"ftyp", "moov", "mdat", "wide", "free", "skip"}, string(head[4:8]))
}

// span is a part of a file.
type span struct{ from, to int64 }

// boxes calls f for every box in a span, until f says that it has enough.
func (s *source) boxes(in span, f func(kind string, body span) bool) {
	for at := in.from; at+8 <= in.to; {
		h, ok := s.bytes(at, 8)
		if !ok {
			return
		}
		kind, size, head := string(h[4:8]), int64(be32(h)), int64(8)
		switch size {
		case 0:
			size = in.to - at
		case 1:
			long, ok := s.bytes(at+8, 8)
			if !ok || be64(long) > 1<<62 {
				return
			}
			size, head = int64(be64(long)), 16 //nolint:gosec // just checked
		}
		if size < head || size > in.to-at || !f(kind, span{at + head, at + size}) {
			return
		}
		at += size
	}
}

// movie collects what the boxes of a file say.
type movie struct {
	s     *source
	f     Facts
	scale uint32
}

func readMP4(s *source) Facts {
	m := &movie{s: s}
	s.boxes(span{0, s.size}, func(kind string, body span) bool {
		if kind != "moov" {
			return true
		}
		m.f.Tracks = true
		s.boxes(body, m.inMoov)
		return false
	})
	return m.f
}

func (m *movie) inMoov(kind string, body span) bool {
	switch kind {
	case "mvhd":
		m.header(body)
	case "mvex":
		m.s.boxes(body, func(kind string, body span) bool {
			if kind == "mehd" {
				m.fragments(body)
			}
			return true
		})
	case "trak":
		m.track(body)
	}
	return true
}

// header takes the length from an mvhd. All ones say that it is not known.
func (m *movie) header(body span) {
	b, _ := m.s.bytes(body.from, min(32, body.to-body.from))
	switch {
	case len(b) >= 20 && b[0] == 0 && be32(b[16:]) != 1<<32-1:
		m.scale = be32(b[12:])
		m.lasts(uint64(be32(b[16:])))
	case len(b) >= 32 && b[0] == 1:
		m.scale = be32(b[20:])
		m.lasts(be64(b[24:]))
	case len(b) >= 20:
		m.scale = be32(b[12:])
	}
}

// fragments takes the length of a file in fragments from its mehd.
func (m *movie) fragments(body span) {
	b, _ := m.s.bytes(body.from, min(12, body.to-body.from))
	switch {
	case len(b) >= 8 && b[0] == 0:
		m.lasts(uint64(be32(b[4:])))
	case len(b) >= 12 && b[0] == 1:
		m.lasts(be64(b[4:]))
	}
}

func (m *movie) lasts(units uint64) {
	var d time.Duration
	if m.scale > 0 {
		d = seconds(float64(units), float64(m.scale))
	}
	m.f.Length = max(m.f.Length, d)
}

// track takes the first picture and the first sound.
func (m *movie) track(body span) {
	var width, height int
	var handler, codec string
	var in func(kind string, body span) bool
	in = func(kind string, body span) bool {
		switch kind {
		case "tkhd":
			width, height = m.picture(body)
		case "mdia", "minf", "stbl":
			m.s.boxes(body, in)
		case "hdlr":
			// A MOV has another one in minf, for where the data is.
			if b, ok := m.s.bytes(body.from, 12); ok && handler == "" {
				handler = string(b[8:12])
			}
		case "stsd":
			if b, ok := m.s.bytes(body.from, 16); ok {
				codec = string(b[12:16])
			}
		}
		return true
	}
	m.s.boxes(body, in)
	switch {
	case handler == "vide" && m.f.Video == "":
		m.f.Video, m.f.Width, m.f.Height = codec, width, height
	case handler == "soun" && m.f.Audio == "":
		m.f.Audio = codec
	}
}

// picture is the size in a tkhd, turned as its matrix says.
func (m *movie) picture(body span) (w, h int) {
	b, _ := m.s.bytes(body.from, min(96, body.to-body.from))
	matrix := 40
	if len(b) > 0 && b[0] == 1 {
		matrix = 52
	}
	if len(b) < matrix+44 {
		return 0, 0
	}
	w, h = int(be32(b[matrix+36:])>>16), int(be32(b[matrix+40:])>>16)
	if be32(b[matrix:]) == 0 && be32(b[matrix+4:]) != 0 {
		w, h = h, w
	}
	return w, h
}
