package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
)

// These are answers that are not what they should be.

func TestAnAnswerThatIsNoListIsNeverAnEmptyList(t *testing.T) {
	for name, answer := range map[string]step{
		"empty":          reply200(""),
		"spaces":         reply200("  \n"),
		"no content":     answerWith(204, ""),
		"captive portal": answerWith(200, "<html>log in</html>", "Content-Type", "text/html"),
		"page unnamed":   reply200("\n<!DOCTYPE html>"),
		"html type":      answerWith(200, `{"data":[]}`, "Content-Type", "text/html; charset=utf-8"),
		"truncated":      reply200(`{"data":[{"id":"ls_1","sta`),
		"text":           reply200("OK"),
		"an array":       reply200(`[]`),
		"a word as data": reply200(`{"data":"none"}`),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, _ := scripted(t, answer)
				p, err := c.ListJobs(background(), ListOptions{})
				if err == nil || !IsTransient(err) || IsOffline(err) {
					t.Fatalf("%+v %v", p, err)
				}
				if strings.Contains(err.Error(), "<") {
					t.Errorf("shows the page: %v", err)
				}
			})
		})
	}
}

func TestAnAnswerThatCannotBeUsedSaysWhy(t *testing.T) {
	large := `{"data":[],"filler":"` + strings.Repeat("x", maxBody) + `"}`
	for name, c := range map[string]struct {
		answer     http.HandlerFunc
		what, next string
	}{
		"too large": {say(200, large), "HeyGen's answer is too large, over 16 MB.", "A smaller page_size may help."},
		"too large, packed": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(w)
			_, _ = io.WriteString(z, large)
			_ = z.Close()
		}, "HeyGen's answer is too large, over 16 MB.", "A smaller page_size may help."},
		"packed badly": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = io.WriteString(w, `{"data":[]}`)
		}, "The answer could not be unpacked.", ""},
		"half of it":   {say(200, `{"data":[{"id":"ls_1","sta`), "The answer was cut short.", ""},
		"not HeyGen's": {say(200, "OK"), "The answer was not HeyGen's.", "Something between here and HeyGen answered."},
	} {
		t.Run(name, func(t *testing.T) {
			mux := http.NewServeMux()
			mux.HandleFunc("GET /v3/lipsyncs", c.answer)
			client := serve(t, mux)
			client.jitter = func() float64 { return -1.5 } // no wait between two tries
			_, err := client.ListJobs(background(), ListOptions{})
			if x := Explain(err); x.What != c.what || x.Next != c.next {
				t.Errorf("%+v\nwant %s %s", x, c.what, c.next)
			}
		})
	}
}

func TestAGarbledAnswerHealsOnTheNextTry(t *testing.T) {
	for name, garbled := range map[string]string{"garbage": "\x00\xff not json {", "truncated": `{"data":{"id":`, "page": "<html>"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, s := scripted(t, reply200(garbled), reply200(oneJob))
				if j, err := c.GetJob(background(), "ls_1"); err != nil || j.ID != "ls_1" || s.requests() != 2 {
					t.Fatal(j, err)
				}
				c, s = scripted(t, reply200(garbled), reply200(`{"data":{"lipsync_id":"ls_9"}}`))
				if _, err := c.CreateJob(background(), CreateRequest{}, "key-1"); !IsUncertain(err) || s.requests() != 1 {
					t.Fatal("a create is looked for first", err, s.keys)
				}
			})
		})
	}
}

func TestHarmlessOdditiesArePassedOver(t *testing.T) {
	for name, body := range map[string]string{
		"byte order mark": "\xef\xbb\xbf" + oneJob,
		"trailing bytes":  oneJob + "\n\x00\x00",
		"error: null":     `{"error":null,"data":{"id":"ls_1","status":"running"}}`,
		"error: empty":    `{"error":"","data":{"id":"ls_1","status":"running"}}`,
		"no id":           `{"data":{"status":"running"}}`,
	} {
		c, _ := scripted(t, reply200(body))
		if j, err := c.GetJob(background(), "ls_1"); err != nil || j.ID != "ls_1" || j.Status != StatusRunning {
			t.Errorf("%s: %+v %v", name, j, err)
		}
	}
}

func TestAConnectionCutInTheMiddleOfAnAnswerIsTransient(t *testing.T) {
	client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"data":{"id":"ls_1"`)
	}))
	client.jitter = func() float64 { return -1.5 } // no waiting in real time
	_, err := client.GetJob(background(), "ls_1")
	if !IsTransient(err) || IsOffline(err) || As(err).Status != 200 {
		t.Fatal(err)
	}
}

func TestAnInflatedAnswerIsCappedAndNotAskedForAgain(t *testing.T) {
	calls := 0
	client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calls++
		w.Header().Set("Content-Encoding", "gzip")
		z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed)
		_, _ = io.WriteString(z, `{"data":{"id":"`)
		_, _ = io.Copy(z, io.LimitReader(endless{}, maxBody+1))
		_ = z.Close()
	}))
	if _, err := client.GetJob(background(), "ls_1"); err == nil || !strings.Contains(err.Error(), "too large") || calls != 1 {
		t.Fatal(err, calls)
	}
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	return copy(p, strings.Repeat("a", min(len(p), 32<<10))), nil
}

func TestACursorThatPointsAtItselfEndsTheList(t *testing.T) {
	c, _ := scripted(t, reply200(`{"data":[],"has_more":true,"next_token":"t"}`))
	if p, err := c.ListJobs(background(), ListOptions{Token: "t"}); err != nil || p.HasMore() || !p.Incomplete {
		t.Fatal(p, err)
	}
	if p, err := c.ListJobs(background(), ListOptions{Token: "s"}); err != nil || !p.HasMore() || p.Incomplete {
		t.Fatal(p, err)
	}
}

func TestRedirectsAreRefusedAndTheKeyStays(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		reached := false
		evil := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached = true }))
		client := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, evil.URL+"/?token=abc", status)
		}))
		_, read := client.GetJob(background(), "ls_1")
		_, made := client.CreateJob(background(), CreateRequest{}, "key-1")
		evil.Close()
		if reached {
			t.Errorf("%d was followed", status)
		}
		for _, err := range []error{read, made} {
			if As(err).Status != status || !strings.Contains(err.Error(), "redirect") || strings.Contains(err.Error(), "abc") {
				t.Errorf("%d: %v", status, err)
			}
		}
		if IsUncertain(made) != (status == http.StatusSeeOther) {
			t.Errorf("%d: uncertain %t", status, IsUncertain(made))
		}
	}
}

func TestIDsThatNameAnotherResourceAreNotSent(t *testing.T) {
	c, s := scripted(t, reply200(oneJob))
	for _, id := range []JobID{"", ".", ".."} {
		if err := c.DeleteJob(background(), id); err == nil {
			t.Errorf("%q deleted", id)
		}
		if _, err := c.GetJob(background(), id); err == nil {
			t.Errorf("%q read", id)
		}
	}
	if s.requests() != 0 {
		t.Fatalf("%d requests", s.requests())
	}
}

// net/http sends a request again by itself when a connection that was used before
// dies under it, if it can read the body anew.
func TestEveryAttemptOfAWriteIsOurs(t *testing.T) {
	var posts atomic.Int32
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			posts.Add(1)
			_, _ = io.Copy(io.Discard, r.Body)
			panic(http.ErrAbortHandler)
		}
		_, _ = io.WriteString(w, oneJob)
	}))
	t.Cleanup(srv.Close)
	told := 0
	client, err := New(Credential{Key: testKey}, Options{BaseURL: srv.URL, Observe: func(c Call) {
		if c.Sends() {
			told++
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	for range 4 {
		// A read leaves a connection that the create is sent on.
		if _, err := client.GetJob(background(), "ls_1"); err != nil {
			t.Fatal(err)
		}
		if _, err := client.CreateJob(background(), CreateRequest{}, "key-1"); !IsUncertain(err) {
			t.Fatal(err)
		}
	}
	if posts.Load() != 4 || told != 4 {
		t.Errorf("%d POSTs, %d told, for 4 creates", posts.Load(), told)
	}
}

func TestTheTransportCanReadNoBodyAnew(t *testing.T) {
	c, s := scripted(t, reply200(`{"data":{"asset_id":"a","id":"ls_1","status":"x"}}`))
	_, _ = c.UpdateTitle(background(), "ls_1", "new")
	_, _ = c.CreateJob(background(), CreateRequest{}, "key-1")
	_, _ = c.UploadAsset(background(), Upload{Name: "v.mp4", Size: 1, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("x")), nil
	}}, nil)
	sent, err := slot{url: s.seen[0].URL}.request(background(), Upload{Size: 1, Open: func() (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("x")), nil
	}}, func(int64) {})
	if err != nil || len(s.seen) != 3 {
		t.Fatal(len(s.seen), err)
	}
	for _, r := range append(s.seen, sent) {
		if r.GetBody != nil {
			t.Errorf("%s %s can be sent again unseen", r.Method, r.URL.Path)
		}
	}
}
