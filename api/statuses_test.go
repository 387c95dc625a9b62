package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func ids(n int) []JobID {
	out := make([]JobID, n)
	for i := range out {
		out[i] = JobID(fmt.Sprintf("ls_%03d", i))
	}
	return out
}

func TestStatusesGoInHundredsAndAreMatchedByID(t *testing.T) {
	var calls atomic.Int32
	c, _ := newRecorder(t, map[string]http.HandlerFunc{
		"GET /v3/lipsyncs/statuses": func(w http.ResponseWriter, r *http.Request) {
			calls.Add(1)
			asked := strings.Split(r.URL.Query().Get("lipsync_ids"), ",")
			if len(asked) > 100 {
				t.Errorf("%d ids in one call", len(asked))
			}
			data := []map[string]any{{"video_id": "stranger", "status": "completed"}, {"video_id": nil, "status": "queued"}}
			for i := len(asked) - 1; i >= 0; i-- {
				data = append(data, map[string]any{"video_id": asked[i], "status": "processing"}, map[string]any{"video_id": asked[i], "status": "failed"})
			}
			_ = json.NewEncoder(w).Encode(map[string]any{"data": data, "has_more": true, "next_token": nil})
		},
	})
	got, err := c.JobStatuses(background(), append(ids(250), "", "ls_001"))
	if err != nil || len(got) != 250 || calls.Load() != 3 {
		t.Fatalf("%d states in %d calls, %v", len(got), calls.Load(), err)
	}
	for _, s := range got {
		if s.Status != StatusRunning {
			t.Fatalf("%+v", s)
		}
	}
	if got, err := c.JobStatuses(background(), nil); err != nil || got != nil || calls.Load() != 3 {
		t.Fatal("called for no ids")
	}
}

func TestLeftOutIDsAreReadOneByOne(t *testing.T) {
	c, _ := newRecorder(t, map[string]http.HandlerFunc{
		"GET /v3/lipsyncs/statuses": say(200, `{"data":[{"video_id":"ls_000","status":"completed"},{"lipsync_id":"ls_002","status":"not_found"},{"id":"ls_003","status":""}]}`),
		"GET /v3/lipsyncs/ls_001":   say(200, `{"data":{"id":"ls_001","status":"running"}}`),
		"GET /v3/lipsyncs/ls_003":   say(404, `{"error":{"code":"not_found"}}`),
	})
	got, err := c.JobStatuses(background(), ids(4))
	want := map[JobID]Status{"ls_000": StatusCompleted, "ls_001": StatusRunning, "ls_002": StatusGone, "ls_003": StatusGone}
	if err != nil || len(got) != 4 {
		t.Fatal(got, err)
	}
	for _, s := range got {
		if want[s.ID] != s.Status {
			t.Errorf("%+v", s)
		}
	}
}

func TestWithoutTheBulkCallJobsAreReadFourAtATimeAndThatIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var bulk, now, most int
		count := func(by int) {
			mu.Lock()
			defer mu.Unlock()
			now += by
			most = max(most, now)
		}
		c, _ := scripted(t, func(r *http.Request) (*http.Response, error) {
			if strings.HasSuffix(r.URL.Path, "/statuses") {
				bulk++
				return answerWith(404, "404 page not found")(r)
			}
			count(1)
			defer count(-1)
			time.Sleep(time.Second)
			return reply200(oneJob)(r)
		})
		start := time.Now()
		for range 2 {
			got, err := c.JobStatuses(background(), ids(12))
			if err != nil || len(got) != 12 {
				t.Fatal(len(got), err)
			}
		}
		if bulk != 1 || most != readsAtOnce || time.Since(start) != 6*time.Second {
			t.Fatalf("%d bulk calls, %d reads at once, %s", bulk, most, time.Since(start))
		}
	})
}

func TestAServerThatTakesStatusesForAJobsIDFallsBackToo(t *testing.T) {
	for _, answer := range []http.HandlerFunc{
		say(404, `{"error":{"code":"not_found","message":"no such lipsync"}}`), say(405, ""),
	} {
		c, _ := newRecorder(t, map[string]http.HandlerFunc{
			"GET /v3/lipsyncs/statuses": answer,
			"GET /v3/lipsyncs/ls_000":   say(200, `{"data":{"id":"ls_000","status":"failed","failure_message":"why"}}`),
		})
		got, err := c.JobStatuses(background(), ids(1))
		if err != nil || len(got) != 1 || got[0] != (JobStatus{ID: "ls_000", Status: StatusFailed, Failure: "why"}) {
			t.Error(got, err)
		}
	}
}

func TestPagesOfABulkAnswerAreFollowedButNotInCircles(t *testing.T) {
	pages := map[string]string{
		"":  `{"data":[{"video_id":"ls_000","status":"queued"}],"has_more":true,"next_token":"b"}`,
		"b": `{"data":[{"video_id":"ls_001","status":"completed"}],"has_more":true,"next_token":"b"}`,
	}
	var asked []string
	c, _ := newRecorder(t, map[string]http.HandlerFunc{
		"GET /v3/lipsyncs/statuses": func(w http.ResponseWriter, r *http.Request) {
			token := r.URL.Query().Get("token")
			asked = append(asked, token)
			_, _ = w.Write([]byte(pages[token]))
		},
		"GET /v3/lipsyncs/ls_002": say(200, `{"data":{"id":"ls_002","status":"running"}}`),
	})
	got, err := c.JobStatuses(background(), ids(3))
	if err != nil || len(got) != 3 || !slices.Equal(asked, []string{"", "b"}) {
		t.Fatal(got, err, asked)
	}
}

func TestFewOfManyLeftOutIDsAreReadButNotAlwaysTheSame(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, s := scripted(t, reply200(`{"data":[]}`))
		read := map[string]bool{}
		for round := range 200 {
			before := s.requests()
			s.steps = append(make([]step, before), reply200(`{"data":[]}`), answerWith(404, `{"error":{"code":"not_found"}}`))
			if _, err := c.JobStatuses(background(), ids(20)); err != nil {
				t.Fatal(round, err)
			}
			if n := s.requests() - before; n != 1+reasked {
				t.Fatalf("%d requests", n)
			}
		}
		for _, r := range s.seen {
			read[r.URL.Path] = true
		}
		if len(read) != 21 {
			t.Fatalf("%d addresses in 200 rounds", len(read))
		}
	})
}

func TestARefusedKeyEndsTheReadsAndOneFaultyJobDoesNot(t *testing.T) {
	one := func(id JobID, step step) func(*http.Request) (*http.Response, error) {
		return func(r *http.Request) (*http.Response, error) {
			switch {
			case strings.HasSuffix(r.URL.Path, "/statuses"):
				return answerWith(404, "")(r)
			case id == "" || strings.HasSuffix(r.URL.Path, "/"+string(id)):
				return step(r)
			}
			return reply200(`{"data":{"id":"` + strings.TrimPrefix(r.URL.Path, "/v3/lipsyncs/") + `","status":"running"}}`)(r)
		}
	}
	synctest.Test(t, func(t *testing.T) {
		c, s := scripted(t, one("", answerWith(401, ""))) //nolint:bodyclose // the client closes it
		if got, err := c.JobStatuses(background(), ids(100)); !IsAuth(err) || len(got) != 0 || s.requests() > 1+2*readsAtOnce {
			t.Errorf("%d states, %v, %d requests", len(got), err, s.requests())
		}
		for _, step := range []step{answerWith(500, ""), answerWith(403, `{"error":{"code":"resource_access_denied"}}`)} {
			c, _ = scripted(t, one("ls_003", step)) //nolint:bodyclose // the client closes it
			if got, err := c.JobStatuses(background(), ids(100)); err == nil || IsCanceled(err) || len(got) != 99 {
				t.Errorf("%d states, %v", len(got), err)
			}
		}
	})
}

func TestWhatArrivedBeforeAnErrorIsReturnedWithIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		data := make([]string, 0, 100)
		for _, id := range ids(100) {
			data = append(data, `{"video_id":"`+string(id)+`","status":"processing"}`)
		}
		c, _ := scripted(t, reply200(`{"data":[`+strings.Join(data, ",")+`]}`), answerWith(401, ""))
		if got, err := c.JobStatuses(background(), ids(150)); !IsAuth(err) || len(got) != 100 {
			t.Fatal(len(got), err)
		}
	})
}
