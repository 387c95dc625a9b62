package api

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
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

func TestAGarbledAnswerHealsOnTheNextTry(t *testing.T) {
	for name, garbled := range map[string]string{"garbage": "\x00\xff not json {", "truncated": `{"data":{"id":`, "page": "<html>"} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, s := scripted(t, reply200(garbled), reply200(oneJob))
				if j, err := c.GetJob(background(), "ls_1"); err != nil || j.ID != "ls_1" || s.requests() != 2 {
					t.Fatal(j, err)
				}
				c, s = scripted(t, reply200(garbled), reply200(`{"data":{"lipsync_id":"ls_9"}}`))
				id, err := c.CreateJob(background(), CreateRequest{}, "key-1")
				if err != nil || id != "ls_9" || s.keys[0] != s.keys[1] {
					t.Fatal(id, err, s.keys)
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
	if !IsTransient(err) || IsOffline(err) || as(err).Status != 200 {
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
			if as(err).Status != status || !strings.Contains(err.Error(), "redirect") || strings.Contains(err.Error(), "abc") {
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

func TestABodyCanBeSentAgainByTheTransportItself(t *testing.T) {
	again := func(r *http.Request) (*http.Response, error) {
		body, err := r.GetBody()
		if err != nil {
			return nil, err
		}
		sent, _ := io.ReadAll(body)
		return reply200(`{"data":{"id":"ls_1","status":"x","title":` + strconv.Quote(string(sent)) + `}}`)(r)
	}
	c, s := scripted(t, again)
	if j, err := c.UpdateTitle(background(), "ls_1", "new"); err != nil || j.Title != s.bodies[0] || j.Title == "" {
		t.Fatal(j.Title, err)
	}
}
