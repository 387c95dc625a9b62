package sim

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"lipdash/api/safely"
)

// farewell is how long requests that are being answered may take when the
// server ends.
const farewell = 3 * time.Second

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
	quick, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if h.Shutdown(quick) != nil {
		_ = h.Close()
	}
}
