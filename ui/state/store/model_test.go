package store

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
)

// simJob is a job as the model server knows it.
type simJob struct {
	id api.JobID
	// n numbers creations; the list is sorted by it, newest first.
	n int
	// life is the states the job goes through and at the one it is in.
	life []api.Status
	at   int
	// title counts renames.
	title int
}

func (j simJob) status() api.Status { return j.life[j.at] }

func (j simJob) resource() api.Job {
	job := api.Job{ID: j.id, Status: j.status(), Title: strconv.Itoa(j.title)}
	if j.status() == api.StatusCompleted {
		job.VideoURL = "https://files.example/" + string(j.id)
	}
	return job
}

// simServer is a model of HeyGen: the truth.
type simServer struct {
	jobs []simJob
	made int
	size int
	// offsets makes cursors count rows instead of naming one: then rows that
	// come or go between two pages give duplicates and omissions.
	offsets bool
	// forgetful makes bulk answers say not_found of some jobs that exist.
	forgetful bool
}

func (s *simServer) create(rng *rand.Rand) simJob {
	end := api.StatusCompleted
	if rng.IntN(4) == 0 {
		end = api.StatusFailed
	}
	s.made++
	j := simJob{
		id: api.JobID(fmt.Sprintf("j%d", s.made)), n: s.made,
		life: []api.Status{api.StatusPending, api.StatusRunning, end},
	}
	s.jobs = slices.Insert(s.jobs, 0, j)
	return j
}

func (s *simServer) find(id api.JobID) int {
	return slices.IndexFunc(s.jobs, func(j simJob) bool { return j.id == id })
}

func (s *simServer) delete(id api.JobID) {
	s.jobs = slices.DeleteFunc(s.jobs, func(j simJob) bool { return j.id == id })
}

// page answers a list call with a token that may carry marks (') from empty pages.
func (s *simServer) page(token string) api.JobPage {
	from := s.locate(strings.TrimRight(token, "'"))
	to := min(from+s.size, len(s.jobs))
	var page api.JobPage
	for _, j := range s.jobs[from:to] {
		page.Jobs = append(page.Jobs, j.resource())
	}
	if to < len(s.jobs) {
		page.NextToken = s.token(to)
	}
	return page
}

func (s *simServer) token(at int) string {
	if s.offsets {
		return strconv.Itoa(at)
	}
	return strconv.Itoa(s.jobs[at-1].n)
}

func (s *simServer) locate(token string) int {
	n, err := strconv.Atoi(token)
	switch {
	case err != nil:
		return 0
	case s.offsets:
		return min(n, len(s.jobs))
	}
	at := slices.IndexFunc(s.jobs, func(j simJob) bool { return j.n < n })
	if at < 0 {
		return len(s.jobs)
	}
	return at
}

// statuses answers a bulk call, some of it from a copy that lags behind.
func (s *simServer) statuses(ids []api.JobID, rng *rand.Rand) []api.JobStatus {
	var out []api.JobStatus
	for _, id := range ids {
		i := s.find(id)
		if i < 0 || s.forgetful && rng.IntN(5) == 0 {
			out = append(out, api.JobStatus{ID: id, Status: api.StatusGone})
			continue
		}
		j := s.jobs[i]
		if rng.IntN(4) == 0 {
			j.at = rng.IntN(j.at + 1)
		}
		out = append(out, api.JobStatus{ID: id, Status: j.status()})
	}
	rng.Shuffle(len(out), func(a, b int) { out[a], out[b] = out[b], out[a] })
	return out
}

// live lets something happen that this client has no part in.
func (s *simServer) live(rng *rand.Rand) {
	if len(s.jobs) == 0 || rng.IntN(6) == 0 {
		s.create(rng)
		return
	}
	i := rng.IntN(len(s.jobs))
	switch rng.IntN(8) {
	case 0:
		s.delete(s.jobs[i].id)
	case 1:
		s.jobs[i].title++
	default:
		s.jobs[i].at = min(s.jobs[i].at+1, len(s.jobs[i].life)-1)
	}
}
