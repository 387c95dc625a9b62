package clip

import (
	"math"
	"slices"
)

// isBox tells whether a file begins like an ISO base media file or a MOV.
func isBox(head []byte) bool {
	return slices.Contains([]string{"ftyp", "moov", "mdat", "wide", "free", "skip"}, string(head[4:8]))
}

// needed are the outer boxes that nothing plays without. Something else that is
// longer than the file is missed by nobody, or is no box at all.
var needed = []string{"ftyp", "styp", "moov", "moof", "mdat", "sidx"}

type span struct{ from, to int64 }

// boxes calls f for every box in a span, until f says that it has enough. cut is
// the kind of one that would be longer than the span, "" when there is none.
func (s *source) boxes(in span, f func(kind string, body span) bool) (cut string) {
	for at := in.from; at+8 <= in.to; {
		h, ok := s.bytes(at, 8)
		if !ok {
			return ""
		}
		kind, size, head := string(h[4:8]), int64(be32(h)), int64(8)
		switch size {
		case 0:
			size = in.to - at
		case 1:
			long, ok := s.bytes(at+8, 8)
			if !ok || be64(long) > 1<<62 {
				return ""
			}
			size, head = int64(be64(long)), 16 //nolint:gosec // just checked
		}
		if size > in.to-at {
			return kind
		}
		if size < head || !f(kind, span{at + head, at + size}) {
			return ""
		}
		at += size
	}
	return ""
}

// mostTracks is how many tracks are looked at: nobody has as many.
const mostTracks = 100

// movie collects what the boxes of a file say.
type movie struct {
	s *source
	f Facts
	// scale and units are what the movie's header says of its length, whole is what
	// an mehd says of the length with all fragments; 0 when it is not known.
	scale        uint32
	units, whole float64
	tracks       []*track
	// each is how long a sample is by default, by track.
	each map[uint32]uint32
	// fragmented says that samples are outside of the index too.
	fragmented bool
	fragments  int
	// end is where the data ends that an index points to, as far as it is read.
	end int64
}

func readMP4(s *source) Facts {
	m := &movie{s: s, each: map[uint32]uint32{}}
	cut := s.boxes(span{0, s.size}, func(kind string, body span) bool {
		switch kind {
		case "moov":
			m.f.Tracks = true
			s.boxes(body, m.inMoov)
		case "moof":
			m.fragments++
			s.boxes(body, m.inMoof)
		case "sidx":
			m.index(body)
		}
		return true
	})
	switch {
	case slices.Contains(needed, cut), m.end > s.size:
		m.f.Flaw = FlawCut
	case !m.f.Tracks && s.left > 0:
		m.f.Flaw = FlawIndex
	}
	m.sumUp()
	return m.f
}

func (m *movie) inMoov(kind string, body span) bool {
	switch kind {
	case "mvhd":
		m.scale, m.units = m.s.duration(body)
	case "mvex":
		m.fragmented = true
		m.s.boxes(body, m.inMvex)
	case "trak":
		if len(m.tracks) == mostTracks {
			m.s.left = 0
			return false
		}
		t := &track{s: m.s}
		m.s.boxes(body, t.in)
		m.tracks = append(m.tracks, t)
		if t.handler == "vide" || t.handler == "soun" {
			m.end = max(m.end, t.lastChunk+1)
		}
	}
	return true
}

// sumUp takes the first picture and the first sound, and the length that header
// and samples agree on.
func (m *movie) sumUp() {
	counted, from, to := 0.0, math.Inf(1), 0.0
	for _, t := range m.tracks {
		// Subtitles may be longer than what they are under.
		if m.s.left > 0 && t.empty() || t.handler != "vide" && t.handler != "soun" {
			continue
		}
		switch {
		case t.handler == "vide" && m.f.Video == "":
			m.f.Video, m.f.Width, m.f.Height = t.codec, t.width, t.height
		case t.handler == "soun" && m.f.Audio == "":
			m.f.Audio = t.codec
		}
		counted = max(counted, t.lasts(m.scale))
		if scale := float64(t.scale); scale > 0 && t.to > 0 {
			from, to = min(from, t.from/scale), max(to, t.to/scale)
		}
	}
	said := m.units
	if m.fragmented {
		// The movie's header often knows no more than the first fragment.
		said, counted = m.whole, to-from
		if m.fragments == 0 && counted <= 0 && m.f.Flaw == "" {
			m.f.Flaw = FlawCut
		}
	}
	if m.s.left > 0 { // else not all of it was looked at
		m.f.believe(seconds(said, float64(m.scale)), seconds(counted, 1))
	}
}
