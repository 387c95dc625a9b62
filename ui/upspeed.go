package ui

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// upSpeed is how fast one upload goes, in bytes a second, and the mark it was
// measured from; moved is when it last went on.
type upSpeed struct {
	at, moved time.Time
	sent      int64
	rate      float64
}

// stalledAfter is how long nothing of a file leaves before its speed is no
// measure any more.
const stalledAfter = 5 * time.Second

// measureUploads takes the speed of what goes up, once a second at most: in
// shorter spans a speed jumps.
func (m *Model) measureUploads() {
	next := map[submission.ID]upSpeed{}
	for i := range m.outgoing {
		o := &m.outgoing[i]
		if o.State != submission.Uploading || o.Upload.Total <= 0 {
			continue
		}
		s, known := m.upSpeeds[o.ID]
		took := m.now.Sub(s.at)
		moved := s.moved
		if o.Upload.Sent != s.sent {
			moved = m.now
		}
		switch {
		case !known || o.Upload.Sent < s.sent:
			s = upSpeed{at: m.now, moved: m.now, sent: o.Upload.Sent}
		case took >= time.Second:
			s = upSpeed{at: m.now, moved: moved, sent: o.Upload.Sent, rate: float64(o.Upload.Sent-s.sent) / took.Seconds()}
		}
		next[o.ID] = s
	}
	m.upSpeeds = next
}

// upRate is what goes up in all, in bytes a second.
func (m *Model) upRate() float64 {
	sum := 0.0
	for _, s := range m.upSpeeds {
		if m.now.Sub(s.moved) <= stalledAfter {
			sum += s.rate
		}
	}
	return sum
}

// upPace is how fast one upload goes, in words.
func (m *Model) upPace(o *Outgoing) string {
	s, known := m.upSpeeds[o.ID]
	switch {
	case !known || o.Upload.Step != api.StepBytes || o.Upload.Sent == o.Upload.Total:
		return ""
	case m.now.Sub(s.moved) > stalledAfter:
		return "stalled"
	}
	return speed(s.rate)
}
