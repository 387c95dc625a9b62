package api

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"
)

func TestUncertainty(t *testing.T) {
	for name, c := range map[string]struct {
		steps     []step
		uncertain bool
	}{
		"lost answers":                  {[]step{fail(errReset)}, true},
		"our limit":                     {[]step{hang}, true},
		"5xx":                           {[]step{answerWith(500, "")}, true},
		"2xx without an id":             {[]step{reply200(`{"data":{}}`)}, true},
		"2xx that is empty":             {[]step{reply200("")}, true},
		"2xx that is no JSON":           {[]step{reply200("<html>")}, true},
		"never connected":               {[]step{fail(errRefused)}, false},
		"lost, then never connected":    {[]step{fail(errReset), fail(errRefused)}, true},
		"lost, then a key refused":      {[]step{fail(errReset), answerWith(401, `{"error":{"code":"unauthorized"}}`)}, true},
		"lost, then a moved address":    {[]step{fail(errReset), answerWith(404, "not found")}, true},
		"garbage":                       {[]step{reply200(`{"data":`)}, true},
		"2xx with an error":             {[]step{reply200(`{"error":{"code":"forbidden"}}`)}, false},
		"a dial that failed":            {[]step{fail(&net.OpError{Op: "dial", Err: errors.New("i/o timeout")})}, false},
		"a proxy that refused":          {[]step{fail(&net.OpError{Op: "proxyconnect", Err: errors.New("no")})}, false},
		"not sent, then refused":        {[]step{fail(errRefused), answerWith(402, `{"error":{"code":"insufficient_credit"}}`)}, false},
		"refused":                       {[]step{answerWith(400, `{"error":{"code":"invalid_parameter"}}`)}, false},
		"too many":                      {[]step{answerWith(429, "", "Retry-After", "90")}, false},
		"lost, then too many":           {[]step{fail(errReset), answerWith(429, "", "Retry-After", "90")}, true},
		"one under way that never ends": {[]step{answerWith(409, `{"error":{"code":"request_in_progress"}}`)}, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, _ := scripted(t, c.steps...)
				_, err := client.CreateJob(background(), CreateRequest{}, "key-1")
				if err == nil || IsUncertain(err) != c.uncertain {
					t.Fatalf("%v: uncertain %t, want %t", err, IsUncertain(err), c.uncertain)
				}
			})
		})
	}
}

func TestACreateThatWasCancelledIsUncertainOnlyOnceItWasSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(background())
		client, s := scripted(t, hang)
		time.AfterFunc(time.Second, cancel)
		if _, err := client.CreateJob(ctx, CreateRequest{}, "k"); !IsCanceled(err) || !IsUncertain(err) {
			t.Error(err)
		}
		if _, err := client.CreateJob(ctx, CreateRequest{}, "k"); !IsCanceled(err) || IsUncertain(err) || s.requests() != 1 {
			t.Error(err)
		}
	})
}

func TestADialThatOurLimitEndsIsNoUncertainty(t *testing.T) {
	// A real transport, so that it reports that it never had a connection.
	rt := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}}
	client, err := New(Credential{Key: testKey}, Options{Transport: rt, Timeouts: Timeouts{Write: 20 * time.Millisecond}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.CreateJob(background(), CreateRequest{}, "k")
	if !IsOffline(err) || IsUncertain(err) {
		t.Fatalf("%v: uncertain %t", err, IsUncertain(err))
	}
}
