package api

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"runtime"
	"strings"
	"time"
)

// untrusted tells whether a server's certificate was not accepted.
func untrusted(err error) bool {
	var e *tls.CertificateVerificationError
	return errors.As(err, &e)
}

// certificateWords say whose certificate was not accepted, why, and what helps.
func certificateWords(e *tls.CertificateVerificationError) (why, next string) {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var leaf *x509.Certificate
	if len(e.UnverifiedCertificates) > 0 {
		leaf = e.UnverifiedCertificates[0]
	}
	switch {
	case errors.As(e.Err, new(x509.SystemRootsError)):
		return "this machine has no list of trusted authorities", "Install ca-certificates, or set SSL_CERT_FILE to such a list."
	case leaf == nil:
	case errors.As(e.Err, &unknown):
		if unknown.Cert != nil {
			leaf = unknown.Cert
		}
		if bytes.Equal(leaf.RawIssuer, leaf.RawSubject) {
			return "its certificate is self-signed (issued by " + named(leaf.Issuer) + "), and this machine does not trust it", trustStep("it")
		}
		return "its certificate was issued by " + named(leaf.Issuer) + ", which this machine does not trust", trustStep("that authority")
	case errors.As(e.Err, &invalid) && invalid.Reason == x509.Expired:
		when := "expired on " + day(leaf.NotAfter)
		if time.Now().Before(leaf.NotBefore) {
			when = "is only valid from " + day(leaf.NotBefore)
		}
		return "its certificate, issued by " + named(leaf.Issuer) + ", " + when, "Check this machine's clock; if that is right, the certificate has to be renewed there."
	case errors.As(e.Err, &host):
		return "its certificate, issued by " + named(leaf.Issuer) + ", is for another host" + otherNames(leaf), "Something on the way answers in its place, or the base URL is wrong."
	}
	return "its certificate is not accepted: " + strings.TrimPrefix(e.Err.Error(), "x509: "), "Check what stands between here and there."
}

// trustStep is how somebody is trusted. Only where Go reads files instead of
// asking the system does it read the variable.
func trustStep(whom string) string {
	switch runtime.GOOS {
	case "darwin", "ios", "windows":
		return "To trust " + whom + ", add its certificate to the system's trusted ones and start again."
	}
	return "To trust " + whom + ", set SSL_CERT_FILE to a file with its certificate (PEM) and start again."
}

func named(n pkix.Name) string {
	parts := append([]string{n.CommonName}, append(n.Organization, n.OrganizationalUnit...)...)
	return `"` + oneShortLine(first(append(parts, "nobody named")...)) + `"`
}

// longestName bounds a name that anybody may have written.
const longestName = 60

// oneShortLine makes such a name short and one line without control characters.
func oneShortLine(text string) string {
	name := []rune(strings.Map(oneLine, text))
	if len(name) > longestName {
		name = append(name[:longestName-1], '…')
	}
	return string(name)
}

func otherNames(c *x509.Certificate) string {
	if len(c.DNSNames) == 0 {
		return ""
	}
	return " (" + oneShortLine(c.DNSNames[0]) + ")"
}

func day(t time.Time) string { return t.UTC().Format("2 January 2006") }
