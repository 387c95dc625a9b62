package outbox

import (
	"context"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// The server's own limit may be lower than ours: one 429 is enough to learn it.
func TestALowerLimitIsLearnedFromOneRefusal(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: 3})
		r := started(t, server, Options{})
		var ids []submission.ID
		for _, title := range numbered(9) {
			ids = append(ids, r.submit(links(title)))
		}
		r.allAccepted(ids, 2*time.Hour)
		if n := refusals(server); n != 1 {
			t.Errorf("%d answers 429, want the one it learns from", n)
		}
		if got := order(server); !slices.Equal(got, numbered(9)) {
			t.Errorf("made in the order %v", got)
		}
		r.stop()
	})
}

// The client waits out a short 429 by itself; its observer tells of it.
func TestARefusalTheClientOvercameIsALessonToo(t *testing.T) {
	err := refusal(t, "Concurrent job limit reached")
	for _, tc := range []struct {
		name string
		call api.Call
		want int
	}{
		{"a create", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Err: err}, 3},
		{"a list", api.Call{Method: "GET", Path: "/v3/lipsyncs", Status: 429, Err: err}, 0},
		{"an upload", api.Call{Method: "POST", Path: "/v3/assets", Status: 429, Err: err}, 0},
		{"too many requests", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Err: refusal(t, "Too many requests per minute")}, 0},
		{"a success", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 200}, 0},
	} {
		o := New(Options{})
		o.See([]api.JobID{"a", "b", "c"}, nil)
		o.Noticed(tc.call)
		if got := o.account.takeLesson(); got != tc.want {
			t.Errorf("after %s: %d jobs, want %d", tc.name, got, tc.want)
		}
	}
}

// refusal is a create's 429 as the client tells it.
func refusal(t *testing.T, message string) (err error) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 429, Message: message, RetryAfter: "60"})
		r := prepared(t, server, Options{})
		src := api.Source{URL: "https://example.com/v.mp4"}
		_, err = r.opts.Client.CreateJob(context.Background(), api.CreateRequest{Video: src, Audio: src}, "k")
	})
	return err
}
