package sim

import (
	"fmt"
	"slices"
	"time"
)

// job is one lipsync. Its life is fixed when it is made; its state follows from
// the clock.
type job struct {
	// seq counts insertions and orders jobs of the same moment.
	seq   int
	id    string
	title string
	// createdAt is when its life begins; in the future for batch items that
	// wait for a place.
	createdAt        time.Time
	pending, running time.Duration
	// fails is the reason it ends with, "" when it completes.
	fails      string
	length     time.Duration
	caption    bool
	callbackID string
	key        string
	body       map[string]any
	cost       float64
	charged    bool
}

func (j *job) status(now time.Time) string {
	switch age := now.Sub(j.createdAt); {
	case age < j.pending:
		return "pending"
	case age < j.pending+j.running:
		return "running"
	case j.fails != "":
		return "failed"
	}
	return "completed"
}

func (j *job) exists(now time.Time) bool { return !j.createdAt.After(now) }

func (j *job) active(now time.Time) bool { return j.exists(now) && j.endAt().After(now) }

// queued is a batch item that will begin when a place is free; AddJob's jobs
// of the future take none before their time.
func (j *job) queued(now time.Time) bool { return !j.exists(now) && j.body != nil }

func (j *job) endAt() time.Time { return j.createdAt.Add(j.pending + j.running) }

func (j *job) place() cursor { return cursor{j.createdAt, j.seq} }

// insert gives a job its id and its place; the caller holds the lock.
func (s *Server) insert(j *job) {
	s.next++
	j.seq, j.id = s.next, fmt.Sprintf("ls_%016x", s.rand.Uint64())
	s.byID[j.id] = j
	s.jobs = slices.Insert(s.jobs, s.indexOf(j), j)
}

// indexOf is where a job stands, or would.
func (s *Server) indexOf(j *job) int {
	i, _ := slices.BinarySearchFunc(s.jobs, j.place(), func(o *job, c cursor) int {
		switch {
		case o.place().before(c):
			return -1
		case c.before(o.place()):
			return 1
		}
		return 0
	})
	return i
}

// remove forgets a job and with it its files; the caller holds the lock.
func (s *Server) remove(j *job) {
	s.charge(j)
	delete(s.byID, j.id)
	i := s.indexOf(j)
	s.jobs = slices.Delete(s.jobs, i, i+1)
}

// find looks a job up; the caller holds the lock.
func (s *Server) find(id string) (*job, *problem) {
	if j := s.byID[id]; j != nil && j.exists(s.now()) {
		return j, nil
	}
	return nil, notFound("Lipsync")
}

// visible are the jobs whose time had come at a moment, newest first; the caller
// holds the lock.
func (s *Server) visible(at time.Time) []*job {
	for i, j := range s.jobs {
		if j.exists(at) {
			return s.jobs[i:]
		}
	}
	return nil
}

// resource is the job on the wire (api.md 1.2). A list leaves out what is not
// there, a single read says null: both are documented.
func (s *Server) resource(j *job, base string, nulls bool) map[string]any {
	st := j.status(s.now())
	o := map[string]any{"id": j.id, "status": st, "created_at": j.createdAt.Unix()}
	set := func(key string, have bool, value any) {
		if have {
			o[key] = value
		} else if nulls {
			o[key] = nil
		}
	}
	done := st == "completed"
	set("title", j.title != "", j.title)
	set("duration", done, j.length.Seconds())
	set("callback_id", j.callbackID != "", j.callbackID)
	set("failure_message", st == "failed", j.fails)
	set("video_url", done, s.link(base, j.id, videoName))
	set("caption_url", done && j.caption, s.link(base, j.id, captionName))
	return o
}
