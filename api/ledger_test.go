package api

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

// answers is a transport that answers every request.
type answers struct{ status int }

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Body: http.NoBody, Header: http.Header{}, Request: r}, nil
}

func TestTheLedgerHoldsTheAttemptsOfTheLastMinuteWhoeverMadeThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Credential{Key: testKey}, Options{Transport: answers{http.StatusNotFound}})
		if err != nil {
			t.Fatal(err)
		}
		first := time.Now()
		_, _ = c.GetJob(t.Context(), "ls_1")
		time.Sleep(20 * time.Second)
		_ = c.DeleteJob(t.Context(), "ls_2")
		_, _ = c.Me(t.Context())
		if got := c.RecentCalls(); len(got) != 3 || !got[0].Equal(first) || !got[2].Equal(time.Now()) {
			t.Fatalf("calls at %v", got)
		}
		time.Sleep(40 * time.Second)
		if got := c.RecentCalls(); len(got) != 2 {
			t.Fatalf("a minute later the first is still there: %v", got)
		}
		time.Sleep(time.Minute)
		if got := c.RecentCalls(); len(got) != 0 {
			t.Fatalf("calls at %v", got)
		}
	})
}

func TestTheLedgerCountsRepeatsOfACall(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Credential{Key: testKey}, Options{Transport: answers{http.StatusBadGateway}})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.GetJob(t.Context(), "ls_1")
		if got := c.RecentCalls(); len(got) != 1+retries {
			t.Fatalf("%d calls of %d attempts", len(got), 1+retries)
		}
	})
}

// A burst of uploads leaves the polls their calls.
func TestTheLedgerLeavesUploadsOut(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := New(Credential{Key: testKey}, Options{Transport: answers{http.StatusNotFound}})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.do(t.Context(), jsonCall("send the file", http.MethodPost, []string{"v3", "assets", "direct-uploads"}, nil))
		_, _ = c.do(t.Context(), jsonCall("create", http.MethodPost, []string{"v3", "lipsyncs"}, nil))
		if got := c.RecentCalls(); len(got) != 1 {
			t.Fatalf("%d calls count, want the create alone", len(got))
		}
	})
}
