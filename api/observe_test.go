package api

import (
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheObserverIsToldOfEveryAttemptOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := func(r *http.Request) (*http.Response, error) {
			time.Sleep(250 * time.Millisecond)
			return answerWith(503, "", "X-Request-Id", "req-1")(r)
		}
		s := &script{steps: []step{slow, fail(errReset), reply200(oneJob)}}
		var told []Call
		client, err := New(Credential{Key: testKey}, Options{Transport: s, BaseURL: "https://proxy.example.com/pre/fix/", Observe: func(c Call) { told = append(told, c) }})
		if err != nil {
			t.Fatal(err)
		}
		client.jitter = func() float64 { return 0.5 }
		start := time.Now()
		if _, err := client.GetJob(background(), "a/b"); err != nil {
			t.Fatal(err)
		}
		if len(told) != 3 || s.seen[0].URL.EscapedPath() != "/pre/fix/v3/lipsyncs/a%2Fb" {
			t.Fatalf("%+v, asked %s", told, s.seen[0].URL)
		}
		first, second, third := told[0], told[1], told[2]
		if first.Method != "GET" || first.Path != "/v3/lipsyncs/a%2Fb" || first.Status != 503 || first.RequestID != "req-1" ||
			!first.Start.Equal(start) || first.Duration != 250*time.Millisecond || first.Attempt != 1 || first.Wait != time.Second || first.Err == nil {
			t.Errorf("%+v", first)
		}
		if second.Status != 0 || second.Attempt != 2 || second.Wait != 2*time.Second || !IsOffline(second.Err) {
			t.Errorf("%+v", second)
		}
		if third.Status != 200 || third.Attempt != 3 || third.Wait != 0 || third.Err != nil {
			t.Errorf("%+v", third)
		}
	})
}

func TestAnAttemptThatIsTheLastTellsOfNoWait(t *testing.T) {
	for name, answer := range map[string]step{
		"limited":      answerWith(429, ""),
		"limited long": answerWith(429, "", "Retry-After", "100"),
		"at fault":     answerWith(503, ""),
		"refused":      answerWith(400, ""),
	} {
		synctest.Test(t, func(t *testing.T) {
			var told []Call
			s := &script{steps: []step{answer}}
			client, err := New(Credential{Key: testKey}, Options{Transport: s, Observe: func(c Call) { told = append(told, c) }})
			if err != nil {
				t.Fatal(err)
			}
			_, _ = client.GetJob(background(), "ls_1")
			waits := slices.Collect(func(yield func(time.Duration) bool) {
				for _, c := range told {
					if !yield(c.Wait) {
						return
					}
				}
			})
			if len(waits) == 0 || waits[len(waits)-1] != 0 || slices.Contains(waits[:len(waits)-1], 0) {
				t.Errorf("%s: %v", name, waits)
			}
		})
	}
}

func TestEveryClassOfCallHasItsOwnLimit(t *testing.T) {
	for name, c := range map[string]struct {
		limits Timeouts
		call   func(*Client) error
		want   time.Duration
	}{
		"read":   {Timeouts{}, func(c *Client) error { _, err := c.Me(background()); return err }, 30 * time.Second},
		"create": {Timeouts{}, func(c *Client) error { _, err := c.CreateJob(background(), CreateRequest{}, "k"); return err }, 120 * time.Second},
		"delete": {Timeouts{}, func(c *Client) error { return c.DeleteJob(background(), "ls_1") }, 120 * time.Second},
		"upload": {Timeouts{}, func(c *Client) error {
			_, err := c.UploadAsset(background(), (&content{size: 9}).upload(), nil)
			return err
		}, 10 * time.Minute},
		"read, set":    {Timeouts{Read: time.Second}, func(c *Client) error { _, err := c.Me(background()); return err }, time.Second},
		"others, kept": {Timeouts{Read: time.Second}, func(c *Client) error { return c.DeleteJob(background(), "ls_1") }, 120 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := &script{steps: []step{hang}}
				client, err := New(Credential{Key: testKey}, Options{Transport: s, Timeouts: c.limits})
				if err != nil {
					t.Fatal(err)
				}
				start := time.Now()
				err = c.call(client)
				if d := time.Since(start); d != c.want || s.requests() != 1 || !IsOffline(err) || !IsTransient(err) {
					t.Fatalf("%v after %s", err, d)
				}
			})
		})
	}
}

func TestTheObserverHearsOfTheBytesOfAnUploadWithoutTheirLink(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []Call
		w := &storageWorld{put: func(_ int, r *http.Request) (*http.Response, error) { return taken(r) }}
		c, err := New(Credential{Key: testKey}, Options{Transport: w, Observe: func(k Call) { told = append(told, k) }})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.UploadAsset(background(), bigFile().upload(), nil); err != nil {
			t.Fatal(err)
		}
		if put := told[1]; put.Path != "/(storage)" || put.Method != "PUT" || put.Bytes != multipartLimit+1 || put.Query != "" {
			t.Errorf("%+v", put)
		}
	})
}

func TestTheObserverHearsWhichPageWasAskedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var told []Call
		s := &script{steps: []step{reply200(`{"data":[]}`)}}
		c, err := New(Credential{Key: testKey}, Options{Transport: s, Observe: func(k Call) { told = append(told, k) }})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.ListJobs(background(), ListOptions{Limit: 50, Token: "t&1"}); err != nil {
			t.Fatal(err)
		}
		if k := told[0]; k.Path != "/v3/lipsyncs" || k.Query != "limit=50&token=t%261" || k.Bytes != int64(len(`{"data":[]}`)) {
			t.Errorf("%+v", k)
		}
	})
}
