package api

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
)

// DefaultBaseURL is HeyGen's API host (api.md 1).
const DefaultBaseURL = "https://api.heygen.com"

// Timeouts are the limits of one attempt by class of call: HeyGen's slowest
// create has a p99 near 31 s, so one limit does not fit all (api.md 1.7).
type Timeouts struct{ Read, Write, Transfer time.Duration }

func (t Timeouts) orDefault() Timeouts {
	return Timeouts{
		Read: cmp.Or(t.Read, 30*time.Second), Write: cmp.Or(t.Write, 120*time.Second), Transfer: cmp.Or(t.Transfer, 10*time.Minute),
	}
}

// Call is one attempt of one request, told to the observer after its answer.
// It holds no secrets.
type Call struct {
	// Path is escaped, without the query and without the base URL's prefix; it
	// is "/(storage)" for the bytes of a direct upload and "/(media)" for those
	// of a download.
	Method, Path string
	// Query is the call's own: which page, which ids.
	Query string
	// Status is 0 when no answer came.
	Status    int
	Start     time.Time
	Duration  time.Duration
	Attempt   int
	RequestID string
	// Bytes are those of the answer's body, or of the file that went to the
	// storage; 0 when unknown.
	Bytes int64
	// Wait is how long the client waits before it tries again, 0 when it
	// does not.
	Wait time.Duration
	Err  error
}

// Reads tells whether the call only asks.
func (c Call) Reads() bool { return c.Method == http.MethodGet }

// Sends tells whether the call carries more than its address.
func (c Call) Sends() bool { return !c.Reads() && c.Method != http.MethodDelete }

// Client calls the API. Build one with New.
type Client struct {
	cred       Credential
	base       *url.URL
	http       *http.Client
	agent      string
	timeouts   Timeouts
	observe    func(Call)
	gate       gate
	ledger     ledger
	clock      serverClock
	jitter     func() float64
	noStatuses atomic.Bool
	readOnly   bool
	keyHint    string
}

// Options say how a Client is built; the zero value asks HeyGen itself.
type Options struct {
	// BaseURL is another API host; a path in it is a prefix of every call.
	BaseURL string
	// Transport carries requests, uploads to presigned hosts included.
	Transport http.RoundTripper
	// UserAgent says honestly who calls.
	UserAgent string
	// Timeouts are the limits of one attempt; zero fields keep the default.
	Timeouts Timeouts
	// ReadOnly refuses every write before anything leaves (ErrReadOnly).
	ReadOnly bool
	// KeyHint is what to do about a key that is refused, a few words without a full stop;
	// "" for what is usual.
	KeyHint string
	// Observe is told of every attempt. It is called from the goroutine of the
	// call and must not block; nil tells nobody.
	Observe func(Call)
}

// New builds a client. It refuses an empty credential and a base URL that would
// carry it in the clear to another machine.
func New(cred Credential, o Options) (*Client, error) {
	if cred.Empty() {
		return nil, errors.New("no API key")
	}
	if strings.ContainsFunc(cred.Key+cred.Bearer, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return nil, errors.New("the API key has a space or a control character in it")
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	base, err := parseBase(cmp.Or(o.BaseURL, DefaultBaseURL))
	if err != nil {
		return nil, err
	}
	transport := tellingProxy(o.Transport)
	if o.ReadOnly {
		transport = readsOnly{transport}
	}
	return &Client{
		cred: cred, base: base, agent: cmp.Or(o.UserAgent, "lipdash"), timeouts: o.Timeouts.orDefault(),
		observe: o.Observe, jitter: rand.Float64, readOnly: o.ReadOnly, keyHint: o.KeyHint,
		http: &http.Client{
			Transport: transport,
			// A redirected POST would become a GET, and custom headers such as
			// X-Api-Key would go to the other host (api.md 9, no. 33).
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}, nil
}

func parseBase(raw string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimRight(raw, "/"))
	if err != nil || u.Host == "" {
		return nil, errors.New("the API's base URL cannot be read")
	}
	if u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
		return nil, errors.New("the API's base URL must not have a user, a query or a fragment")
	}
	if !secureURL(u) {
		return nil, fmt.Errorf("the API's base URL must be https (plain http only to this machine), not %s://%s", u.Scheme, u.Host)
	}
	return u, nil
}

// Host is the API's host, for people.
func (c *Client) Host() string { return c.base.Host }

// notHeyGen is the host and port of the API where that is not HeyGen's own, else "".
func (c *Client) notHeyGen() string {
	if c.BaseURL() == DefaultBaseURL {
		return ""
	}
	return c.base.Host
}

// BaseURL is where the API is, without a slash at its end.
func (c *Client) BaseURL() string { return c.base.String() }

// String names the client by its host; printing a client must not print what
// it holds.
func (c *Client) String() string { return "client of " + c.Host() }

// GoString is String, for %#v.
func (c *Client) GoString() string { return c.String() }

// PausedUntil is until when the whole client waits because HeyGen asked it to
// slow down; zero when it does not.
func (c *Client) PausedUntil() time.Time { return c.gate.closedUntil() }

// ForgetConnections closes the connections that carry nothing now. After the
// machine slept they are dead, which a call on one of them would learn late.
func (c *Client) ForgetConnections() { c.http.CloseIdleConnections() }

// secureURL tells whether a secret may travel to u: https, or plain http to
// this machine itself.
func secureURL(u *url.URL) bool {
	switch u.Scheme {
	case "https":
		return true
	case "http":
		return loopback(u.Hostname())
	}
	return false
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}
