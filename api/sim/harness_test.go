package sim_test

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lipdash/api/sim"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const key = "test-key"

// client is the smallest client there can be: it knows the wire and nothing of
// package api, so that the two cannot share a mistake.
type client struct {
	t    testing.TB
	base string
	http *http.Client
}

// answer is a response that was read whole.
type answer struct {
	status int
	header http.Header
	raw    string
	body   map[string]any
}

func noRedirects(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// memory is a client without a socket.
func memory(t testing.TB, s *sim.Server) client {
	return client{t, "https://api.heygen.com", &http.Client{Transport: s.Transport(), CheckRedirect: noRedirects}}
}

// socket is a client over loopback; the server ends with the test.
func socket(t testing.TB, s *sim.Server) client {
	var lc net.ListenConfig
	ln, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error, 1)
	go func() { served <- sim.Serve(ctx, ln, s) }()
	transport := &http.Transport{}
	t.Cleanup(func() {
		transport.CloseIdleConnections()
		stop()
		if err := <-served; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
	return client{t, "http://" + ln.Addr().String(), &http.Client{Transport: transport, CheckRedirect: noRedirects}}
}

// newServer is an account that takes the test's key; change may be nil.
func newServer(change func(*sim.Options)) *sim.Server {
	o := sim.Options{Key: key, Seed: 7}
	if change != nil {
		change(&o)
	}
	return sim.New(o)
}

func (c client) request(method, path, body string, header ...string) *http.Request {
	c.t.Helper()
	target := path
	if strings.HasPrefix(path, "/") {
		target = c.base + path
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	if strings.HasPrefix(path, "/") {
		req.Header.Set("X-Api-Key", key)
	}
	for i := 0; i+1 < len(header); i += 2 {
		if header[i+1] == "" {
			req.Header.Del(header[i])
			continue
		}
		req.Header.Set(header[i], header[i+1])
	}
	return req
}

// try sends a request and reads the answer; the error is the transport's or
// the body's.
func (c client) try(req *http.Request) (answer, error) {
	resp, err := c.http.Do(req)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close() //nolint:errcheck // read whole
	raw, err := io.ReadAll(resp.Body)
	a := answer{status: resp.StatusCode, header: resp.Header, raw: string(raw)}
	if err == nil && strings.HasPrefix(resp.Header.Get("Content-Type"), "application/json") {
		_ = json.Unmarshal(raw, &a.body)
	}
	return a, err
}

// do sends and wants a status.
func (c client) do(status int, method, path, body string, header ...string) answer {
	c.t.Helper()
	a, err := c.try(c.request(method, path, body, header...))
	if err != nil {
		c.t.Fatalf("%s %s: %v", method, path, err)
	}
	if a.status != status {
		c.t.Fatalf("%s %s: status %d, want %d: %s", method, path, a.status, status, a.raw)
	}
	return a
}

// refused sends and wants the envelope with a code and a param.
func (c client) refused(status int, code, param, method, path, body string, header ...string) answer {
	c.t.Helper()
	a := c.do(status, method, path, body, header...)
	e, _ := a.body["error"].(map[string]any)
	got, _ := e["param"].(string)
	if e["code"] != code || got != param || e["message"] == "" || e["doc_url"] == "" {
		c.t.Fatalf("%s %s: %s, want code %q and param %q", method, path, a.raw, code, param)
	}
	return a
}

func (a answer) object() map[string]any { o, _ := a.body["data"].(map[string]any); return o }
func (a answer) list() []any            { l, _ := a.body["data"].([]any); return l }
func (a answer) text(key string) string { s, _ := a.object()[key].(string); return s }

// plain is a create body that is taken.
const plain = `{"video":{"type":"url","url":"https://example.com/v.mp4"},"audio":{"type":"url","url":"https://example.com/a.wav"},"mode":"speed","title":"ep018"}`

func (c client) create() string {
	c.t.Helper()
	return c.do(200, "POST", "/v3/lipsyncs", plain).text("lipsync_id")
}

// everywhere runs a test over both ways to reach a server.
func everywhere(t *testing.T, f func(t *testing.T, dial func(testing.TB, *sim.Server) client)) {
	t.Run("in memory", func(t *testing.T) { f(t, memory) })
	t.Run("on a socket", func(t *testing.T) { f(t, socket) })
}

// tlsServer is a server behind TLS on loopback.
func tlsServer(t *testing.T, s *sim.Server) client {
	srv := httptest.NewTLSServer(s)
	t.Cleanup(srv.Close)
	return client{t, srv.URL, srv.Client()}
}

func must(t testing.TB, ok bool, format string, args ...any) {
	t.Helper()
	if !ok {
		t.Fatalf(format, args...)
	}
}

// ago is a moment before now.
func ago(d time.Duration) time.Time { return time.Now().Add(-d) }
