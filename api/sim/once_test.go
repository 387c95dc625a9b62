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
