package api

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

const testKey = "sk_live_secretsecretsecret4f2a"

// recorder answers "METHOD /path" from a map, mounted under a path prefix, and
// fails the test on anything else.
type recorder struct {
	t        *testing.T
	handlers map[string]http.HandlerFunc
	mu       sync.Mutex
	seen     []*http.Request
	bodies   []string
}

const prefix = "/some/prefix"

func newRecorder(t *testing.T, handlers map[string]http.HandlerFunc) (*Client, *recorder) {
	t.Helper()
	r := &recorder{t: t, handlers: handlers}
	srv := httptest.NewServer(http.StripPrefix(prefix, r))
	t.Cleanup(srv.Close)
	c, err := New(Credential{Key: testKey}, Options{BaseURL: srv.URL + prefix, UserAgent: "lipdash/test"})
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

func (r *recorder) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	body, _ := io.ReadAll(req.Body)
	r.mu.Lock()
	r.seen = append(r.seen, req)
	r.bodies = append(r.bodies, string(body))
	r.mu.Unlock()
	if got := req.Header.Get("X-Api-Key"); got != testKey {
		r.t.Errorf("key %q", got)
	}
	h := r.handlers[req.Method+" "+req.URL.EscapedPath()]
	if h == nil {
		r.t.Errorf("unexpected %s %s", req.Method, req.URL)
		w.WriteHeader(599)
		return
	}
	h(w, req)
}

func say(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// step answers one attempt.
type step = func(*http.Request) (*http.Response, error)

// script answers attempts in turn, in memory, so that it works in fake time.
type script struct {
	steps  []step
	mu     sync.Mutex
	seen   []*http.Request
	bodies []string
	keys   []string
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		var err error
		body, err = io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil {
			return nil, err
		}
	}
	s.mu.Lock()
	s.seen = append(s.seen, r)
	s.bodies = append(s.bodies, string(body))
	s.keys = append(s.keys, r.Header.Get("Idempotency-Key"))
	step := s.steps[min(len(s.seen), len(s.steps))-1]
	s.mu.Unlock()
	return step(r)
}

// requests is how many arrived.
func (s *script) requests() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seen)
}

func reply200(body string) step { return answerWith(200, body) }

func answerWith(status int, body string, header ...string) step {
	return func(r *http.Request) (*http.Response, error) {
		h := http.Header{}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
}

func fail(err error) step {
	return func(*http.Request) (*http.Response, error) { return nil, err }
}

func hang(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func scripted(t *testing.T, steps ...step) (*Client, *script) {
	t.Helper()
	s := &script{steps: steps}
	c, err := New(Credential{Key: testKey}, Options{Transport: s})
	if err != nil {
		t.Fatal(err)
	}
	c.jitter = func() float64 { return 0.5 }
	return c, s
}

func background() context.Context { return context.Background() }

// dialTo connects to one address whatever is asked for.
func dialTo(d *net.Dialer, addr string) func(context.Context, string, string) (net.Conn, error) {
	return func(ctx context.Context, network, _ string) (net.Conn, error) {
		return d.DialContext(ctx, network, addr)
	}
}

func discardLog() *log.Logger { return log.New(io.Discard, "", 0) }

func host(t *testing.T, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return u.Host
}
