package sim_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

func TestTheTransportHonoursAContextThatEndedBefore(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	body := &closed{Reader: strings.NewReader(plain)}
	req := c.request("POST", "/v3/lipsyncs", "").WithContext(ctx)
	req.Body = body
	resp, err := s.Transport().RoundTrip(req) //nolint:bodyclose // there is no answer
	must(t, resp == nil && errors.Is(err, context.Canceled) && body.done, "%v, body closed %v", err, body.done)
	must(t, len(s.Calls()) == 0 && len(s.Jobs()) == 0, "the request arrived all the same")
}

type closed struct {
	io.Reader
	done bool
}

func (c *closed) Close() error { c.done = true; return nil }

func TestTheTransportStreamsTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		resp, err := c.http.Do(c.request("GET", c.finished(s, time.Hour), ""))
		must(t, err == nil, "%v", err)
		_, err = io.CopyN(io.Discard, resp.Body, 100_000)
		must(t, err == nil, "%v", err)
		_ = resp.Body.Close()
		synctest.Wait()
		_, err = resp.Body.Read(make([]byte, 1))
		must(t, err != nil, "a closed body gave more")
	})
}

func TestAnAnswerEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		ctx, cancel := context.WithCancel(t.Context())
		resp, err := c.http.Do(c.request("GET", c.finished(s, time.Hour), "").WithContext(ctx))
		must(t, err == nil, "%v", err)
		cancel()
		_, err = io.Copy(io.Discard, resp.Body)
		must(t, errors.Is(err, context.Canceled), "%v", err)
		_ = resp.Body.Close()
	})
}

func TestManyClientsAtOnceNeitherRaceNorCreateBeyondTheLimit(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 5 })
		c := dial(t, s)
		var mu sync.Mutex
		statuses := map[int]int{}
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				a, err := c.try(c.request("POST", "/v3/lipsyncs", plain))
				_, _ = c.try(c.request("GET", "/v3/lipsyncs?limit=100", ""))
				mu.Lock()
				defer mu.Unlock()
				statuses[a.status]++
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		must(t, statuses[200] == 5 && statuses[429] == 15 && len(s.Jobs()) == 5, "%v", statuses)
	})
}

func TestManyRepeatsOfOneKeyMakeOneJob(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				a, err := c.try(c.request("POST", "/v3/lipsyncs", plain, "Idempotency-Key", "one"))
				if err != nil || a.status != http.StatusOK && a.status != http.StatusConflict {
					t.Errorf("%v %d %s", err, a.status, a.raw)
				}
			})
		}
		wg.Wait()
		must(t, len(s.Jobs()) == 1, "%d jobs", len(s.Jobs()))
	})
}
