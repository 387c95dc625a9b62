package api

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestADownloadRefusesLinksThatAreNotHTTPS(t *testing.T) {
	client, s := scripted(t, reply200("x"))
	for _, link := range []string{"", "http://files.heygen.ai/x", "ftp://127.0.0.1/x", "/x", "file:///etc/passwd", "https://", "http://10.0.0.1/x"} {
		if _, err := client.OpenDownload(t.Context(), Download{URL: link}); err == nil || IsTransient(err) {
			t.Errorf("%q: %v", link, err)
		}
	}
	if s.requests() > 0 {
		t.Errorf("%d requests", s.requests())
	}
}

func TestARedirectIsFollowedToHTTPSWithoutTellingWhereFrom(t *testing.T) {
	leads := func(to string) step {
		return answerWith(http.StatusFound, "", "Location", to)
	}
	const from = "https://files.heygen.ai/x.mp4?Signature=sigsigsig"
	for name, c := range map[string]struct {
		link, to string
		follows  bool
	}{
		"https to https":          {from, "https://cdn.example.com/y", true},
		"https to plain http":     {from, "http://cdn.example.com/y", false},
		"https to this machine":   {from, "http://127.0.0.1/y", false},
		"this machine to https":   {"http://127.0.0.1/x", "https://cdn.example.com/y", true},
		"this machine to another": {"http://127.0.0.1/x", "http://10.0.0.1/y", false},
		"https to a file":         {from, "file:///etc/passwd", false},
	} {
		t.Run(name, func(t *testing.T) {
			client, s := scripted(t, leads(c.to), reply200("film"))
			b, err := client.OpenDownload(t.Context(), Download{URL: c.link, Offset: 5, ETag: `"one"`})
			if (err == nil) != c.follows {
				t.Fatalf("%v", err)
			}
			for _, r := range s.seen {
				if r.Header.Get("Referer") != "" || r.Header.Get("X-Api-Key") != "" {
					t.Errorf("%v", r.Header)
				}
			}
			if !c.follows {
				if s.requests() > 1 || strings.Contains(err.Error(), "sigsigsig") {
					t.Errorf("%d requests, %v", s.requests(), err)
				}
				return
			}
			_ = b.Close()
		})
	}
}

func TestRedirectsInACircleEnd(t *testing.T) {
	client, s := scripted(t, answerWith(http.StatusFound, "", "Location", "https://files.heygen.ai/x"))
	if _, err := client.OpenDownload(t.Context(), Download{URL: "https://files.heygen.ai/x"}); err == nil {
		t.Error("no error")
	}
	if n := s.requests(); n != redirects+1 {
		t.Errorf("%d requests", n)
	}
}

// trickle is a body that gives a byte now and then, and hangs at its end.
type trickle struct {
	every time.Duration
	left  int
	done  <-chan struct{}
	err   func() error
}

func (b *trickle) Read(p []byte) (int, error) {
	if b.left == 0 {
		<-b.done
		return 0, b.err()
	}
	b.left--
	time.Sleep(b.every)
	p[0] = 'x'
	return 1, nil
}

func (b *trickle) Close() error { return nil }

func trickling(every time.Duration, n int) step {
	return func(r *http.Request) (*http.Response, error) {
		body := &trickle{every: every, left: n, done: r.Context().Done(), err: r.Context().Err}
		return &http.Response{StatusCode: 200, Header: http.Header{}, Body: body, ContentLength: -1, Request: r}, nil
	}
}

func TestAStreamEndsWhenItStallsAndNotWhenItIsLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// An hour in all, never silent for as long as a read may take.
		client, _ := scripted(t, trickling(20*time.Second, 600+sniffed))
		b, err := client.OpenDownload(t.Context(), Download{URL: "https://files.heygen.ai/x"})
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, b)
		if n != 600+sniffed || !IsOffline(err) || !IsTransient(err) || IsCanceled(err) {
			t.Errorf("%d bytes, %v", n, err)
		}
		_ = b.Close()
	})
}

func TestAReaderMayTakeItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, reply200(strings.Repeat("x", 2000)))
		b, err := client.OpenDownload(t.Context(), Download{URL: "https://files.heygen.ai/x"})
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = b.Close() }()
		buf := make([]byte, 1000)
		for range 2 {
			if _, err := io.ReadFull(b, buf); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
		}
	})
}

func TestASilentHostEndsBeforeTheAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client, _ := scripted(t, hang)
		began := time.Now()
		_, err := client.OpenDownload(t.Context(), Download{URL: "https://files.heygen.ai/x"})
		if took := time.Since(began); !IsOffline(err) || took != (Timeouts{}).orDefault().Read {
			t.Errorf("%v after %v", err, took)
		}
	})
}

func TestACutStreamIsTransientAndACancelledOneIsNot(t *testing.T) {
	m := &mediaHost{before: func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "100000")
		_, _ = w.Write(bytes.Repeat([]byte("x"), 50_000))
		panic(http.ErrAbortHandler)
	}}
	client, link := hosting(t, m)
	b, err := client.OpenDownload(t.Context(), Download{URL: link})
	if err != nil {
		t.Fatal(err)
	}
	n, err := io.Copy(io.Discard, b)
	if n == 0 || !IsTransient(err) || strings.Contains(err.Error(), "sigsigsig") {
		t.Errorf("%d bytes, %v", n, err)
	}
	_ = b.Close()
}

func TestTheObserverHearsOfADownloadWithoutItsLink(t *testing.T) {
	var calls []Call
	s := &script{steps: []step{reply200("film"), answerWith(403, "")}}
	c, err := New(Credential{Key: testKey}, Options{Transport: s, Observe: func(k Call) { calls = append(calls, k) }})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if b, err := c.OpenDownload(t.Context(), Download{URL: "https://files.heygen.ai/x?Signature=sigsigsig"}); err == nil {
			_ = b.Close()
		}
	}
	if len(calls) != 2 || calls[0].Path != "/(media)" || calls[0].Status != 200 || calls[0].Err != nil || calls[1].Status != 403 || calls[1].Err == nil {
		t.Errorf("%+v", calls)
	}
	if strings.Contains(fmt.Sprintf("%+v", calls), "sigsigsig") {
		t.Errorf("%+v", calls)
	}
}
