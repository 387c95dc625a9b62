package api

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// issue makes a certificate for a host, signed by an authority of the name; ""
// signs it by itself.
func issue(t *testing.T, authority, host string, from, until time.Time) tls.Certificate {
	t.Helper()
	leaf := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: host}, DNSNames: []string{host},
		NotBefore: from, NotAfter: until,
	}
	key := newKey(t)
	parent, signer := leaf, key
	if authority != "" {
		signer = newKey(t)
		parent = &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{Organization: []string{authority}}, NotBefore: from, NotAfter: until, IsCA: true, BasicConstraintsValid: true}
	}
	raw, err := x509.CreateCertificate(rand.Reader, leaf, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{raw}, PrivateKey: key}
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// toServer is a transport that reaches a TLS server under HeyGen's name.
func toServer(t *testing.T, cert tls.Certificate, trusted *x509.CertPool) *http.Transport {
	t.Helper()
	srv := httptest.NewUnstartedServer(http.NotFoundHandler())
	srv.TLS = &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	srv.Config.ErrorLog = discardLog()
	srv.StartTLS()
	t.Cleanup(srv.Close)
	dial := &net.Dialer{}
	return &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12},
		DialContext:     dialTo(dial, srv.Listener.Addr().String()),
	}
}

// once asks one time over a transport; a rename is not tried again.
func once(t *testing.T, rt http.RoundTripper, limits Timeouts) error {
	t.Helper()
	c, err := New(Credential{Key: testKey}, Options{Transport: rt, Timeouts: limits})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.UpdateTitle(background(), "ls_1", "x")
	return err
}

func TestACertificateThatIsNotAcceptedIsNamed(t *testing.T) {
	now := time.Now()
	day := 24 * time.Hour
	good := issue(t, "", "api.heygen.com", now.Add(-day), now.Add(day))
	other := issue(t, "", "portal.example.com", now.Add(-day), now.Add(day))
	old := issue(t, "", "api.heygen.com", now.Add(-9*day), now.Add(-day))
	early := issue(t, "", "api.heygen.com", now.Add(day), now.Add(9*day))
	pool := x509.NewCertPool()
	for _, c := range []tls.Certificate{other, old, early} {
		parsed, err := x509.ParseCertificate(c.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		pool.AddCert(parsed)
	}
	for name, c := range map[string]struct {
		cert tls.Certificate
		want []string
	}{
		"an authority nobody knows": {issue(t, "Corp Inspection CA", "api.heygen.com", now.Add(-day), now.Add(day)), []string{
			`HeyGen was not reached: its certificate was issued by "Corp Inspection CA", which this machine does not trust.`, "To trust that authority", "SSL_CERT_FILE",
		}},
		"a name to harm the terminal": {issue(t, "Corp\x1b[2J\nCA", "api.heygen.com", now.Add(-day), now.Add(day)), []string{`issued by "Corp [2J CA",`}},
		"signed by itself":            {good, []string{`its certificate is self-signed (issued by "api.heygen.com")`, "SSL_CERT_FILE"}},
		"another host's":              {other, []string{`issued by "portal.example.com", is for another host (portal.example.com).`, "Something on the way"}},
		"old":                         {old, []string{"expired on " + now.Add(-day).UTC().Format("2 January 2006"), "clock"}},
		"too early":                   {early, []string{"is only valid from " + now.Add(day).UTC().Format("2 January 2006"), "clock"}},
	} {
		t.Run(name, func(t *testing.T) {
			err := once(t, toServer(t, c.cert, pool), Timeouts{})
			x := Explain(err)
			for _, want := range c.want {
				if !strings.Contains(x.What+" "+x.Next, want) {
					t.Errorf("%q is not in %q %q", want, x.What, x.Next)
				}
			}
			if !IsUntrusted(err) || IsProxy(err) || MayBeDone(err) {
				t.Errorf("%v: untrusted %v, proxy %v, may be done %v", err, IsUntrusted(err), IsProxy(err), MayBeDone(err))
			}
		})
	}
}

// proxyThat answers connections with what it is given, "" for nothing at all.
func proxyThat(t *testing.T, says string, hangs bool) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	t.Cleanup(func() { close(done); _ = ln.Close() })
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close() //nolint:errcheck // a test
				_, _ = conn.Read(make([]byte, 4096))
				_, _ = io.WriteString(conn, says)
				if hangs {
					<-done
				}
			}()
		}
	}()
	return ln.Addr().String()
}

func TestAProxyThatFailsIsNamed(t *testing.T) {
	closed := proxyThat(t, "", false)
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := ln.Addr().String()
	_ = ln.Close()
	mute, wants := proxyThat(t, "", true), proxyThat(t, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n", false)
	lost := proxyThat(t, "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", false)
	other := proxyThat(t, "SSH-2.0-OpenSSH_9.9\r\n", false)
	tlsProxy := httptest.NewUnstartedServer(http.NotFoundHandler())
	tlsProxy.Config.ErrorLog = discardLog()
	tlsProxy.StartTLS()
	defer tlsProxy.Close()
	const check = "Check HTTPS_PROXY, which names it, and the proxy itself."
	for proxy, want := range map[string][2]string{
		"http://u:p4ss@" + nobody:               {"HeyGen was not reached through the proxy " + nobody + ": the connection was refused.", check},
		"http://" + wants:                       {"HeyGen was not reached through the proxy " + wants + ": it asks for a name and a password (407).", "Put them into HTTPS_PROXY: http://name:password@host:port."},
		"http://" + lost:                        {"HeyGen was not reached through the proxy " + lost + ": it answered 502 Bad Gateway.", check},
		"http://" + closed:                      {"HeyGen was not reached through the proxy " + closed + ": the connection was cut.", check},
		"http://" + other:                       {"HeyGen was not reached through the proxy " + other + ": what answers there is no proxy.", check},
		"http://" + mute:                        {"HeyGen was not reached through the proxy " + mute + ": it did not answer in time.", check},
		"socks5://u:p4ss@" + nobody:             {"HeyGen was not reached through the proxy " + nobody + ": the connection was refused.", check},
		"https://" + host(t, tlsProxy.URL):      {"HeyGen was not reached through the proxy " + host(t, tlsProxy.URL) + `: its certificate is self-signed (issued by "Acme Co")`, trustStep("it")},
		"socks5://" + host(t, "http://"+closed): {"HeyGen was not reached through the proxy " + closed + ": ", check},
	} {
		t.Run(proxy, func(t *testing.T) {
			u, err := url.Parse(proxy)
			if err != nil {
				t.Fatal(err)
			}
			wait := 10 * time.Second // all but one answer at once
			if u.Host == mute {
				wait = 300 * time.Millisecond
			}
			err = once(t, &http.Transport{Proxy: http.ProxyURL(u)}, Timeouts{Read: wait, Write: wait})
			x := Explain(err)
			if !strings.HasPrefix(x.What, want[0]) || x.Next != want[1] || strings.Contains(x.What+err.Error(), "p4ss") {
				t.Errorf("%+v\nwant %q", x, want)
			}
			if !IsProxy(err) || !IsOffline(err) || MayBeDone(err) {
				t.Errorf("%v: proxy %v, offline %v, may be done %v", err, IsProxy(err), IsOffline(err), MayBeDone(err))
			}
		})
	}
}

func TestAProxyAddressThatCannotBeReadIsNoSecretAndNoDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		bad := errors.New(`invalid proxy address "http://user:p4ss@host:80:80": bad port`)
		c, err := New(Credential{Key: testKey}, Options{Transport: &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return nil, bad }}})
		if err != nil {
			t.Fatal(err)
		}
		_, err = c.CreateJob(background(), CreateRequest{}, "k")
		want := Explanation{"HeyGen was not reached: the proxy's address cannot be read.", "Nothing was made or billed.", "Correct HTTPS_PROXY."}
		if x := Explain(err); x != want || strings.Contains(err.Error(), "p4ss") || !IsProxy(err) || IsUncertain(err) {
			t.Errorf("%+v, %v", x, err)
		}
	})
}

func TestWhatAnswersWithoutEncryptionIsSaidToDoSo(t *testing.T) {
	plain := httptest.NewServer(http.NotFoundHandler())
	defer plain.Close()
	for addr, want := range map[string]string{
		plain.Listener.Addr().String():                       "HeyGen was not reached: what answered does not speak https.",
		proxyThat(t, "220 mail.example.com ESMTP\r\n", true): "HeyGen was not reached: what answered does not speak https.",
	} {
		err := once(t, &http.Transport{DialContext: dialTo(&net.Dialer{}, addr)}, Timeouts{Write: time.Second})
		if x := Explain(err); x.What != want || MayBeDone(err) {
			t.Errorf("%+v, %v", x, err)
		}
	}
}

func TestTheReasonHoldsTheStepThatOnlyTheUserCanTake(t *testing.T) {
	c, _ := scripted(t, fail(&tls.CertificateVerificationError{Err: errors.New("x509: unknown authority")}))
	_, err := c.OpenDownload(background(), Download{URL: "https://files.example.com/a.mp4"})
	if got := Reason(err); got != "The file's host was not reached: its certificate is not accepted: unknown authority. Check what stands between here and there." {
		t.Error(got)
	}
	c, _ = scripted(t, fail(errRefused))
	_, err = c.OpenDownload(background(), Download{URL: "https://files.example.com/a.mp4"})
	if got := Reason(err); got != "The file's host was not reached: the connection was refused." {
		t.Error(got)
	}
}

func TestAFilesHostThatIsNotReachedIsNotCalledHeyGen(t *testing.T) {
	c, _ := scripted(t, fail(errRefused))
	_, err := c.OpenDownload(background(), Download{URL: "https://files.example.com/a.mp4?Signature=x"})
	if x := Explain(err); x.What != "The file's host was not reached: the connection was refused." {
		t.Errorf("%+v", x)
	}
}
