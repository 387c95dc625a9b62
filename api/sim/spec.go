package sim

import (
	"fmt"
	"maps"
	"time"
)

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
