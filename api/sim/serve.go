package sim

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"lipdash/api/safely"
)

// shutdownTime is how long requests that are being answered may take when the
// server ends.
const shutdownTime = 3 * time.Second

// Serve answers on a listener until the context ends and returns when the last
// request has ended, nil unless the listener failed. There is no limit on a
// whole request: uploads are long, and a stall is a fault to order.
func Serve(ctx context.Context, ln net.Listener, s *Server) error {
	h := &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute,
		// Stalled and slow answers end with the server.
		BaseContext: func(net.Listener) context.Context { return ctx },
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, safely.Func(func() {
		defer close(ended)
		shut(h)
	}))
	err := h.Serve(ln)
	if stop() {
		return err
	}
	<-ended
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// shut waits a little for requests in flight. The context that ended the
// server cannot bound this.
func shut(h *http.Server) {
	quick, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	if h.Shutdown(quick) != nil {
		_ = h.Close()
	}
}

// Transport carries requests to the server without a socket: it is net/http's own
// client and server, with a pipe between them for each request. It answers for every
// host, so presigned links of other hosts work too. It works inside testing/synctest,
// and no goroutine of it outlives a closed body.
func (s *Server) Transport() http.RoundTripper {
	return &http.Transport{
		DisableKeepAlives: true, DisableCompression: true,
		DialContext:    func(context.Context, string, string) (net.Conn, error) { return s.pipe(nil), nil },
		DialTLSContext: func(context.Context, string, string) (net.Conn, error) { return s.pipe(&tls.ConnectionState{}), nil },
	}
}

// pipe is the client's end of a connection that is served.
func (s *Server) pipe(secure *tls.ConnectionState) net.Conn {
	client, server := net.Pipe()
	h := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { //nolint:gosec // no stranger is at the other end
		r.TLS = secure
		s.ServeHTTP(w, r)
		_, _ = io.Copy(io.Discard, r.Body) // a pipe holds nothing back: who still writes would fail
	})}
	safely.Go(func() { _ = h.Serve(&single{server}) })
	return client
}

// single is a listener that one connection arrives at.
type single struct{ conn net.Conn }

func (l *single) Accept() (conn net.Conn, err error) {
	conn, l.conn = l.conn, nil
	if conn == nil {
		return nil, io.EOF
	}
	return conn, nil
}

func (l *single) Close() error   { return nil }
func (l *single) Addr() net.Addr { return &net.UnixAddr{Name: "sim", Net: "pipe"} }
