package submission

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"

	"lipdash/api"
)

// wire answers every request alike.
type wire func() (*http.Response, error)

func (w wire) RoundTrip(*http.Request) (*http.Response, error) { return w() }

// failing is the error that the real client makes of a create that is answered
// so; its own retries pass in fake time.
func failing(t *testing.T, w wire) (err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		client, bad := api.New(api.Credential{Key: "key"}, api.Options{Transport: w})
		if bad != nil {
			t.Fatal(bad)
		}
		video := api.Source{URL: "https://example.com/v.mp4"}
		_, err = client.CreateJob(context.Background(), api.CreateRequest{Video: video, Audio: video}, "k")
	})
	if err == nil {
		t.Fatal("the create did not fail")
	}
	return err
}

// answer is a wire that says no.
func answer(status int, body string, header ...string) wire {
	return func() (*http.Response, error) {
		h := http.Header{"Content-Type": {"application/json"}}
		for i := 0; i < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body))}, nil
	}
}

// refusal is an answer in HeyGen's envelope.
func refusal(t *testing.T, status int, code string) error {
	return failing(t, answer(status, fmt.Sprintf(`{"error":{"code":%q,"message":"no"}}`, code)))
}

func refusalOf(t *testing.T, param string) error {
	return failing(t, answer(400, fmt.Sprintf(`{"error":{"code":"invalid_parameter","message":"bad link","param":%q}}`, param)))
}

func tooMany(t *testing.T, seconds string) error {
	return failing(t, answer(429, `{"error":{"code":"rate_limit_exceeded","message":"slow down"}}`, "Retry-After", seconds))
}

func lostAnswer(t *testing.T) error {
	return failing(t, func() (*http.Response, error) { return nil, io.ErrUnexpectedEOF })
}

func offline(t *testing.T) error {
	return failing(t, func() (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	})
}
