package sim_test

import (
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

func (c client) get(id string) answer { c.t.Helper(); return c.do(200, "GET", "/v3/lipsyncs/"+id, "") }

func TestALifeGoesPendingRunningCompletedAtItsMoments(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		id := s.AddJob(sim.JobSpec{Pending: 10 * time.Second, Running: time.Minute, Duration: 42500 * time.Millisecond, Caption: true})
		is := func(want string) {
			t.Helper()
			j := c.get(id)
			must(t, j.text("status") == want, "%s, want %s", j.text("status"), want)
			must(t, (j.object()["video_url"] != nil) == (want == "completed"), "%s with link %v", want, j.object()["video_url"])
			must(t, (j.object()["duration"] == 42.5) == (want == "completed"), "%s with duration %v", want, j.object()["duration"])
		}
		is("pending")
		time.Sleep(10*time.Second - time.Nanosecond)
		is("pending")
		time.Sleep(time.Nanosecond)
		is("running")
		time.Sleep(time.Minute - time.Nanosecond)
		is("running")
		time.Sleep(time.Nanosecond)
		is("completed")
		must(t, c.get(id).text("caption_url") != "", "no captions")
	})
}

func TestCreatedJobsLiveAsLongAsRealOnesAndFasterWithSpeed(t *testing.T) {
	for _, speed := range []float64{1, 10} {
		synctest.Test(t, func(t *testing.T) {
			s := newServer(func(o *sim.Options) { o.Speed, o.Concurrency = speed, -1 })
			c := memory(t, s)
			ids := map[string]time.Duration{}
			for i := range 16 {
				b := plain
				if i%2 == 0 {
					b = body(`"mode":"precision"`)
				}
				ids[c.do(200, "POST", "/v3/lipsyncs", b).text("lipsync_id")] = 0
			}
			for step := time.Duration(0); step < 8*time.Minute; step += 2 * time.Second {
				for id, ended := range ids {
					if ended == 0 && c.get(id).text("status") == "completed" {
						ids[id] = step
					}
				}
				time.Sleep(time.Duration(float64(2*time.Second) / speed))
			}
			for id, ended := range ids {
				must(t, ended >= 64*time.Second && ended <= 402*time.Second, "speed %v: %s took %v of its time", speed, id, ended)
			}
		})
	}
}

func TestCaptionsComeOnlyWhenAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(nil))
		with := c.do(200, "POST", "/v3/lipsyncs", body(`"enable_caption":true`)).text("lipsync_id")
		without := c.create()
		time.Sleep(10 * time.Minute)
		srt := c.do(200, "GET", c.get(with).text("caption_url"), "")
		must(t, strings.HasPrefix(srt.raw, "\ufeff1\r\n00:00:00,000 --> 00:00:03,500\r\n"), "%q", srt.raw[:60])
		must(t, c.get(without).object()["caption_url"] == nil, "captions nobody asked for")
	})
}

func TestAJobOfTheFutureAppearsInItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		id := s.AddJob(sim.JobSpec{CreatedAt: time.Now().Add(time.Minute), Running: time.Minute})
		c.do(404, "GET", "/v3/lipsyncs/"+id, "")
		must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 0, "listed too early")
		time.Sleep(time.Minute)
		must(t, c.get(id).text("status") == "running", "%s", c.get(id).raw)
	})
}

func TestStatusesOfAddJobAreForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		for _, status := range []string{"pending", "running", "completed", "failed"} {
			id := s.AddJob(sim.JobSpec{Status: status})
			for range 3 {
				must(t, c.get(id).text("status") == status, "%s, want %s", c.get(id).text("status"), status)
				time.Sleep(24 * time.Hour)
			}
		}
		defer func() { must(t, recover() != nil, "a status that is none was taken") }()
		s.AddJob(sim.JobSpec{Status: "done"})
	})
}

func TestTheSameSeedGivesTheSameAccount(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	account := func(seed uint64, faults bool) string {
		s := newServer(func(o *sim.Options) {
			o.Seed, o.FailureRate, o.Now = seed, 0.5, func() time.Time { return now }
		})
		c := memory(t, s)
		if faults {
			s.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Route: "GET /v3/users/me", Probability: 0.5})
			for range 20 {
				_, _ = c.try(c.request("GET", "/v3/users/me", ""))
			}
		}
		s.Populate(20)
		for range 4 {
			c.create()
		}
		later := now.Add(4 * time.Minute)
		var b strings.Builder
		for _, j := range s.Jobs() {
			b.WriteString(j.ID + j.Title + j.Status + "\n")
		}
		now, later = later, now
		for _, j := range s.Jobs() {
			b.WriteString(j.Status + "\n")
		}
		now = later
		return b.String()
	}
	first := account(1, false)
	must(t, first == account(1, false), "not repeatable")
	must(t, first == account(1, true), "faults change the jobs")
	must(t, first != account(2, false), "the seed does nothing")
}

func TestDeletingARunningJobFreesItsPlace(t *testing.T) {
	s := newServer(func(o *sim.Options) { o.Concurrency = 1 })
	c := memory(t, s)
	id := c.create()
	c.do(429, "POST", "/v3/lipsyncs", plain)
	c.do(200, "DELETE", "/v3/lipsyncs/"+id, "")
	c.create()
}

func TestPopulateIsABelievableFleetAtAnySpeed(t *testing.T) {
	for _, speed := range []float64{1, 10, 100} {
		synctest.Test(t, func(t *testing.T) {
			s := newServer(func(o *sim.Options) { o.Speed = speed })
			s.Populate(250)
			jobs := s.Jobs()
			must(t, len(jobs) == 250, "%d jobs", len(jobs))
			states, texts, long := map[string]int{}, "", false
			for i, j := range jobs {
				states[j.Status]++
				texts += j.Title + "\n"
				long = long || len(j.Title) > 100
				must(t, i == 0 || !j.CreatedAt.After(jobs[i-1].CreatedAt), "%d is newer than the one before", i)
			}
			must(t, states["pending"] > 0 && states["running"] > 0 && states["pending"]+states["running"] < 10, "%v", states)
			must(t, states["failed"] > 10 && states["completed"] > 200, "%v", states)
			must(t, long && strings.Contains(texts, "\n\n") && strings.Contains(texts, "日本") &&
				strings.Contains(texts, "🎬") && strings.Contains(texts, "שיעור"), "no variety:\n%s", texts)
			must(t, time.Since(jobs[249].CreatedAt) > 48*time.Hour, "all of today")
			memory(t, s).create()
		})
	}
}

func TestTheDemoKeepsMoving(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Speed, o.Concurrency = 10, -1 })
		s.PopulateDemo()
		n, active := len(s.Jobs()), 0
		for _, j := range s.Jobs() {
			if j.Status == "pending" || j.Status == "running" {
				active++
			}
		}
		must(t, active >= 6 && active < 20, "%d active", active)
		time.Sleep(5 * time.Minute)
		must(t, len(s.Jobs()) > n, "nothing new in five minutes")
		done := 0
		for _, j := range s.Jobs()[:len(s.Jobs())-n] {
			if j.Status == "completed" || j.Status == "failed" {
				done++
			}
		}
		must(t, done > 0, "nothing ended in five minutes")
	})
}

func TestLinksLiveInSimulatedTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Speed = 7 })
		link := memory(t, s).get(s.AddJob(sim.JobSpec{Status: "completed"})).text("video_url")
		q := strings.Split(link, "Expires=")[1]
		expires, err := strconv.ParseInt(q[:strings.IndexByte(q, '&')], 10, 64)
		must(t, err == nil && time.Unix(expires, 0).Sub(time.Now().Truncate(time.Second)) == 24*time.Hour, "%v %s", err, link)
	})
}
