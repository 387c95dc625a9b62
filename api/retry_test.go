package api

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

var (
	errReset   = fmt.Errorf("read: %w", syscall.ECONNRESET)
	errRefused = fmt.Errorf("dial: %w", syscall.ECONNREFUSED)
)

const oneJob = `{"data":{"id":"ls_1","status":"running"}}`

func TestRetryTable(t *testing.T) {
	get := func(c *Client) error { _, err := c.GetJob(background(), "ls_1"); return err }
	create := func(c *Client) error {
		_, err := c.CreateJob(background(), CreateRequest{}, "key-1")
		return err
	}
	rename := func(c *Client) error { _, err := c.UpdateTitle(background(), "ls_1", "x"); return err }
	for name, c := range map[string]struct {
		do       func(*Client) error
		steps    []step
		attempts int
		waited   time.Duration
		ok       bool
	}{
		"GET heals after 503":                     {get, []step{answerWith(503, ""), reply200(oneJob)}, 2, time.Second, true},
		"GET heals after a reset":                 {get, []step{fail(errReset), fail(errReset), reply200(oneJob)}, 3, 3 * time.Second, true},
		"GET gives up after two retries":          {get, []step{answerWith(502, "<html>")}, 3, 3 * time.Second, false},
		"GET retries a truncated answer":          {get, []step{answerWith(500, ""), reply200(oneJob)}, 2, time.Second, true},
		"GET never after our own limit":           {get, []step{hang}, 1, 30 * time.Second, false},
		"GET not on 404":                          {get, []step{answerWith(404, `{"error":{"code":"not_found"}}`)}, 1, 0, false},
		"PATCH not on 503, a read tells":          {rename, []step{answerWith(503, ""), reply200(oneJob)}, 2, 0, false},
		"PATCH yes on 429":                        {rename, []step{answerWith(429, ""), reply200(oneJob)}, 2, time.Second, true},
		"create not on 500":                       {create, []step{answerWith(500, ""), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 1, 0, false},
		"create not after a lost answer":          {create, []step{fail(errReset), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 1, 0, false},
		"create when nothing left":                {create, []step{fail(errRefused), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 2, time.Second, true},
		"create not on 400":                       {create, []step{answerWith(400, `{"error":{"code":"invalid_parameter","param":"mode"}}`)}, 1, 0, false},
		"create not while the first is under way": {create, []step{answerWith(409, `{"error":{"code":"request_in_progress"}}`), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 1, 0, false},
		"Retry-After longer than backoff":         {get, []step{answerWith(429, "", "Retry-After", "8"), reply200(oneJob)}, 2, 8 * time.Second, true},
		"Retry-After zero":                        {get, []step{answerWith(429, "", "Retry-After", "0"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After negative":                    {get, []step{answerWith(429, "", "Retry-After", "-5"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After nonsense":                    {get, []step{answerWith(429, "", "Retry-After", "soon"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After beyond the silent wait":      {get, []step{answerWith(429, "", "Retry-After", "90")}, 1, 0, false},
		"a quota that is used up is no rate":      {get, []step{answerWith(429, `{"error":{"code":"quota_exceeded"}}`)}, 1, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, s := scripted(t, c.steps...)
				start := time.Now()
				err := c.do(client)
				if (err == nil) != c.ok || len(s.seen) != c.attempts || time.Since(start) != c.waited {
					t.Fatalf("err %v, %d attempts in %s; want ok %t, %d in %s", err, len(s.seen), time.Since(start), c.ok, c.attempts, c.waited)
				}
				for _, k := range s.keys[1:] {
					if k != s.keys[0] {
						t.Fatalf("the key changed between attempts: %q", s.keys)
					}
				}
			})
		})
	}
}

func TestRetryAfterDateCountsFromTheServersClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := time.Now().Add(-time.Hour) // a skewed clock
		client, _ := scripted(t,
			answerWith(429, "", "Date", server.UTC().Format(http.TimeFormat), "Retry-After", server.Add(12*time.Second).UTC().Format(http.TimeFormat)),
			reply200(oneJob))
		start := time.Now()
		if _, err := client.GetJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		if d := time.Since(start); d != 12*time.Second {
			t.Fatalf("waited %s", d)
		}
	})
}

func TestA429MakesTheWholeClientWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(429, "", "Retry-After", "20"), reply200(oneJob))
		done := make(chan time.Duration, 2)
		start := time.Now()
		for range 2 {
			go func() {
				_, _ = client.GetJob(background(), "ls_1")
				done <- time.Since(start)
			}()
			time.Sleep(time.Second)
		}
		synctest.Wait()
		if n := s.requests(); n != 1 {
			t.Fatalf("%d requests while told to wait", n)
		}
		if until := client.PausedUntil(); until.Sub(start) != 20*time.Second {
			t.Fatalf("paused until %s", until.Sub(start))
		}
		for range 2 {
			if d := <-done; d < 20*time.Second {
				t.Fatalf("answered after %s", d)
			}
		}
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, answerWith(429, "", "Retry-After", "20"))
		ctx, cancel := context.WithTimeout(background(), 3*time.Second)
		defer cancel()
		start := time.Now()
		_, err := client.GetJob(ctx, "ls_1")
		if !IsCanceled(err) || time.Since(start) != 3*time.Second {
			t.Fatalf("%v after %s", err, time.Since(start))
		}
	})
}

func TestALongPauseIsToldInsteadOfWaitedOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, s := scripted(t, answerWith(429, "", "Retry-After", "3600"))
		_, err := client.GetJob(background(), "ls_1")
		if !IsRateLimited(err) {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = client.GetJob(background(), "ls_1")
		if !IsRateLimited(err) || RetryAfter(err) <= 0 || time.Since(start) != 0 || len(s.seen) != 1 {
			t.Fatalf("%v, %d requests", err, len(s.seen))
		}
		if left := time.Until(client.PausedUntil()); left > longestPause {
			t.Fatalf("paused for %s", left)
		}
	})
}

func TestBackoffDoublesToHalfAMinuteWithAQuarterOfJitter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		attempt := rapid.IntRange(1, 1000).Draw(t, "attempt")
		c := &Client{jitter: func() float64 { return rapid.Float64Range(0, 1).Draw(t, "jitter") }}
		ideal := min(math.Pow(2, float64(attempt-1)), 30)
		if d := c.delay(attempt).Seconds(); d < ideal*0.75-1e-6 || d > ideal*1.25+1e-6 {
			t.Fatalf("attempt %d waits %f s", attempt, d)
		}
	})
}

func TestRetryAfterIsNeverNegativeAndNeverLongerThanADay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := http.Header{}
		h.Set("Retry-After", rapid.OneOf(
			rapid.String(),
			rapid.Map(rapid.Float64(), func(f float64) string { return fmt.Sprint(f) }),
			rapid.Map(rapid.Int64Range(-1e12, 1e12), func(s int64) string { return time.Unix(s, 0).UTC().Format(http.TimeFormat) }),
		).Draw(t, "header"))
		if d := retryAfter(h, time.Unix(1_700_000_000, 0)); d < 0 || d > longestAsk {
			t.Fatalf("%q is %s", h.Get("Retry-After"), d)
		}
	})
}

func TestBackoffDoublesUpToTheLast(t *testing.T) {
	for waits, want := range map[int]time.Duration{0: time.Second, 1: 2 * time.Second, 3: 8 * time.Second, 4: 10 * time.Second, 99: 10 * time.Second} {
		if got := Backoff(time.Second, 10*time.Second, waits); got != want {
			t.Errorf("after %d waits %v, want %v", waits, got, want)
		}
	}
}
