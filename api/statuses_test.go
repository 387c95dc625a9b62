package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
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

func TestWithoutTheBulkCallJobsAreReadAndThatIsRemembered(t *testing.T) {
	var bulk, now, most atomic.Int32
	handlers := map[string]http.HandlerFunc{
		"GET /v3/lipsyncs/statuses": func(w http.ResponseWriter, _ *http.Request) {
			bulk.Add(1)
			http.NotFound(w, nil)
		},
	}
	for _, id := range ids(12) {
		handlers["GET /v3/lipsyncs/"+string(id)] = func(w http.ResponseWriter, _ *http.Request) {
			if n := now.Add(1); n > most.Load() {
				most.Store(n)
			}
			defer now.Add(-1)
			fmt.Fprintf(w, `{"data":{"id":%q,"status":"running"}}`, id)
		}
	}
	c, _ := newRecorder(t, handlers)
	for range 2 {
		got, err := c.JobStatuses(background(), ids(12))
		if err != nil || len(got) != 12 {
			t.Fatal(len(got), err)
		}
	}
	if bulk.Load() != 1 || most.Load() > readsAtOnce {
		t.Fatalf("%d bulk calls, %d reads at once", bulk.Load(), most.Load())
	}
}
