package api

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// mediaHost is a media host with one file, as object stores are: validators, ranges.
type mediaHost struct {
	content, etag string
	seen          []http.Header
	before        func(w http.ResponseWriter, r *http.Request) bool
}

func (m *mediaHost) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	m.seen = append(m.seen, r.Header.Clone())
	if m.before != nil && m.before(w, r) {
		return
	}
	w.Header().Set("Content-Type", "video/mp4")
	if m.etag != "" {
		w.Header().Set("ETag", m.etag)
	}
	http.ServeContent(w, r, "", time.Unix(1_700_000_000, 0), strings.NewReader(m.content))
}

const filmText = "0123456789abcdefghij"

func hosting(t *testing.T, m *mediaHost) (*Client, string) {
	t.Helper()
	srv := httptest.NewServer(m)
	t.Cleanup(srv.Close)
	c, err := New(Credential{Key: testKey}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c, srv.URL + "/film.mp4?Expires=9&Signature=sigsigsig&Key-Pair-Id=K2"
}

func download(t *testing.T, c *Client, d Download) (Body, string) {
	t.Helper()
	b, err := c.OpenDownload(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(b)
	if err := errors.Join(err, b.Close()); err != nil {
		t.Fatal(err)
	}
	return b, string(text)
}

func TestADownloadCarriesNoKeyAndDeclinesCompression(t *testing.T) {
	m := &mediaHost{content: filmText, etag: `"one"`}
	c, link := hosting(t, m)
	b, text := download(t, c, Download{URL: link})
	if text != filmText || b.Size != 20 || b.Offset != 0 || b.ETag != `"one"` || b.ContentType != "video/mp4" {
		t.Errorf("%+v %q", b, text)
	}
	h := m.seen[0]
	if h.Get("X-Api-Key") != "" || h.Get("Authorization") != "" || h.Get("Accept-Encoding") != "identity" || h.Get("Range") != "" {
		t.Errorf("%v", h)
	}
}

func TestADownloadGoesOnOnlyWhenTheContentIsProvenTheSame(t *testing.T) {
	ignores := func(tag, contentRange string) func(http.ResponseWriter, *http.Request) bool {
		return func(w http.ResponseWriter, r *http.Request) bool {
			if r.Header.Get("Range") == "" {
				return false
			}
			w.Header().Set("ETag", tag)
			w.Header().Set("Content-Range", contentRange)
			w.WriteHeader(http.StatusPartialContent)
			_, _ = io.WriteString(w, filmText[5:])
			return true
		}
	}
	for name, c := range map[string]struct {
		host mediaHost
		ask  Download
		from int64
	}{
		"same content":              {mediaHost{etag: `"one"`}, Download{Offset: 5, ETag: `"one"`}, 5},
		"other content":             {mediaHost{etag: `"two"`}, Download{Offset: 5, ETag: `"one"`}, 0},
		"no validator kept":         {mediaHost{etag: `"one"`}, Download{Offset: 5}, 0},
		"weak validator":            {mediaHost{etag: `W/"one"`}, Download{Offset: 5, ETag: `W/"one"`}, 0},
		"beyond the end":            {mediaHost{etag: `"one"`}, Download{Offset: 99, ETag: `"one"`}, 0},
		"If-Range ignored":          {mediaHost{etag: `"two"`, before: ignores(`"two"`, "bytes 5-19/20")}, Download{Offset: 5, ETag: `"one"`}, 0},
		"206 without a validator":   {mediaHost{etag: `"one"`, before: ignores("", "bytes 5-19/20")}, Download{Offset: 5, ETag: `"one"`}, 0},
		"206 from elsewhere":        {mediaHost{etag: `"one"`, before: ignores(`"one"`, "bytes 4-19/20")}, Download{Offset: 5, ETag: `"one"`}, 0},
		"206 that ends early":       {mediaHost{etag: `"one"`, before: ignores(`"one"`, "bytes 5-9/20")}, Download{Offset: 5, ETag: `"one"`}, 0},
		"206 that makes no sense":   {mediaHost{etag: `"one"`, before: ignores(`"one"`, "bytes */20")}, Download{Offset: 5, ETag: `"one"`}, 0},
		"206 of an unknown length":  {mediaHost{etag: `"one"`, before: ignores(`"one"`, "bytes 5-19/*")}, Download{Offset: 5, ETag: `"one"`}, 5},
		"range not wanted, no ETag": {mediaHost{}, Download{Offset: 5}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			c.host.content = filmText
			client, link := hosting(t, &c.host)
			c.ask.URL = link
			b, text := download(t, client, c.ask)
			if b.Offset != c.from || text != filmText[c.from:] {
				t.Errorf("from %d: %q", b.Offset, text)
			}
		})
	}
}

func TestALinkThatIsNotGoodAnyMoreIsToldFromATroubledHostAndFromTheKey(t *testing.T) {
	xml := `<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>`
	for _, c := range []struct {
		status             int
		body               string
		expired, transient bool
	}{
		{401, "", true, true},
		{403, xml, true, true},
		{404, xml, true, true},
		{410, "", true, true},
		{400, xml, true, true},
		{400, "bad", false, false},
		{500, xml, false, true},
		{503, "", false, true},
		{429, "", false, true},
		{416, "", false, false},
		{418, "", false, false},
	} {
		m := &mediaHost{before: func(w http.ResponseWriter, _ *http.Request) bool { say(c.status, c.body)(w, nil); return true }}
		client, link := hosting(t, m)
		_, err := client.OpenDownload(t.Context(), Download{URL: link})
		if err == nil || IsExpiredLink(err) != c.expired || IsTransient(err) != c.transient {
			t.Errorf("%d %q: %v expired %t transient %t", c.status, c.body, err, IsExpiredLink(err), IsTransient(err))
		}
		if IsAuth(err) || As(err).Status == 403 || IsGone(err) || IsNotMedia(err) {
			t.Errorf("%d is taken for a word about the key or the job: %v", c.status, err)
		}
		if strings.Contains(err.Error(), "sigsigsig") || Explain(err).What == "" {
			t.Errorf("%v", err)
		}
	}
}

func TestWhatIsNotTheFileIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ kind, encoding, body string }{
		"a page by its type":        {"text/html; charset=utf-8", "", "hello"},
		"a page by its bytes":       {"video/mp4", "", "\ufeff  \n<!doctype html>"},
		"XML by its type":           {"application/xml", "", "<Error/>"},
		"XML by its bytes":          {"", "", "<?xml version='1.0'?>"},
		"JSON":                      {"application/json", "", `{"error":1}`},
		"nothing":                   {"video/mp4", "", ""},
		"compressed":                {"video/mp4", "gzip", "\x1f\x8bxx"},
		"several parts in one body": {"multipart/byteranges; boundary=x", "", "--x"},
	} {
		t.Run(name, func(t *testing.T) {
			m := &mediaHost{before: func(w http.ResponseWriter, _ *http.Request) bool {
				w.Header()["Content-Type"] = []string{c.kind}
				if c.encoding != "" {
					w.Header().Set("Content-Encoding", c.encoding)
				}
				_, _ = io.WriteString(w, c.body)
				return true
			}}
			client, link := hosting(t, m)
			_, err := client.OpenDownload(t.Context(), Download{URL: link})
			if !IsNotMedia(err) || IsExpiredLink(err) || !IsTransient(err) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestCaptionsInPlainTextAreTheFile(t *testing.T) {
	const srt = "\ufeff1\r\n00:00:00,000 --> 00:00:01,000\r\nHi <i>you</i>\r\n"
	m := &mediaHost{before: func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Type", "text/plain")
		_, _ = io.WriteString(w, srt)
		return true
	}}
	client, link := hosting(t, m)
	if _, text := download(t, client, Download{URL: link}); text != srt {
		t.Errorf("%q", text)
	}
}
