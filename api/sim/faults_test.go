package sim_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

const get = "GET /v3/lipsyncs/{lipsync_id}"

func TestFaultsThatAnswerInstead(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		play := func(f sim.Fault) answer {
			t.Helper()
			f.Times = 1
			s.Faults().Add(f)
			a, err := c.try(c.request("POST", "/v3/lipsyncs", plain))
			must(t, err == nil, "%v: %v", f.Kind, err)
			return a
		}
		a := play(sim.Fault{Kind: sim.FaultStatus})
		must(t, a.status == 500 && strings.Contains(a.raw, `"code":"internal_error"`), "%d %s", a.status, a.raw)
		a = play(sim.Fault{Kind: sim.FaultStatus, Status: 429, RetryAfter: "Wed, 21 Oct 2026 07:28:00 GMT"})
		must(t, a.header.Get("Retry-After") == "Wed, 21 Oct 2026 07:28:00 GMT" && strings.Contains(a.raw, "rate_limit_exceeded"), "%v %s", a.header, a.raw)
		a = play(sim.Fault{Kind: sim.FaultStatus, Status: 400, Code: "download_failed", Message: "no", Param: "video.url"})
		must(t, strings.Contains(a.raw, `"param":"video.url"`) && strings.Contains(a.raw, `"download_failed"`), "%s", a.raw)
		a = play(sim.Fault{Kind: sim.FaultHTML})
		must(t, a.status == 502 && a.header.Get("Content-Type") == "text/html" && strings.HasPrefix(a.raw, "<html>"), "%d %s", a.status, a.raw)
		a = play(sim.Fault{Kind: sim.FaultHTML, Status: 503, RetryAfter: "7", Body: "<p>down"})
		must(t, a.status == 503 && a.raw == "<p>down" && a.header.Get("Retry-After") == "7", "%d %s", a.status, a.raw)
		a = play(sim.Fault{Kind: sim.FaultBare})
		must(t, a.status == 404 && a.raw == "", "%d %q", a.status, a.raw)
		a = play(sim.Fault{Kind: sim.FaultBare, Status: 200, Body: `{"data":null}`})
		must(t, a.status == 200 && a.header.Get("Content-Type") == "application/json", "%d %v", a.status, a.header)
		a = play(sim.Fault{Kind: sim.FaultGarbage})
		must(t, a.status == 200 && !json.Valid([]byte(a.raw)), "%d %q", a.status, a.raw)
		a = play(sim.Fault{Kind: sim.FaultRedirect})
		must(t, a.status == 302 && strings.HasPrefix(a.header.Get("Location"), "https://elsewhere.example.com/v3/lipsyncs"), "%d %v", a.status, a.header)
		must(t, len(s.Jobs()) == 0, "work was done all the same")
		names := ""
		for _, e := range s.Calls() {
			names += e.Fault + " "
		}
		must(t, names == "status status status html html bare bare garbage redirect ", "%s", names)
	})
}

func TestFaultsThatSpoilTheAnswerDoTheWork(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		play := func(kind sim.FaultKind) (answer, error) {
			s.Faults().Add(sim.Fault{Kind: kind, Times: 1})
			return c.try(c.request("POST", "/v3/lipsyncs", plain))
		}
		_, err := play(sim.FaultDropBefore)
		must(t, cut(err) && len(s.Jobs()) == 0, "drop before: %v, %d jobs", err, len(s.Jobs()))
		_, err = play(sim.FaultDropAfter)
		must(t, cut(err) && len(s.Jobs()) == 1, "drop after: %v, %d jobs", err, len(s.Jobs()))
		a, err := play(sim.FaultTruncate)
		must(t, errors.Is(err, io.ErrUnexpectedEOF) && a.status == 200 && len(s.Jobs()) == 2, "truncate: %v %d", err, a.status)
		must(t, strings.HasPrefix(a.raw, `{"data":`) && !json.Valid([]byte(a.raw)), "truncate: %q", a.raw)
		a, err = play(sim.FaultEmpty)
		must(t, err == nil && a.status == 200 && a.raw == "" && len(s.Jobs()) == 3, "empty: %v %d %q", err, a.status, a.raw)
		c.do(200, "GET", "/v3/lipsyncs", "")
	})
}

// cut tells whether an error is what a dropped connection gives.
func cut(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, syscall.ECONNRESET)
}

func TestAnEmptyFaultLeavesRefusalsAlone(t *testing.T) {
	s := newServer(nil)
	s.Faults().Add(sim.Fault{Kind: sim.FaultEmpty})
	memory(t, s).refused(404, "resource_not_found", "", "GET", "/v3/lipsyncs/nobody", "")
}

func TestASlowAnswerTakesItsTimeAndIsDoneEvenForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		s.Faults().Add(sim.Fault{Kind: sim.FaultSlow, Delay: 31 * time.Second})
		start := time.Now()
		c.create()
		must(t, time.Since(start) == 31*time.Second, "%v", time.Since(start))

		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		_, err := c.try(c.request("POST", "/v3/lipsyncs", plain).WithContext(ctx))
		must(t, errors.Is(err, context.DeadlineExceeded) && time.Since(start) == 41*time.Second, "%v after %v", err, time.Since(start))
		synctest.Wait()
		must(t, len(s.Jobs()) == 2, "%d jobs", len(s.Jobs()))
	})
}

func TestAStallSendsHeadersAndEndsWithTheClient(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		s.Faults().Add(sim.Fault{Kind: sim.FaultStall})
		for _, method := range []string{"GET", "POST"} {
			ctx, cancel := context.WithCancel(t.Context())
			resp, err := c.http.Do(c.request(method, "/v3/lipsyncs", plain).WithContext(ctx))
			must(t, err == nil && resp.StatusCode == 200, "%v", err)
			time.AfterFunc(20*time.Millisecond, cancel)
			n, err := resp.Body.Read(make([]byte, 1))
			must(t, n == 0 && errors.Is(err, context.Canceled), "%d %v", n, err)
			_ = resp.Body.Close()
		}
	})
}

// The two ends of a stall wake at the same moment; the client's reason wins.
func TestAClientThatGivesUpOnAStallReadsItsOwnReason(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(nil)
		c := memory(t, s)
		s.Faults().Add(sim.Fault{Kind: sim.FaultStall})
		for range 300 {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_, err := c.try(c.request("GET", "/v3/lipsyncs", "").WithContext(ctx))
			cancel()
			must(t, errors.Is(err, context.DeadlineExceeded), "%v", err)
		}
	})
}

func TestFaultsPickTheirRequests(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	id := s.AddJob(sim.JobSpec{Status: "completed", Duration: time.Second})
	s.Faults().Add(sim.Fault{Route: get, Kind: sim.FaultStatus, Status: 503, Skip: 2, Times: 3})
	for i, want := range []int{200, 200, 503, 503, 503, 200, 200} {
		c.do(200, "GET", "/v3/lipsyncs", "")
		a, err := c.try(c.request("GET", "/v3/lipsyncs/"+id, ""))
		must(t, err == nil && a.status == want, "%d: %v %d, want %d", i, err, a.status, want)
	}
	link := c.get(id).text("video_url")
	s.Faults().Add(sim.Fault{Kind: sim.FaultStatus})
	c.do(500, "GET", "/v3/users/me", "")
	c.do(200, "GET", link, "")
	s.Faults().Clear()
	c.do(200, "GET", "/v3/users/me", "")
	s.Faults().Add(sim.Fault{Route: sim.RouteMedia, Kind: sim.FaultHTML, Status: 403})
	c.do(403, "GET", link, "")
}

func TestProbabilityIsAShareOfTheRequests(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	s.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Probability: 0.3})
	bad := 0
	for range 1000 {
		if a, _ := c.try(c.request("GET", "/v3/users/me", "")); a.status == 500 {
			bad++
		}
	}
	must(t, bad > 230 && bad < 370, "%d of 1000", bad)
}

// A download that is cut can go on where it stopped.
func TestATruncatedDownloadIsCutInTheMiddleAndResumes(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		link := c.finished(s, time.Second)
		whole := c.do(200, "GET", link, "")
		s.Faults().Add(sim.Fault{Route: sim.RouteMedia, Kind: sim.FaultTruncate, Times: 1})
		half, err := c.try(c.request("GET", link, ""))
		must(t, errors.Is(err, io.ErrUnexpectedEOF) && len(half.raw) == len(whole.raw)/2, "%v, %d bytes", err, len(half.raw))
		rest := c.do(206, "GET", link, "", "Range", "bytes=200000-", "If-Range", half.header.Get("ETag"))
		must(t, half.raw+rest.raw == whole.raw, "the halves are not the whole")
	})
}

func TestADroppedUploadLeavesNoAsset(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	b, kind := form("file", "a.wav", wav(1000))
	s.Faults().Add(sim.Fault{Route: "POST /v3/assets", Kind: sim.FaultDropBefore, Times: 1})
	_, err := c.try(c.request("POST", "/v3/assets", b, "Content-Type", kind))
	must(t, cut(err) && len(s.Assets()) == 0, "%v, %d assets", err, len(s.Assets()))
	slot := c.slot(wav(100), "audio/wav")
	s.Faults().Add(sim.Fault{Route: sim.RouteUpload, Kind: sim.FaultDropAfter, Times: 1})
	_, err = c.try(c.putRequest(slot, wav(100)))
	must(t, cut(err), "%v", err)
	c.do(200, "POST", "/v3/assets/"+slot.text("asset_id")+"/complete", "{}")
}

func TestEveryRequestIsLoggedOnceBeforeItsAnswerIsSeen(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		told := make(chan sim.Entry, 10)
		s := newServer(func(o *sim.Options) { o.Log = func(e sim.Entry) { told <- e } })
		c := dial(t, s)
		id := s.AddJob(sim.JobSpec{Status: "running"})
		c.get(id)
		e := <-told
		must(t, e.Method == http.MethodGet && e.Route == get && e.Path == "/v3/lipsyncs/"+id && e.Status == 200 && e.Fault == "", "%+v", e)
		c.do(200, "GET", "/v3/lipsyncs/statuses?lipsync_ids="+id, "")
		e = <-told
		must(t, e.Path == "/v3/lipsyncs/statuses", "the query is in the log: %+v", e)
		s.Faults().Add(sim.Fault{Kind: sim.FaultDropAfter, Times: 1})
		_, _ = c.try(c.request("POST", "/v3/lipsyncs", plain))
		e = <-told
		must(t, e.Status == 0 && e.Fault == "drop-after", "%+v", e)
		must(t, len(told) == 0 && len(s.Calls()) == 3 && s.CallCount(get) == 1, "%+v", s.Calls())
		s.ResetCalls()
		must(t, len(s.Calls()) == 0, "not reset")
	})
}
