package sim_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api/sim"
)

// pageOf reads one page: its ids and its token.
func (c client) pageOf(limit int, token string) (ids []string, next string) {
	c.t.Helper()
	q := url.Values{"limit": {fmt.Sprint(limit)}}
	if token != "" {
		q.Set("token", token)
	}
	a := c.do(200, "GET", "/v3/lipsyncs?"+q.Encode(), "")
	for _, j := range a.list() {
		ids = append(ids, j.(map[string]any)["id"].(string))
	}
	next, _ = a.body["next_token"].(string)
	must(c.t, a.body["has_more"] == (next != ""), "has_more %v with token %q", a.body["has_more"], next)
	return ids, next
}

func TestListIsNewestFirstAndEveryJobStandsOnOnePage(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	var want []string
	for i := range 25 {
		// Pairs of the same moment: the later insertion is the newer.
		want = append(want, s.AddJob(sim.JobSpec{Status: "completed", CreatedAt: ago(time.Hour).Add(time.Duration(i/2) * time.Second).Truncate(time.Second)}))
	}
	slices.Reverse(want)
	var got []string
	pages, token := 0, ""
	for {
		ids, next := c.pageOf(10, token)
		got, pages = append(got, ids...), pages+1
		if token = next; token == "" {
			break
		}
		must(t, strings.ContainsAny(token, "+/="), "token %q needs no escaping", token)
	}
	must(t, pages == 3 && slices.Equal(got, want), "%d pages\n%v\n%v", pages, got, want)
}

func TestListDefaultsToTenAndRefusesOtherLimits(t *testing.T) {
	s := newServer(nil)
	s.Populate(120)
	c := memory(t, s)
	must(t, len(c.do(200, "GET", "/v3/lipsyncs", "").list()) == 10, "the default is not 10")
	must(t, len(c.do(200, "GET", "/v3/lipsyncs?limit=100", "").list()) == 100, "100 are not given")
	for _, limit := range []string{"0", "-1", "101", "ten", "1.5"} {
		c.refused(400, "invalid_parameter", "limit", "GET", "/v3/lipsyncs?limit="+limit, "")
	}
}

func TestBadAndUnescapedTokensAreRefused(t *testing.T) {
	s := newServer(nil)
	s.Populate(30)
	c := memory(t, s)
	_, token := c.pageOf(10, "")
	for _, bad := range []string{"x", "AAAA", token[:len(token)-4]} {
		c.refused(400, "invalid_parameter", "token", "GET", "/v3/lipsyncs?token="+url.QueryEscape(bad), "")
	}
	must(t, strings.Contains(token, "+"), "token %q has no plus", token)
	c.refused(400, "invalid_parameter", "token", "GET", "/v3/lipsyncs?token="+token, "")
}

// Whatever is created and deleted between pages: no job is given twice, and
// every job that was there at the start and not deleted is given.
func TestCursorsStandStillUnderInsertionAndDeletion(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = -1 })
		c := memory(t, s)
		alive := map[string]bool{}
		for i := range rapid.IntRange(0, 30).Draw(rt, "jobs") {
			alive[s.AddJob(sim.JobSpec{Status: "completed", CreatedAt: ago(time.Duration(i/3) * time.Minute)})] = true
		}
		limit := rapid.IntRange(1, 7).Draw(rt, "limit")
		seen := map[string]bool{}
		for token, first := "", true; first || token != ""; first = false {
			var ids []string
			ids, token = c.pageOf(limit, token)
			for _, id := range ids {
				if seen[id] {
					rt.Fatalf("%s was given twice", id)
				}
				seen[id] = true
			}
			if rapid.Bool().Draw(rt, "insert") {
				s.AddJob(sim.JobSpec{Status: "completed"})
			}
			if len(ids) > 0 && rapid.Bool().Draw(rt, "delete") {
				id := rapid.SampledFrom(ids).Draw(rt, "victim")
				c.do(200, "DELETE", "/v3/lipsyncs/"+id, "")
				delete(alive, id)
			}
		}
		for id := range alive {
			if !seen[id] {
				rt.Fatalf("%s was never given", id)
			}
		}
	})
}

func TestRenameChangesTheTitleAndNothingElse(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	id := s.AddJob(sim.JobSpec{Title: "old", Status: "running", CallbackID: "cb"})
	a := c.do(200, "PATCH", "/v3/lipsyncs/"+id, `{"title":"日本 🎬"}`)
	must(t, a.text("title") == "日本 🎬" && a.text("status") == "running" && a.text("callback_id") == "cb", "%s", a.raw)
	must(t, s.Jobs()[0].Title == "日本 🎬", "not kept")
	for _, body := range []string{`{}`, `{"title":null}`, `{"title":3}`} {
		c.refused(400, "invalid_parameter", "title", "PATCH", "/v3/lipsyncs/"+id, body)
	}
	for _, body := range []string{``, `[]`, `null`, `{"title":"a"} {}`, `{`} {
		c.refused(400, "invalid_parameter", "", "PATCH", "/v3/lipsyncs/"+id, body)
	}
	c.refused(404, "resource_not_found", "", "PATCH", "/v3/lipsyncs/nobody", `{"title":"x"}`)
}

func TestStatusesSpeakTheOtherVocabularyUnderVideoID(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	want := map[string]string{"nobody": "not_found"}
	for status, word := range map[string]string{"pending": "queued", "running": "processing", "completed": "completed", "failed": "failed"} {
		want[s.AddJob(sim.JobSpec{Status: status, Failure: "no face"})] = word
	}
	var ids []string
	for id := range want {
		ids = append(ids, id)
	}
	a := c.do(200, "GET", "/v3/lipsyncs/statuses?lipsync_ids="+strings.Join(ids, ","), "")
	must(t, len(a.list()) == len(want), "%s", a.raw)
	for _, e := range a.list() {
		o := e.(map[string]any)
		must(t, o["status"] == want[o["video_id"].(string)], "%v", o)
		failure, _ := o["error"].(map[string]any)
		must(t, (o["status"] == "failed") == (failure["message"] == "no face"), "%v", o)
	}
	for _, q := range []string{"", "?lipsync_ids=", "?lipsync_ids=" + strings.Repeat("a,", 101)} {
		c.refused(400, "invalid_parameter", "lipsync_ids", "GET", "/v3/lipsyncs/statuses"+q, "")
	}
	c.do(200, "GET", "/v3/lipsyncs/statuses?lipsync_ids="+strings.Repeat("a,", 100), "")
}
