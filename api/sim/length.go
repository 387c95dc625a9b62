package sim

import (
	"net/url"
	"os"
	"strings"
	"time"

	"lipdash/api/clip"
)

// spool keeps what passes through it in a file without a name until its length is read: the
// headers that tell it may stand at the end. A full disk costs the length and not the upload.
type spool struct {
	f    *os.File
	size int64
	err  error
}

func newSpool() *spool {
	f, err := os.CreateTemp("", "lipdash-sim-")
	if err == nil {
		_ = os.Remove(f.Name()) // where that works while it is open, a killed program leaves nothing
	}
	return &spool{f: f, err: err}
}

// Write never fails.
func (s *spool) Write(p []byte) (int, error) {
	if s.err == nil {
		_, s.err = s.f.Write(p)
		s.size += int64(len(p))
	}
	return len(p), nil
}

// length is how long the media in it is, 0 when it does not say.
func (s *spool) length() time.Duration {
	if s.err != nil {
		return 0
	}
	facts, _ := clip.Read(s.f, s.size)
	return max(facts.Length, facts.Counted)
}

func (s *spool) close() {
	if s.f != nil {
		_ = s.f.Close()
		_ = os.Remove(s.f.Name())
	}
}

// outputLength is how long the result of a create will be, and with it the bill: the part that
// was asked for; else the output follows the audio, or keeps the video's length when that is
// wanted (api.md 2, 5.5). The caller holds the lock.
func (s *Server) outputLength(o map[string]any) time.Duration {
	from, to := num(o["start_time"], 0), num(o["end_time"], 0)
	if to > from {
		return seconds(min(to-from, 24*3600))
	}
	anything := time.Duration(20+s.rand.IntN(160)) * time.Second
	video := func() time.Duration { return s.lasts(o["video"], anything+seconds(from)) }
	switch {
	case from > 0:
		return max(video()-seconds(from), time.Second)
	case o["enable_dynamic_duration"] == false:
		return video()
	}
	return s.lasts(o["audio"], anything)
}

// Lasts tells how long the media behind a link is, which the simulator does not open.
func (s *Server) Lasts(link string, length time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lengths[link] = length
}

// lasts is how long a source is: an upload as its headers say, a link as it was told or of
// this server's own files. Of what cannot be looked into the guess holds from then on, so that
// the same source is as long each time.
func (s *Server) lasts(source any, guess time.Duration) time.Duration {
	o, _ := source.(map[string]any)
	name := str(o["url"]) + str(o["asset_id"])
	if length := s.ownFile(name); length > 0 {
		return length
	}
	if s.lengths[name] == 0 {
		s.lengths[name] = guess
	}
	return s.lengths[name]
}

// ownFile is the length of an asset, or of a link to one or to a result; else 0.
func (s *Server) ownFile(name string) time.Duration {
	if u, err := url.Parse(name); err == nil && strings.HasPrefix(u.Path, "/media/") {
		name, _, _ = strings.Cut(strings.TrimPrefix(u.Path, "/media/"), "/")
	}
	if a := s.assets[name]; a != nil {
		return a.length
	}
	if j := s.byID[name]; j != nil {
		return j.length
	}
	return 0
}
