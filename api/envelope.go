package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"time"
)

// errorInside finds an error object in a 2xx answer, an old habit of the v1
// API (api.md 9, no. 24). A null one is none.
func errorInside(op string, resp *http.Response, body []byte) *Error {
	o := object(body)
	if isNull(o["error"]) {
		return nil
	}
	return statusError(op, resp, body)
}

// statusError makes an error of an answer. A body that is not HeyGen's is
// classed by status alone and never shown: it is a gateway's page.
func statusError(op string, resp *http.Response, body []byte) *Error {
	e := &Error{
		Op: op, Status: resp.StatusCode, RequestID: resp.Header.Get("X-Request-Id"),
		RetryAfter: retryAfter(resp.Header, time.Now()), kind: kindStatus,
	}
	o := object(body)
	switch inner := object(o["error"]); {
	case inner != nil:
		e.Enveloped = true
		e.Code = strings.ToLower(text(inner["code"]))
		e.Message = text(inner["message"])
		e.Param = text(inner["param"])
		e.DocURL = text(inner["doc_url"])
	case text(o["error"]) != "":
		e.Message = text(o["error"])
	case o != nil:
		// Old asset hosts answer flat, with a number as code (api.md 5.1).
		e.Message = first(text(o["message"]), text(o["msg"]), text(o["detail"]))
	}
	e.Hint = hint(e)
	return e
}

// object reads a JSON object, nil when it is none. A byte order mark in front
// is passed over.
func object(raw []byte) map[string]json.RawMessage {
	raw = bytes.TrimPrefix(bytes.TrimSpace(raw), []byte("\xef\xbb\xbf"))
	if len(raw) == 0 || raw[0] != '{' {
		return nil
	}
	var o map[string]json.RawMessage
	if json.NewDecoder(bytes.NewReader(raw)).Decode(&o) != nil {
		return nil
	}
	return o
}

// data is what a 2xx answer holds under "data". Anything that is not a JSON
// object at all (a captive portal's page, a truncated body) is an error.
func (r reply) data(op string) (map[string]json.RawMessage, *Error) {
	o := object(r.body)
	if o == nil && len(bytes.TrimSpace(r.body)) > 0 {
		return nil, &Error{Op: op, Status: 200, Message: "the answer was not HeyGen's", Hint: "something between here and HeyGen answered", kind: kindBody}
	}
	return o, nil
}
