package api

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
)

// connection records whether one attempt ever had a connection to send on, and
// which proxy it took. It is what tells "nothing was sent" from "the answer was
// lost" when the limit ends a dial: both come back as the same deadline error.
type connection struct {
	asked, got atomic.Bool
	proxy      atomic.Pointer[url.URL]
}

// connectionKey is where a request's context has its connection.
type connectionKey struct{}

func watchConnection(ctx context.Context) (context.Context, *connection) {
	c := &connection{}
	return httptrace.WithClientTrace(context.WithValue(ctx, connectionKey{}, c), &httptrace.ClientTrace{
		GetConn: func(string) { c.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { c.got.Store(true) },
	}), c
}

// never tells that surely no connection was had; a transport that does not
// report its connections leaves it open.
func (c *connection) never() bool { return c.asked.Load() && !c.got.Load() }

// note says in the error of an attempt how far it came.
func (c *connection) note(e *Error) *Error {
	e.unsent = c.never() || errors.Is(e.Err, errProxyAddress)
	e.proxy = c.proxyHost(e.Err)
	return e
}

// What helps where no answer comes: checkNetwork where the way to a host is at fault, elsewhere
// where the API is not HeyGen's own, at an address that may be mistyped and a server that may
// not run.
const (
	checkNetwork = "Check the network."
	elsewhere    = "Check that it runs and that HEYGEN_API_BASE (base_url) is right."
)

// errProxyAddress stands for the transport's own error, whose text repeats the
// address and the password in it.
var errProxyAddress = errors.New("the proxy's address cannot be read")

// proxyRefusal is the answer of a proxy that does not connect.
type proxyRefusal struct{ status int }

func (e *proxyRefusal) Error() string {
	if e.status == http.StatusProxyAuthRequired {
		return "it asks for a name and a password (407)"
	}
	return fmt.Sprintf("it answered %d %s", e.status, http.StatusText(e.status))
}

// tellingProxy makes a transport say which proxy a request takes and what that
// proxy answered: its own errors do not tell the proxy from the server behind it.
func tellingProxy(rt http.RoundTripper) http.RoundTripper {
	t, ok := rt.(*http.Transport)
	if !ok || t.Proxy == nil {
		return rt
	}
	t = t.Clone()
	choose := t.Proxy
	t.Proxy = func(r *http.Request) (*url.URL, error) {
		u, err := choose(r)
		if err != nil {
			return nil, errProxyAddress
		}
		if c, ok := r.Context().Value(connectionKey{}).(*connection); ok {
			c.proxy.Store(u)
		}
		return u, nil
	}
	t.OnProxyConnectResponse = func(_ context.Context, _ *url.URL, _ *http.Request, resp *http.Response) error {
		if resp.StatusCode != http.StatusOK {
			return &proxyRefusal{resp.StatusCode}
		}
		return nil
	}
	return t
}

// proxyHost is the proxy that an attempt without a connection failed at, "" when it
// took none or the server behind it failed.
func (c *connection) proxyHost(err error) string {
	u := c.proxy.Load()
	if u == nil || !c.never() || untrusted(err) && !atProxy(err) {
		return ""
	}
	return u.Host
}

func atProxy(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "proxyconnect"
}

// proxyWords say what went wrong with a proxy, and what helps.
func proxyWords(err error) (why, next string) {
	var refused *proxyRefusal
	why, next = reason(err)
	switch {
	case untrusted(err):
		return why, next
	case errors.As(err, &refused) && refused.status == http.StatusProxyAuthRequired:
		return why, "Put them into HTTPS_PROXY: http://name:password@host:port."
	case strings.HasPrefix(why, "malformed HTTP"):
		why = "what answers there is no proxy"
	}
	return why, "Check HTTPS_PROXY, which names it, and the proxy itself."
}
