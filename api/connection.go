package api

import (
	"context"
	"net/http/httptrace"
	"sync/atomic"
)

// connection records whether one attempt ever had a connection to send on. It
// is what tells "nothing was sent" from "the answer was lost" when the limit
// ends a dial: both come back as the same deadline error.
type connection struct{ asked, got atomic.Bool }

func watchConnection(ctx context.Context) (context.Context, *connection) {
	c := &connection{}
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { c.asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { c.got.Store(true) },
	}), c
}

// never tells that surely no connection was had; a transport that does not
// report its connections leaves it open.
func (c *connection) never() bool { return c.asked.Load() && !c.got.Load() }
