package cmd

import (
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui/kit/action"
)

const keyInTest = "hg_test_0123456789abcd"

func systemInTest() config.Source { return config.System() }

// connected is a connector to a simulator that accepts keyInTest.
func connected(t *testing.T) connector {
	t.Helper()
	server := sim.New(sim.Options{Key: keyInTest})
	server.Populate(3)
	h := httptest.NewServer(server)
	t.Cleanup(h.Close)
	return connector{source: systemInTest(), base: h.URL, profile: "acme", secrets: &terminal.Secrets{}}
}

func TestAPastedKeyIsCheckedBeforeItIsUsed(t *testing.T) {
	c := connected(t)
	s, err := c.connect(t.Context(), action.UseKey{Key: "  " + keyInTest + "\n"})
	if err != nil {
		t.Fatal(err)
	}
	page, err := s.Client.ListJobs(t.Context(), api.ListOptions{Limit: 10})
	if err != nil || len(page.Jobs) != 3 {
		t.Errorf("got %d jobs, %v", len(page.Jobs), err)
	}
	if s.Identity.KeyTail != "abcd" || s.Identity.Profile != "acme" || s.Identity.Demo || !strings.HasPrefix(s.Identity.Host, "127.0.0.1:") {
		t.Errorf("identity %+v", s.Identity)
	}
	if got := c.secrets.Scrub("x " + keyInTest); strings.Contains(got, keyInTest) {
		t.Errorf("a crash report would show %q", got)
	}
	if _, err := c.connect(t.Context(), action.UseKey{Key: "hg_wrong_0123456789", Keep: action.KeepFile}); !api.IsAuth(err) || strings.Contains(err.Error(), "hg_wrong") {
		t.Errorf("a wrong key gives %v", err)
	}
	if _, err := c.connect(t.Context(), action.UseKey{Key: "two lines\nof text"}); err == nil {
		t.Error("text is taken for a key")
	}
}

func TestReconnectFindsTheReplacedKey(t *testing.T) {
	c := connected(t)
	t.Setenv("HEYGEN_API_KEY", "hg_revoked_0123456789")
	if _, err := c.reconnect(t.Context()); !api.IsAuth(err) {
		t.Errorf("a refused key gives %v", err)
	}
	t.Setenv("HEYGEN_API_KEY", keyInTest)
	if _, err := c.reconnect(t.Context()); err != nil {
		t.Error(err)
	}
	t.Setenv("HEYGEN_API_KEY", "")
	t.Setenv("HEYGEN_CONFIG_DIR", t.TempDir())
	if _, err := c.reconnect(t.Context()); err == nil {
		t.Error("no key is no error")
	}
}

func TestTheDemoIsASessionOnLoopbackWithItsOwnKey(t *testing.T) {
	c := connector{source: systemInTest(), base: "https://example.com", secrets: &terminal.Secrets{}, memories: &memories{}}
	s, err := c.demo(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.memories.wait(io.Discard)
	if !s.Identity.Demo || !strings.HasPrefix(s.Identity.BaseURL, "http://127.0.0.1:") {
		t.Errorf("identity %+v", s.Identity)
	}
	page, err := s.Client.ListJobs(t.Context(), api.ListOptions{Limit: 100})
	if err != nil || len(page.Jobs) < 40 {
		t.Errorf("got %d jobs, %v", len(page.Jobs), err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Identity.BaseURL+"/v3/lipsyncs", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("a stranger gets %d", resp.StatusCode)
	}
}

func TestAClosedServerIsNewsAndAClosedConnectionIsNone(t *testing.T) {
	probed := make(chan struct{}, 10)
	h := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	h.Config.ConnState = func(_ net.Conn, s http.ConnState) {
		if s == http.StateNew {
			probed <- struct{}{}
		}
	}
	h.Start()
	transport, news := watchedTransport()
	get := func() {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, h.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := transport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
	}
	get()
	<-probed // our own connection
	h.CloseClientConnections()
	<-probed // the server is asked whether it is still there
	select {
	case <-news:
		t.Fatal("a server that still answers is called gone")
	case <-time.After(100 * time.Millisecond):
	}
	get()
	h.Close()
	select {
	case <-news:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody heard that the server is gone")
	}
}
