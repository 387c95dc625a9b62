package ui

import (
	"time"

	"lipdash/api/submission"
)

// upSpeed is how fast one upload goes, in bytes a second, and the mark it was
// measured from.
type upSpeed struct {
	at   time.Time
	sent int64
	rate float64
}

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
		switch {
		case !known || o.Upload.Sent < s.sent:
			s = upSpeed{at: m.now, sent: o.Upload.Sent}
		case took >= time.Second:
			s = upSpeed{at: m.now, sent: o.Upload.Sent, rate: float64(o.Upload.Sent-s.sent) / took.Seconds()}
		}
		next[o.ID] = s
	}
	m.upSpeeds = next
}

// upRate is what goes up in all, in bytes a second.
func (m *Model) upRate() float64 {
	sum := 0.0
	for _, s := range m.upSpeeds {
		sum += s.rate
	}
	return sum
}
