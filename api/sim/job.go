package sim

import (
	"fmt"
	"maps"
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

// JobSpec is a job for AddJob. Either Status is given, or the life is.
type JobSpec struct {
	Title string
	// Status is pending or running for ever, or completed or failed from the
	// start. When it is "", the life below counts.
	Status string
	// Pending and Running are how long those states last from CreatedAt on, in
	// real time whatever Options.Speed is.
	Pending, Running time.Duration
	// Failure makes the job fail with this message at the end of its life.
	Failure string
	// CreatedAt is now when zero; a job of the future appears when its time has
	// come.
	CreatedAt time.Time
	// Duration is the length of the output, any when zero.
	Duration   time.Duration
	Caption    bool
	CallbackID string
}

// forever is longer than any test or session.
const forever = 10 * 365 * 24 * time.Hour

// AddJob puts an exact job into the account and returns its id. It costs
// nothing and asks for no free place. It panics on a status that is none.
func (s *Server) AddJob(spec JobSpec) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	j := &job{
		title: spec.Title, createdAt: spec.CreatedAt, pending: spec.Pending, running: spec.Running,
		fails: spec.Failure, length: spec.Duration, caption: spec.Caption, callbackID: spec.CallbackID, charged: true,
	}
	if j.createdAt.IsZero() {
		j.createdAt = s.now()
	}
	if j.length == 0 {
		j.length = time.Duration(20+s.rand.IntN(400)) * time.Second
	}
	j.force(spec.Status)
	s.insert(j)
	return j.id
}

// force gives the job the life that has one status only.
func (j *job) force(status string) {
	switch status {
	case "":
	case "pending":
		j.pending = forever
	case "running":
		j.pending, j.running = 0, forever
	case "completed":
		j.pending, j.running, j.fails = 0, 0, ""
	case "failed":
		j.pending, j.running = 0, 0
		if j.fails == "" {
			j.fails = "Internal error while rendering"
		}
	default:
		panic(fmt.Sprintf("sim: no such status: %q", status))
	}
}

// JobView is a job for assertions.
type JobView struct {
	ID, Title, Status string
	CreatedAt         time.Time
	// IdempotencyKey and Body are of the create; empty for AddJob's. Numbers in
	// Body are json.Number.
	IdempotencyKey string
	Body           map[string]any
}

// Jobs are the account's jobs, newest first.
func (s *Server) Jobs() []JobView {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []JobView
	for _, j := range s.visible(s.now()) {
		out = append(out, JobView{
			ID: j.id, Title: j.title, Status: j.status(s.now()), CreatedAt: j.createdAt,
			IdempotencyKey: j.key, Body: maps.Clone(j.body),
		})
	}
	return out
}
