package sim

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Serve answers on a listener until the context ends.
func Serve(ctx context.Context, ln net.Listener, s *Server) error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second, IdleTimeout: 2 * time.Minute}
	stop := context.AfterFunc(ctx, func() {
		quick, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if h.Shutdown(quick) != nil {
			_ = h.Close()
		}
	})
	defer stop()
	if err := h.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
