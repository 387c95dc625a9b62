package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"strings"
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
		"GET heals after 503":                {get, []step{answerWith(503, ""), reply200(oneJob)}, 2, time.Second, true},
		"GET heals after a reset":            {get, []step{fail(errReset), fail(errReset), reply200(oneJob)}, 3, 3 * time.Second, true},
		"GET gives up after two retries":     {get, []step{answerWith(502, "<html>")}, 3, 3 * time.Second, false},
		"GET retries a truncated answer":     {get, []step{answerWith(500, ""), reply200(oneJob)}, 2, time.Second, true},
		"GET never after our own limit":      {get, []step{hang}, 1, 30 * time.Second, false},
		"GET not on 404":                     {get, []step{answerWith(404, `{"error":{"code":"not_found"}}`)}, 1, 0, false},
		"PATCH not on 503":                   {rename, []step{answerWith(503, "")}, 1, 0, false},
		"PATCH yes on 429":                   {rename, []step{answerWith(429, ""), reply200(oneJob)}, 2, time.Second, true},
		"create on 500, same key":            {create, []step{answerWith(500, ""), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 2, time.Second, true},
		"create not on 400":                  {create, []step{answerWith(400, `{"error":{"code":"invalid_parameter","param":"mode"}}`)}, 1, 0, false},
		"create waits while its twin runs":   {create, []step{answerWith(409, `{"error":{"code":"request_in_progress"}}`), answerWith(409, `{"error":{"code":"request_in_progress"}}`), reply200(`{"data":{"lipsync_id":"ls_9"}}`)}, 3, 3 * time.Second, true},
		"Retry-After longer than backoff":    {get, []step{answerWith(429, "", "Retry-After", "8"), reply200(oneJob)}, 2, 8 * time.Second, true},
		"Retry-After zero":                   {get, []step{answerWith(429, "", "Retry-After", "0"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After negative":               {get, []step{answerWith(429, "", "Retry-After", "-5"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After nonsense":               {get, []step{answerWith(429, "", "Retry-After", "soon"), reply200(oneJob)}, 2, time.Second, true},
		"Retry-After beyond the silent wait": {get, []step{answerWith(429, "", "Retry-After", "90")}, 1, 0, false},
		"a quota that is used up is no rate": {get, []step{answerWith(429, `{"error":{"code":"quota_exceeded"}}`)}, 1, 0, false},
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

func TestUncertainty(t *testing.T) {
	for name, c := range map[string]struct {
		steps     []step
		uncertain bool
	}{
		"lost answers":               {[]step{fail(errReset)}, true},
		"our limit":                  {[]step{hang}, true},
		"5xx":                        {[]step{answerWith(500, "")}, true},
		"2xx without an id":          {[]step{reply200(`{"data":{}}`)}, true},
		"2xx that is empty":          {[]step{reply200("")}, true},
		"2xx that is no JSON":        {[]step{reply200("<html>")}, true},
		"never connected":            {[]step{fail(errRefused)}, false},
		"lost, then never connected": {[]step{fail(errReset), fail(errRefused)}, true},
		"lost, then a key refused":   {[]step{fail(errReset), answerWith(401, `{"error":{"code":"unauthorized"}}`)}, true},
		"lost, then a moved address": {[]step{fail(errReset), answerWith(404, "not found")}, true},
		"garbage":                    {[]step{reply200(`{"data":`)}, true},
		"2xx with an error":          {[]step{reply200(`{"error":{"code":"forbidden"}}`)}, false},
		"a dial that failed":         {[]step{fail(&net.OpError{Op: "dial", Err: errors.New("i/o timeout")})}, false},
		"a proxy that refused":       {[]step{fail(&net.OpError{Op: "proxyconnect", Err: errors.New("no")})}, false},
		"lost, then refused":         {[]step{fail(errReset), answerWith(402, `{"error":{"code":"insufficient_credit"}}`)}, false},
		"refused":                    {[]step{answerWith(400, `{"error":{"code":"invalid_parameter"}}`)}, false},
		"too many":                   {[]step{answerWith(429, "", "Retry-After", "90")}, false},
		"lost, then too many":        {[]step{fail(errReset), answerWith(429, "", "Retry-After", "90")}, true},
		"a twin that never ends":     {[]step{answerWith(409, `{"error":{"code":"request_in_progress"}}`)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, c.steps...)
				_, err := client.CreateJob(background(), CreateRequest{}, "key-1")
				if err == nil || IsUncertain(err) != c.uncertain {
					t.Fatalf("%v: uncertain %t, want %t", err, IsUncertain(err), c.uncertain)
				}
			})
		})
	}
}

func TestACreateThatWasCancelledIsUncertainOnlyOnceItWasSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(background())
		client, s := scripted(t, hang)
		time.AfterFunc(time.Second, cancel)
		if _, err := client.CreateJob(ctx, CreateRequest{}, "k"); !IsCanceled(err) || !IsUncertain(err) {
			t.Error(err)
		}
		if _, err := client.CreateJob(ctx, CreateRequest{}, "k"); !IsCanceled(err) || IsUncertain(err) || s.requests() != 1 {
			t.Error(err)
		}
	})
}

func TestADialThatOurLimitEndsIsNoUncertainty(t *testing.T) {
	// A real transport, so that it reports that it never had a connection.
	rt := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	client, err := New(Credential{Key: testKey}, WithTransport(rt), WithTimeouts(Timeouts{Write: 20 * time.Millisecond}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.CreateJob(background(), CreateRequest{}, "k")
	if !IsOffline(err) || IsUncertain(err) {
		t.Fatalf("%v: uncertain %t", err, IsUncertain(err))
	}
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

func TestDeleteCountsARepeated404AsDone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := answerWith(404, `{"error":{"code":"resource_not_found","message":"gone"}}`)
		client, _ := scripted(t, fail(errReset), gone)
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		client, _ = scripted(t, gone)
		if err := client.DeleteJob(background(), "ls_1"); !IsGone(err) {
			t.Fatal(err)
		}
		client, _ = scripted(t, answerWith(204, ""))
		if err := client.DeleteJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
	})
}

func TestErrorsClassAndHoldNoSecret(t *testing.T) {
	for name, c := range map[string]struct {
		status                                  int
		body                                    string
		auth, gone, transient, limited, offline bool
		code, param, hint                       string
	}{
		"401":           {status: 401, body: `{"error":{"code":"UNAUTHORIZED","message":"Unauthorized"}}`, auth: true, code: "unauthorized", hint: "HEYGEN_API_KEY"},
		"402":           {status: 402, body: `{"error":{"code":"insufficient_credit","message":"no money"}}`, code: "insufficient_credit", hint: "top up"},
		"403":           {status: 403, body: `{"error":{"code":"forbidden"}}`, code: "forbidden"},
		"404 enveloped": {status: 404, body: `{"error":{"code":"video_not_found"}}`, gone: true, code: "video_not_found"},
		"404 bare":      {status: 404, body: "404 page not found", transient: true, hint: "base URL"},
		"400 param":     {status: 400, body: `{"error":{"code":"invalid_parameter","param":"video.url","message":"bad"}}`, code: "invalid_parameter", param: "video"},
		"429":           {status: 429, body: `{"error":{"code":"rate_limit_exceeded"}}`, transient: true, limited: true, code: "rate_limit_exceeded"},
		"502 html":      {status: 502, body: "<html>bad gateway</html>", transient: true, hint: "status.heygen.com"},
		"503 empty":     {status: 503, transient: true, hint: "status.heygen.com"},
		"flat":          {status: 400, body: `{"code":400123,"message":"old host"}`},
		"inside 200":    {status: 200, body: `{"error":{"code":"forbidden","message":"no"}}`, code: "forbidden"},
		"redirect":      {status: 302, body: ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, answerWith(c.status, c.body, "Location", "https://evil.example.com/"))
				_, err := client.GetJob(background(), "ls_1")
				var e *Error
				if !errors.As(err, &e) {
					t.Fatal(err)
				}
				if IsAuth(err) != c.auth || IsGone(err) != c.gone || IsTransient(err) != c.transient || IsRateLimited(err) != c.limited || IsOffline(err) != c.offline {
					t.Errorf("predicates of %v", err)
				}
				if e.Code != c.code || ParamOf(err) != c.param || !strings.Contains(e.Hint, c.hint) {
					t.Errorf("code %q param %q hint %q", e.Code, ParamOf(err), e.Hint)
				}
				x := Explain(err)
				if x.What == "" {
					t.Error("no words")
				}
				for _, s := range []string{err.Error(), x.What, x.Money, x.Next} {
					if strings.Contains(s, testKey) || strings.Contains(s, "<html") {
						t.Errorf("shown: %q", s)
					}
				}
			})
		})
	}
}
