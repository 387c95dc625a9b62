package sim

import (
	"fmt"
	"maps"
	"sort"
	"time"
)

// job is one lipsync. Its life is fixed when it is made; its state follows from
// the clock.
type job struct {
	seq       int
	id        string
	title     string
	createdAt time.Time
	// startAt is when it may begin to run its life: later than createdAt for
	// batch items that wait for a slot.
	startAt          time.Time
	pending, running time.Duration
	fails            string
	length           time.Duration
	caption          bool
	callbackID       string
	key              string
	body             map[string]any
	cost             float64
	charged          bool
}

// JobSpec is a job for AddJob. Either Status is given, or the life is.
type JobSpec struct {
	Title string
	// Status is pending, running, completed or failed, for ever.
	Status string
	// Pending and Running are how long those states last from CreatedAt on.
	Pending, Running time.Duration
	// Failure makes the job fail with this message.
	Failure    string
	CreatedAt  time.Time
	Duration   time.Duration
	Caption    bool
	CallbackID string
}

// forever is longer than any test or session.
const forever = 10 * 365 * 24 * time.Hour

// AddJob puts an exact job into the account and returns its id. A job whose
// CreatedAt is in the future appears when its time has come.
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
	switch spec.Status {
	case "pending":
		j.pending = forever
	case "running":
		j.pending, j.running = 0, forever
	case "failed":
		if j.fails == "" {
			j.fails = "Internal error while rendering"
		}
	}
	j.startAt = j.createdAt
	s.insert(j)
	return j.id
}

// insert gives a job its id and its place; the caller holds the lock.
func (s *Server) insert(j *job) {
	s.next++
	j.seq = s.next
	j.id = fmt.Sprintf("ls_%016x", s.rand.Uint64())
	s.byID[j.id] = j
	i := sort.Search(len(s.jobs), func(i int) bool { return j.newer(s.jobs[i]) })
	s.jobs = append(s.jobs, nil)
	copy(s.jobs[i+1:], s.jobs[i:])
	s.jobs[i] = j
}

// newer orders jobs newest first.
func (j *job) newer(other *job) bool {
	if !j.createdAt.Equal(other.createdAt) {
		return j.createdAt.After(other.createdAt)
	}
	return j.seq > other.seq
}

func (j *job) status(now time.Time) string {
	switch age := now.Sub(j.startAt); {
	case age < j.pending:
		return "pending"
	case age < j.pending+j.running:
		return "running"
	case j.fails != "":
		return "failed"
	}
	return "completed"
}

func (j *job) active(now time.Time) bool {
	st := j.status(now)
	return (st == "pending" || st == "running") && !j.createdAt.After(now)
}

func (j *job) endAt() time.Time { return j.startAt.Add(j.pending + j.running) }

// charge takes the cost of a job that completed off the wallet, once; failed
// jobs cost nothing (api.md 5.5). The caller holds the lock.
func (s *Server) charge(j *job) {
	if !j.charged && j.status(s.now()) == "completed" {
		j.charged = true
		s.balance -= j.cost
	}
}

// resource is the job on the wire (api.md 1.2). A list leaves out what is not
// there, a single read says null: both are documented.
func (s *Server) resource(j *job, base string, nulls bool) map[string]any {
	now := s.now()
	st := j.status(now)
	o := map[string]any{"id": j.id, "status": st, "created_at": j.createdAt.Unix()}
	set := func(key string, value any, have bool) {
		if have {
			o[key] = value
		} else if nulls {
			o[key] = nil
		}
	}
	done := st == "completed"
	set("title", j.title, j.title != "")
	set("duration", j.length.Seconds(), done)
	set("callback_id", j.callbackID, j.callbackID != "")
	set("failure_message", j.fails, st == "failed")
	video, caption := "", ""
	if done {
		video = s.link(base, j.id, "video.mp4")
		caption = s.link(base, j.id, "captions.srt")
	}
	set("video_url", video, done)
	set("caption_url", caption, done && j.caption)
	return o
}

// JobView is a job for assertions.
type JobView struct {
	ID, Title, Status string
	CreatedAt         time.Time
	// IdempotencyKey and Body are of the create; empty for AddJob's.
	IdempotencyKey string
	Body           map[string]any
}

// Jobs are the account's jobs, newest first.
func (s *Server) Jobs() []JobView {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []JobView
	for _, j := range s.visible() {
		out = append(out, JobView{
			ID: j.id, Title: j.title, Status: j.status(s.now()), CreatedAt: j.createdAt,
			IdempotencyKey: j.key, Body: maps.Clone(j.body),
		})
	}
	return out
}

// visible are the jobs whose time has come; the caller holds the lock.
func (s *Server) visible() []*job {
	now := s.now()
	i := sort.Search(len(s.jobs), func(i int) bool { return !s.jobs[i].createdAt.After(now) })
	return s.jobs[i:]
}

func (s *Server) remove(j *job) {
	delete(s.byID, j.id)
	i := sort.Search(len(s.jobs), func(i int) bool { return !s.jobs[i].newer(j) })
	if i < len(s.jobs) && s.jobs[i] == j {
		s.jobs = append(s.jobs[:i], s.jobs[i+1:]...)
	}
}

// find looks a job up; the caller holds the lock.
func (s *Server) find(id string) (*job, *problem) {
	j := s.byID[id]
	if j == nil || j.createdAt.After(s.now()) {
		return nil, notFound("lipsync")
	}
	s.charge(j)
	return j, nil
}
