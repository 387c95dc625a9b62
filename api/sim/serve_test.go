package sim_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

func listen(t *testing.T) net.Listener {
	t.Helper()
	var lc net.ListenConfig
	ln, err := lc.Listen(t.Context(), "tcp", "127.0.0.1:0")
	must(t, err == nil, "%v", err)
	return ln
}

// serving serves on a port of this machine until stop; served gets what Serve returns.
func serving(t *testing.T, s *sim.Server) (c client, stop func(), served chan error) {
	ln := listen(t)
	ctx, stop := context.WithCancel(t.Context())
	served = make(chan error, 1)
	go func() { served <- sim.Serve(ctx, ln, s) }()
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return client{t, "http://" + ln.Addr().String(), &http.Client{Transport: transport}}, stop, served
}

// A request that never ends does not keep the server from ending.
func TestServeEndsWithItsContextWhateverIsGoingOn(t *testing.T) {
	s := newServer(nil)
	c, stop, served := serving(t, s)
	c.do(200, "GET", "/v3/users/me", "")
	s.Faults().Add(sim.Fault{Kind: sim.FaultStall})
	resp, err := c.http.Do(c.request("GET", "/v3/users/me", ""))
	must(t, err == nil, "%v", err)
	defer resp.Body.Close() //nolint:errcheck // cut anyway
	start := time.Now()
	stop()
	must(t, <-served == nil, "Serve failed")
	must(t, time.Since(start) < 2500*time.Millisecond, "it took %v", time.Since(start))
	_, err = (&net.Dialer{Timeout: time.Second}).DialContext(t.Context(), "tcp", strings.TrimPrefix(c.base, "http://"))
	must(t, err != nil, "the listener is still open")
}

func TestServeTellsWhenTheListenerFails(t *testing.T) {
	ln := listen(t)
	must(t, ln.Close() == nil, "cannot close")
	must(t, sim.Serve(t.Context(), ln, newServer(nil)) != nil, "no error of a dead listener")
}

// What is being answered when the server ends is still answered, and Serve
// returns after it.
func TestServeLetsRequestsInFlightEnd(t *testing.T) {
	s := newServer(nil)
	c, stop, served := serving(t, s)
	body, rest := io.Pipe()
	req := c.request("POST", "/v3/lipsyncs", "")
	req.Body, req.ContentLength = body, int64(len(plain))
	answered := make(chan int, 1)
	go func() {
		a, _ := c.try(req)
		answered <- a.status
	}()
	_, err := rest.Write([]byte(plain[:10]))
	must(t, err == nil, "%v", err)
	time.Sleep(50 * time.Millisecond) // the first half is on its way through a real socket
	stop()
	select {
	case err := <-served:
		t.Fatalf("Serve returned while a request was in flight: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	_, err = rest.Write([]byte(plain[10:]))
	must(t, err == nil && rest.Close() == nil, "%v", err)
	must(t, <-served == nil && len(s.Jobs()) == 1, "Serve returned before the job was made")
	must(t, <-answered == 200, "no answer")
}
