package sim_test

import (
	"io"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

// finished is a job that is done, and its link.
func (c client) finished(s *sim.Server, length time.Duration) string {
	c.t.Helper()
	return c.get(s.AddJob(sim.JobSpec{Status: "completed", Duration: length})).text("video_url")
}

func TestAResultIsWholeAndCanBeResumedAtAnyByte(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		link := c.finished(s, time.Second)
		whole := c.do(200, "GET", link, "")
		must(t, int64(len(whole.raw)) == sim.MediaSize(time.Second), "%d bytes", len(whole.raw))
		must(t, whole.header.Get("Content-Length") == "400000" && whole.header.Get("Content-Type") == "video/mp4", "%v", whole.header)
		must(t, whole.raw[4:12] == "ftypisom", "%q", whole.raw[:12])
		must(t, c.do(200, "GET", link, "").raw == whole.raw, "other bytes the second time")
		for _, at := range []string{"0", "1", "4095", "4096", "123457", "399999"} {
			part := c.do(206, "GET", link, "", "Range", "bytes="+at+"-", "If-Range", whole.header.Get("ETag"))
			must(t, strings.HasSuffix(whole.raw, part.raw) && len(part.raw) > 0, "other bytes from %s on", at)
		}
		must(t, c.do(206, "GET", link, "", "Range", "bytes=4090-4100").raw == whole.raw[4090:4101], "a span differs")
		c.do(200, "GET", link, "", "Range", "bytes=5-", "If-Range", `"another"`)
		c.do(416, "GET", link, "", "Range", "bytes=400000-")
		head := c.do(200, "HEAD", link, "")
		must(t, head.raw == "" && head.header.Get("Content-Length") == "400000", "%v", head.header)
	})
}

func TestLinksExpireAndEveryReadRenewsThem(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.LinkLife = time.Hour })
		c := memory(t, s)
		id := s.AddJob(sim.JobSpec{Status: "completed", Duration: time.Second})
		link := c.get(id).text("video_url")
		for _, q := range []string{"Expires=", "Signature=", "Key-Pair-Id="} {
			must(t, strings.Contains(link, q), "%s lacks %s", link, q)
		}
		time.Sleep(time.Hour)
		c.do(200, "GET", link, "")
		time.Sleep(2 * time.Second)
		a := c.do(403, "GET", link, "")
		must(t, strings.Contains(a.raw, "<Code>AccessDenied</Code>") && a.header.Get("Content-Type") == "application/xml", "%s", a.raw)
		c.do(200, "GET", c.get(id).text("video_url"), "")
	})
}

func TestForgedLinksAndLinksOfDeletedJobsGiveNothing(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	link := c.finished(s, time.Second)
	u, err := url.Parse(link)
	must(t, err == nil, "%v", err)
	q := u.Query()
	q.Set("Expires", "99999999999")
	u.RawQuery = q.Encode()
	c.do(403, "GET", u.String(), "")
	u.RawQuery = ""
	c.do(403, "GET", u.String(), "")
	c.do(403, "GET", strings.Replace(link, "video.mp4", "captions.srt", 1), "")
	c.do(200, "DELETE", "/v3/lipsyncs/"+s.Jobs()[0].ID, "")
	c.do(404, "GET", link, "")
}

func TestAKeyThatReachesAPresignedHostIsRefusedAndCounted(t *testing.T) {
	s := newServer(nil)
	c := memory(t, s)
	link := c.finished(s, time.Second)
	c.do(400, "GET", link, "", "X-Api-Key", key)
	c.do(400, "GET", link, "", "Authorization", "Bearer "+key)
	slot := c.slot(wav(10), "audio/wav")
	req := c.putRequest(slot, wav(10))
	req.Header.Set("X-Api-Key", key)
	a, err := c.try(req)
	must(t, err == nil && a.status == 400, "%v %d", err, a.status)
	must(t, s.LeakedKeys() == 3, "%d leaks", s.LeakedKeys())
	c.do(200, "GET", link, "")
	c.put(200, slot, wav(10))
	must(t, s.LeakedKeys() == 3, "%d leaks", s.LeakedKeys())
}

func TestLinksLeadToWhereTheClientFoundTheAPI(t *testing.T) {
	s := newServer(nil)
	id := s.AddJob(sim.JobSpec{Status: "completed", Duration: time.Second})
	link := func(c client) string { t.Helper(); return c.get(id).text("video_url") }
	has := func(link, prefix string) {
		t.Helper()
		must(t, strings.HasPrefix(link, prefix+"/media/"), "%s, want %s", link, prefix)
	}
	c := memory(t, s)
	has(link(c), "https://files.heygen.ai")
	c.base = "https://heygen.test:8443"
	has(link(c), "https://heygen.test:8443")
	c.base = "http://[::1]:80"
	has(link(c), "http://[::1]:80")
	c = socket(t, s)
	has(link(c), c.base)
	c.do(200, "GET", link(c), "")
	c = tlsServer(t, s)
	has(link(c), c.base)
	c.do(200, "GET", link(c), "")
}

func TestALongResultIsStreamedAndCanBeLeftAtAnyMoment(t *testing.T) {
	everywhere(t, func(t *testing.T, dial func(testing.TB, *sim.Server) client) {
		s := newServer(nil)
		c := dial(t, s)
		link := c.finished(s, 10*time.Hour) // 14 GB that exist nowhere
		resp, err := c.http.Do(c.request("GET", link, ""))
		must(t, err == nil, "%v", err)
		must(t, resp.ContentLength == sim.MediaSize(10*time.Hour), "%d bytes", resp.ContentLength)
		_, err = io.CopyN(io.Discard, resp.Body, 1<<20)
		must(t, err == nil && resp.Body.Close() == nil, "%v", err)
	})
}
