package output

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Failure is an error for programs, in the shape of HeyGen's own CLI, with the HTTP
// status and what it means for the money beside it.
type Failure struct {
	// Code is the API's own, or says of what kind the error is: usage_error, auth_error,
	// network_error, timeout, canceled, error.
	Code    string `json:"code"`
	Message string `json:"message"`
	Money   string `json:"money,omitempty"`
	// Hint is the next step.
	Hint      string `json:"hint,omitempty"`
	Param     string `json:"param,omitempty"`
	DocURL    string `json:"doc_url,omitempty"`
	RequestID string `json:"request_id,omitempty"`
	Status    int    `json:"status,omitempty"`
}

// Coded is an error that knows its code and the next step.
type Coded interface {
	error
	Code() string
	Hint() string
}

// Failing is an error that knows all there is to say of it.
type Failing interface {
	error
	Failure() Failure
}

// FailureOf is an error for programs; code is what it is where nothing says better.
func FailureOf(err error, code string) Failure {
	if failing, ok := errors.AsType[Failing](err); ok {
		return failing.Failure()
	}
	if coded, ok := errors.AsType[Coded](err); ok {
		return Failure{Code: coded.Code(), Message: coded.Error(), Hint: coded.Hint()}
	}
	e := api.As(err)
	if e.Op == "" {
		return Failure{Code: code, Message: err.Error()}
	}
	x := api.Explain(err)
	f := Failure{
		Code: e.Code, Message: x.What, Money: x.Money, Hint: x.Next,
		Param: api.ParamOf(err), DocURL: e.DocURL, RequestID: e.RequestID, Status: e.Status,
	}
	if api.IsRateLimited(err) && !strings.HasPrefix(e.Op, "create ") { // a read does not continue, a create does
		f.Hint = "Run it again then."
	}
	switch {
	case f.Code != "":
	case api.IsReadOnly(err):
		f.Code = "read_only"
	case api.IsCanceled(err) && code != codeTimeout:
		f.Code = "canceled"
	case api.IsOffline(err):
		f.Code = "network_error"
	default:
		f.Code = statusCode(e.Status, code)
	}
	return f
}

// statusCode is what an answer without a code of its own is called, by HeyGen's own CLI
// too.
func statusCode(status int, code string) string {
	words := map[int]string{
		401: "unauthorized", 402: "insufficient_credit", 403: "forbidden", 404: "not_found", 409: "conflict",
		413: "payload_too_large", 429: "rate_limit_exceeded",
	}
	switch word := words[status]; {
	case word != "":
		return word
	case status >= 500:
		return "unclassified_server_error"
	case status >= 400:
		return "unclassified_client_error"
	}
	return code
}

const codeTimeout = "timeout"

// sentence is the failure for people.
func (f Failure) sentence() string {
	text := f.Message
	for _, more := range []string{f.Money, f.Hint} {
		if more != "" {
			text += " " + more
		}
	}
	return text
}

// WriteFailure says an error: one object for programs, else a sentence. A link that is quoted
// in it, such as one that was given, keeps no signature.
func WriteFailure(w io.Writer, f Failure, speaks bool) {
	f.Message, f.Hint = format.RedactText(f.Message), format.RedactText(f.Hint)
	if speaks {
		_, _ = w.Write(append(encode(map[string]Failure{"error": f}), '\n'))
		return
	}
	_, _ = fmt.Fprintf(w, "lipdash: %s\n", format.SafeLines(f.sentence()))
}
