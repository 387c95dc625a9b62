package sim

import (
	"net/http"
	"slices"
	"time"
)

// createJob is POST /v3/lipsyncs: checked, paid for, within the account's
// concurrency.
func (s *Server) createJob(r *http.Request, o map[string]any) (result, *problem) {
	if p := s.check(o); p != nil {
		return result{}, p
	}
	if p := s.affordable(); p != nil {
		return result{}, p
	}
	if p := s.slots().refuse(s.now()); p != nil {
		return result{}, p
	}
	late, _ := r.Context().Value(lateness{}).(time.Duration)
	j := s.makeJob(o, s.now().Add(late))
	j.key = r.Header.Get("Idempotency-Key")
	return ok(map[string]any{"lipsync_id": j.id})
}

// The rates of api.md 5.5, in dollars by second of output.
const (
	speedRate     = 0.0333
	precisionRate = 0.0667
)

// affordable refuses an account that could not pay ten seconds.
func (s *Server) affordable() *problem {
	s.chargeAll()
	if s.balance < speedRate*10 {
		return &problem{status: 402, code: "insufficient_credit", message: "Insufficient credit. Please top up your wallet."}
	}
	return nil
}

// failures are the reasons jobs fail with; real services say such things.
var failures = []string{
	"The audio is longer than the limit for this plan.",
	"No face was detected in the source video.",
	"The source video could not be downloaded: HTTP 403 from the host.",
	"The face is too small in most of the frames.",
	"Rendering failed after 3 attempts. You were not charged.",
	"The source video has no speech.",
}

// makeJob makes a job with a believable life from a checked body: pending 5 to
// 40 s, then running for one to six minutes, longer for long output and half as
// long again in precision mode. The caller holds the lock.
func (s *Server) makeJob(o map[string]any, start time.Time) *job {
	j := &job{
		title: str(o["title"]), createdAt: start, callbackID: str(o["callback_id"]), body: o,
		caption: o["enable_caption"] == true, length: s.outputLength(o),
	}
	slow, rate := 1.0, speedRate
	if o["mode"] == "precision" {
		slow, rate = 1.5, precisionRate
	}
	j.pending = s.scaled(seconds(5 + 35*s.rand.Float64()))
	j.running = s.scaled(seconds(slow * (60 + 60*s.rand.Float64() + min(j.length.Seconds()/2, 120))))
	j.cost = rate * j.length.Seconds()
	if s.rand.Float64() < s.opts.FailureRate {
		j.fails = failures[s.rand.IntN(len(failures))]
	}
	if most := s.opts.LongestAudio; most > 0 && s.lasts(o["audio"], j.length) > most {
		j.fails = failures[0]
	}
	s.insert(j)
	return j
}

func seconds(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }

// charge takes the cost of a job that completed off the wallet, once; failed
// jobs cost nothing (api.md 5.5). The caller holds the lock.
func (s *Server) charge(j *job) {
	if !j.charged && j.status(s.now()) == "completed" {
		j.charged = true
		s.balance -= j.cost
	}
}

func (s *Server) chargeAll() {
	for _, j := range s.jobs {
		s.charge(j)
	}
}

// slots are the account's places for active jobs (api.md 5.3). Lives are fixed
// when jobs are made, so the moments at which places become free are known.
type slots struct {
	unlimited bool
	free      int
	// ends are when the taken places become free, soonest first.
	ends []time.Time
}

// slots counts every job that has not ended; the caller holds the lock.
func (s *Server) slots() *slots {
	out := &slots{unlimited: s.opts.Concurrency < 0}
	now := s.now()
	for _, j := range s.jobs {
		if j.active(now) || j.queued(now) {
			out.give(j.endAt())
		}
	}
	limit := s.opts.Concurrency
	out.free = limit - len(out.ends)
	if over := -out.free; over > 0 && !out.unlimited {
		// That many have to end before the first place is free.
		out.free, out.ends = 0, out.ends[over:]
	}
	return out
}

// refuse is the 429 of a job that finds no place.
func (f *slots) refuse(now time.Time) *problem {
	if f.unlimited || f.free > 0 {
		return nil
	}
	return tooMany("Concurrent job limit reached", min(f.ends[0].Sub(now), time.Minute))
}

// give notes when a job ends.
func (f *slots) give(end time.Time) {
	i, _ := slices.BinarySearchFunc(f.ends, end, time.Time.Compare)
	f.ends = slices.Insert(f.ends, i, end)
}

// take is when the next job may begin.
func (f *slots) take(now time.Time) time.Time {
	switch {
	case f.unlimited:
		return now
	case f.free > 0:
		f.free--
		return now
	}
	at := f.ends[0]
	f.ends = f.ends[1:]
	return at
}
