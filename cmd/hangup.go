package cmd

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"lipdash/api/safely"
)

// watchedTransport is the usual transport, and a channel that receives a value
// when a server hung up and cannot be reached again: an outage, learned at once
// instead of with the next poll, which may be a minute away. That a server
// closes an idle connection is everyday, and no news when it still answers.
func watchedTransport() (http.RoundTripper, <-chan struct{}) {
	news := make(chan struct{}, 1)
	dialer := &net.Dialer{Timeout: 30 * time.Second, KeepAlive: 30 * time.Second}
	t, ok := http.DefaultTransport.(*http.Transport)
	if !ok {
		return http.DefaultTransport, news
	}
	t = t.Clone()
	t.DialContext = func(ctx context.Context, network, addr string) (_ net.Conn, err error) {
		defer safely.Catch(&err) // in a goroutine of net/http's
		conn, err := dialer.DialContext(ctx, network, addr)
		if err != nil {
			return nil, err
		}
		return &watchedConn{Conn: conn, hungUp: func() { safely.Go(func() { announce(news, network, addr) }) }}, nil
	}
	return t, news
}

// probeTime bounds the one connection that tells a closed door from a shut-down
// house.
const probeTime = 3 * time.Second

func announce(news chan<- struct{}, network, addr string) {
	dialer := net.Dialer{Timeout: probeTime}
	conn, err := dialer.DialContext(context.Background(), network, addr)
	if err == nil {
		_ = conn.Close()
		return
	}
	select {
	case news <- struct{}{}:
	default: // not yet heard, and once is enough
	}
}

// watchedConn notices that the other side closed it. The transport always has a
// read under way, also while a connection is idle.
type watchedConn struct {
	net.Conn
	hungUp func()
	once   sync.Once
	ours   atomic.Bool
}

// Read reads; an end that we did not make is reported once.
func (c *watchedConn) Read(p []byte) (n int, err error) {
	defer safely.Catch(&err) // net/http reads in a goroutine of its own
	n, err = c.Conn.Read(p)
	if err != nil && !c.ours.Load() && !errors.Is(err, os.ErrDeadlineExceeded) {
		c.once.Do(c.hungUp)
	}
	return n, err
}

// Close closes it from our side, which is no news.
func (c *watchedConn) Close() error {
	c.ours.Store(true)
	return c.Conn.Close()
}
