package api

import (
	"context"
	"errors"
	"net/http/httptrace"
	"net/url"
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
