package api

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"
)

func said(message string) string {
	message = strings.TrimRight(message, ". ")
	if message == "" {
		return ""
	}
	return ": " + message
}

// sentence gives a text a capital and a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(r)) + s[n:]
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(".!?…。！？", last) {
		s += "."
	}
	return s
}

func causeText(err error) string {
	if err == nil {
		return "it did not work"
	}
	return err.Error()
}

// reason shortens the network's words, and says what helps.
func reason(err error) (why, next string) {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var notTLS tls.RecordHeaderError
	var alert tls.AlertError
	next = "Check the network."
	switch {
	case errors.Is(err, errProxyAddress):
		return err.Error(), "Correct HTTPS_PROXY."
	case errors.As(err, &cert):
		return certificateWords(cert)
	case errors.As(err, &dns) && (dns.IsTimeout || dns.IsTemporary):
		return "no name server answered", next
	case errors.As(err, &dns):
		return "the host name is not known", next
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &notTLS):
		return "what answered does not speak https", "Check the base URL, and what stands between here and there."
	case errors.As(err, &alert):
		return "the encrypted connection was refused (" + strings.TrimPrefix(alert.Error(), "tls: ") + ")", "Check what stands between here and there."
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused", next
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return "there is no network", next
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection was cut", next
	}
	return strings.TrimRight(causeText(err), ". "), next
}
