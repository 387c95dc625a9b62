package sim_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

func TestAKeyReplaysTheFirstAnswerForADayWhateverTheBody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 1 })
		c := memory(t, s)
		post := func(b string) answer { return c.do(200, "POST", "/v3/lipsyncs", b, "Idempotency-Key", "k:1_a.b-c") }
		first := post(plain)
		other := post(body(`"mode":"precision"`))
		broken := post(`{}`)
		must(t, first.raw == other.raw && first.raw == broken.raw, "%s %s %s", first.raw, other.raw, broken.raw)
		must(t, len(s.Jobs()) == 1, "%d jobs", len(s.Jobs()))
		time.Sleep(24*time.Hour - time.Second)
		must(t, post(plain).raw == first.raw, "forgotten within a day")
		time.Sleep(time.Second)
		must(t, post(plain).raw != first.raw && len(s.Jobs()) == 2, "remembered after a day")
	})
}

func TestAKeyCountsPerRoute(t *testing.T) {
	c := memory(t, newServer(nil))
	c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
	b := c.do(202, "POST", "/v3/lipsyncs/batches", `{"lipsyncs":[`+plain+`]}`, "Idempotency-Key", "k")
	again := c.do(202, "POST", "/v3/lipsyncs/batches", `{"lipsyncs":[`+plain+`]}`, "Idempotency-Key", "k")
	must(t, b.text("batch_id") != "" && b.raw == again.raw, "%s %s", b.raw, again.raw)
}

func TestARepeatWhileTheFirstStillRunsGets409(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		s.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: sim.FaultSlow, Delay: 31 * time.Second, Times: 1})
		first := make(chan string)
		go func() {
			a, _ := c.try(c.request("POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k"))
			first <- a.text("lipsync_id")
		}()
		time.Sleep(time.Second)
		c.refused(409, "request_in_progress", "", "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
		c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "other")
		id := <-first
		again := c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k").text("lipsync_id")
		must(t, id != "" && again == id && len(s.Jobs()) == 2, "%q %q, %d jobs", id, again, len(s.Jobs()))
	})
}

func TestErrorsAreNotReplayed(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	c.do(400, "POST", "/v3/lipsyncs", `{}`, "Idempotency-Key", "k")
	c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
	must(t, len(s.Jobs()) == 1, "%d jobs", len(s.Jobs()))
}

func TestALostAnswerIsFoundAgainWithTheSameKey(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		for _, kind := range []sim.FaultKind{sim.FaultDropAfter, sim.FaultTruncate, sim.FaultEmpty} {
			s := newServer(nil)
			c := dial(t, s)
			s.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: kind, Times: 1})
			a, err := c.try(c.request("POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k"))
			must(t, err != nil || a.text("lipsync_id") == "", "%v: the answer came: %s", kind, a.raw)
			id := c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k").text("lipsync_id")
			must(t, len(s.Jobs()) == 1 && s.Jobs()[0].ID == id, "%v: %+v", kind, s.Jobs())
		}
	})
}

func TestKeysOfAWrongFormAreRefused(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	for _, k := range []string{"a b", "ä", "a/b", strings.Repeat("x", 256)} {
		c.refused(400, "invalid_parameter", "Idempotency-Key", "POST", "/v3/lipsyncs", plain, "Idempotency-Key", k)
	}
	c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", strings.Repeat("x", 255))
	must(t, len(s.Jobs()) == 1, "%d jobs", len(s.Jobs()))
}

func TestUploadsReplayToo(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	b, kind := form("file", "a.wav", wav(100))
	one := c.do(200, "POST", "/v3/assets", b, "Content-Type", kind, "Idempotency-Key", "k")
	two := c.do(200, "POST", "/v3/assets", b, "Content-Type", kind, "Idempotency-Key", "k")
	must(t, one.raw == two.raw && len(s.Assets()) == 1, "%s %s", one.raw, two.raw)
}

func TestAServerThatIgnoresKeysDoesTheWorkAgain(t *testing.T) {
	s := newServer(func(o *sim.Options) { o.Keys = sim.KeysIgnored })
	c := memory(t, s)
	one := c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k").text("lipsync_id")
	two := c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k").text("lipsync_id")
	must(t, one != two && len(s.Jobs()) == 2, "%q %q, %d jobs", one, two, len(s.Jobs()))
}

func TestA5xxAfterTheWorkIsKeptForTheKeyOrForgotten(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		for keys, jobs := range map[sim.Keys]int{sim.KeysReplayed: 1, sim.KeysForgotten: 2} {
			s := newServer(func(o *sim.Options) { o.Keys = keys })
			c := dial(t, s)
			s.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: sim.FaultFailAfter, Times: 1})
			c.refused(500, "internal_error", "", "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
			must(t, len(s.Jobs()) == 1, "%d jobs after the 5xx", len(s.Jobs()))
			c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
			c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
			must(t, len(s.Jobs()) == jobs, "keys %d: %d jobs, want %d", keys, len(s.Jobs()), jobs)
		}
	})
}

func TestACreateThatIsStillWorkedOnAfterTheDrop(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		s.Faults().Add(sim.Fault{Route: "POST /v3/lipsyncs", Kind: sim.FaultDropAfter, Delay: 31 * time.Second, Times: 1})
		_, err := c.try(c.request("POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k"))
		must(t, cut(err) && len(s.Jobs()) == 0, "%v, %d jobs", err, len(s.Jobs()))
		time.Sleep(30 * time.Second)
		c.refused(409, "request_in_progress", "", "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k")
		must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 0, "listed before it is made")
		time.Sleep(time.Second)
		id := c.do(200, "POST", "/v3/lipsyncs", plain, "Idempotency-Key", "k").text("lipsync_id")
		must(t, len(s.Jobs()) == 1 && s.Jobs()[0].ID == id, "%q, %d jobs", id, len(s.Jobs()))
	})
}

func TestAJobShowsInAListThatLagsLaterThanByItsID(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := memory(t, newServer(func(o *sim.Options) { o.ListLag = 5 * time.Second }))
		id := c.create()
		c.do(200, "GET", "/v3/lipsyncs/"+id, "")
		time.Sleep(5*time.Second - 1)
		must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 0, "listed at once")
		time.Sleep(time.Nanosecond)
		must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 1, "not listed")
	})
}
