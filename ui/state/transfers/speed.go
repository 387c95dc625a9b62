package transfers

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// Upload is one file on its way from this machine to HeyGen. Param is the parameter it
// is for, Name is how people write it. Its size is known.
type Upload struct {
	ID          submission.ID
	Param, Name string
	Progress    api.UploadProgress
}

// speeds are how fast the uploads go.
type speeds map[submission.ID]upSpeed

// upSpeed is how fast one upload goes, in bytes a second, and the mark it was measured
// from; moved is when it last went on.
type upSpeed struct {
	at, moved time.Time
	sent      int64
	rate      float64
}

// StalledAfter is how long nothing of a file leaves before its speed is no measure any
// more.
const StalledAfter = 5 * time.Second

// Sent takes how far the uploads are, and their speeds, once a second at most: in
// shorter spans a speed jumps.
func (r *Room) Sent(ups []Upload, now time.Time) {
	next := make(speeds, len(ups))
	for _, u := range ups {
		s, known := r.speeds[u.ID]
		sent, took := u.Progress.Sent, now.Sub(s.at)
		moved := s.moved
		if sent != s.sent {
			moved = now
		}
		switch {
		case !known || sent < s.sent:
			s = upSpeed{at: now, moved: now, sent: sent}
		case took >= time.Second:
			s = upSpeed{at: now, moved: moved, sent: sent, rate: float64(sent-s.sent) / took.Seconds()}
		}
		next[u.ID] = s
	}
	r.speeds = next
}

// Up is what goes up in all, in bytes a second.
func (r *Room) Up(now time.Time) float64 {
	sum := 0.0
	for _, s := range r.speeds {
		if now.Sub(s.moved) <= StalledAfter {
			sum += s.rate
		}
	}
	return sum
}

// Speed is how fast one upload goes, in bytes a second, 0 while that means nothing.
func (r *Room) Speed(u Upload, now time.Time) (rate float64, stalled bool) {
	s, known := r.speeds[u.ID]
	switch {
	case !known || u.Progress.Step != api.StepBytes || u.Progress.Sent == u.Progress.Total:
		return 0, false
	case now.Sub(s.moved) > StalledAfter:
		return 0, true
	}
	return s.rate, false
}
