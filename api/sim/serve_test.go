package sim_test

import (
	"context"
	"net"
	"net/http"
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

// A request that never ends does not keep the server from ending.
func TestServeEndsWithItsContextWhateverIsGoingOn(t *testing.T) {
	s := newServer(nil)
	ln := listen(t)
	ctx, stop := context.WithCancel(t.Context())
	served := make(chan error, 1)
	go func() { served <- sim.Serve(ctx, ln, s) }()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	c := client{t, "http://" + ln.Addr().String(), &http.Client{Transport: transport}}
	c.do(200, "GET", "/v3/users/me", "")
	s.Faults().Add(sim.Fault{Kind: sim.FaultStall})
	resp, err := c.http.Do(c.request("GET", "/v3/users/me", ""))
	must(t, err == nil, "%v", err)
	defer resp.Body.Close() //nolint:errcheck // cut anyway
	start := time.Now()
	stop()
	must(t, <-served == nil, "Serve failed")
	must(t, time.Since(start) < 3*time.Second, "it took %v", time.Since(start))
	_, err = net.DialTimeout("tcp", ln.Addr().String(), time.Second)
	must(t, err != nil, "the listener is still open")
}

func TestServeTellsWhenTheListenerFails(t *testing.T) {
	ln := listen(t)
	must(t, ln.Close() == nil, "cannot close")
	must(t, sim.Serve(t.Context(), ln, newServer(nil)) != nil, "no error of a dead listener")
}
