package api

import (
	"compress/flate"
	"compress/gzip"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"
	"unicode"
	"unicode/utf8"
)

// Explanation is an error in words: what happened, what it means for the
// money, and what to do next. Each is one plain sentence or "".
type Explanation struct{ What, Money, Next string }

// String is all of it in one line.
func (x Explanation) String() string {
	s := x.What
	for _, part := range []string{x.Money, x.Next} {
		if part != "" {
			s += " " + part
		}
	}
	return s
}

// Explain puts any error into words for a person; nil has none.
func Explain(err error) Explanation {
	if err == nil {
		return Explanation{}
	}
	e := As(err)
	if e.Op == "" {
		return Explanation{What: sentence(err.Error())}
	}
	x := e.explain()
	switch {
	case e.create && e.inProgress():
		x = Explanation{"The job is still being made.", "It is one job, however often it is asked for.", "Nothing to do, it continues by itself."}
	case e.Uncertain:
		x.Money = "The job may have been made all the same."
		x.Next = "It is looked for before it is sent again."
	case e.create && e.madeNothing():
		x.Money = "Nothing was made or billed."
	}
	return x
}

// Reason is what happened and, where only the user can mend it, the next step: a
// proxy or a certificate does not get better by waiting.
func Reason(err error) string {
	x := Explain(err)
	if IsProxy(err) || IsUntrusted(err) {
		return x.What + " " + x.Next
	}
	return x.What
}

// madeNothing tells whether a create's failure that is not uncertain also says
// that there is no job of it.
func (e *Error) madeNothing() bool {
	return e.kind != kindStatus || e.Status >= 300 && e.Status != http.StatusConflict
}

func (e *Error) explain() Explanation {
	switch e.kind {
	case kindCanceled:
		return Explanation{What: "It was stopped before an answer came."}
	case kindTimeout, kindTransport:
		return e.explainSilence()
	case kindBody:
		return Explanation{What: sentence(first(e.Message, e.unreadable())), Next: sentence(e.Hint)}
	case kindLocal:
		return Explanation{What: sentence(first(e.Message, causeText(e.Err))), Next: sentence(e.Hint)}
	}
	return Explanation{What: e.what(), Next: sentence(e.Hint)}
}

// who is whoever was asked.
func (e *Error) who() string { return first(e.peer, "HeyGen") }

// explainSilence is about an answer that did not come.
func (e *Error) explainSilence() Explanation {
	who, again := e.who(), "Try again in a moment."
	if e.base != "" && e.peer == "" {
		who, again = e.base, elsewhere
	}
	switch {
	case e.proxy != "":
		why, next := proxyWords(e.Err)
		if e.kind == kindTimeout {
			why = "it did not answer in time"
		}
		return Explanation{What: sentence(who + " was not reached through the proxy " + e.proxy + ": " + why), Next: next}
	case e.kind == kindTimeout:
		return Explanation{What: sentence(who + " did not answer in time"), Next: again}
	}
	why, next := reason(e.Err)
	if again == elsewhere && next == checkNetwork {
		next = elsewhere
	}
	if e.sent() {
		return Explanation{What: sentence("no answer from " + who + ": " + why), Next: next}
	}
	return Explanation{What: sentence(who + " was not reached: " + why), Next: next}
}

// unreadable says why an answer that began well could not be used.
func (e *Error) unreadable() string {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(e.Err, errTooLarge):
		return fmt.Sprintf("HeyGen's answer is too large, over %d MB", maxBody>>20)
	case errors.Is(e.Err, gzip.ErrHeader), errors.Is(e.Err, gzip.ErrChecksum), errors.As(e.Err, &corrupt):
		return "the answer could not be unpacked"
	}
	return "the answer was cut short"
}

// says is what the answer says, "" where that is the status in words and nothing else.
// Not of a 404: "Not found" is all that is known of what is missing.
func (e *Error) says() string {
	if strings.EqualFold(strings.TrimSuffix(e.Message, "."), http.StatusText(e.Status)) {
		return ""
	}
	return e.Message
}

// what is the one sentence about an answer that said no.
func (e *Error) what() string {
	if e.inProgress() {
		return "HeyGen is still at work on the same request."
	}
	switch e.Status {
	case http.StatusUnauthorized:
		return "HeyGen refused the key."
	case http.StatusPaymentRequired:
		return sentence(first(e.says(), "the balance is too low"))
	case http.StatusForbidden:
		return sentence(e.forbidden())
	case http.StatusNotFound:
		return e.whatMissing()
	case http.StatusTooManyRequests:
		return e.whatLimited()
	}
	if e.Status >= 500 {
		return sentence(e.who() + " had a fault" + said(e.says()) + e.reference())
	}
	return sentence(first(e.says(), "HeyGen refused to "+e.Op))
}

func (e *Error) whatMissing() string {
	switch {
	case e.Enveloped && e.notJob && !e.create:
		return sentence("could not " + e.Op + said(first(e.Message, "HeyGen does not know it")))
	case e.Enveloped:
		return sentence(first(e.Message, "it no longer exists"))
	}
	return "This address answered that it knows nothing of the kind."
}

func (e *Error) whatLimited() string {
	switch {
	case e.Code == "quota_exceeded":
		return sentence(first(e.says(), "the usage quota is used up"))
	case e.RetryAfter > 0:
		return sentence(e.who() + " asked to slow down for " + e.RetryAfter.Round(time.Second).String())
	}
	return sentence(e.who() + " asked to slow down")
}

func (e *Error) reference() string {
	if e.RequestID == "" {
		return ""
	}
	return " (request " + e.RequestID + ")"
}

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
	next = checkNetwork
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
