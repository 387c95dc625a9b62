package api

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// failure takes the first useful text of an open error object: a string,
// {code, message}, v1's {code, detail, message}, or {} (api.md 9, no. 7).
func failure(raw json.RawMessage) string {
	if o := object(raw); o != nil {
		return first(text(o["message"]), text(o["detail"]), text(o["msg"]), text(o["reason"]), text(o["code"]))
	}
	return text(raw)
}

// wireJob is the resource with its fields as they came (api.md 1.2). A page has many: a map
// of the fields of each would take as long as all else that is done with it.
type wireJob struct {
	ID             json.RawMessage `json:"id"`
	LipsyncID      json.RawMessage `json:"lipsync_id"`
	VideoID        json.RawMessage `json:"video_id"`
	Status         json.RawMessage `json:"status"`
	Title          json.RawMessage `json:"title"`
	Duration       json.RawMessage `json:"duration"`
	VideoURL       json.RawMessage `json:"video_url"`
	CaptionURL     json.RawMessage `json:"caption_url"`
	CallbackID     json.RawMessage `json:"callback_id"`
	CreatedAt      json.RawMessage `json:"created_at"`
	FailureMessage json.RawMessage `json:"failure_message"`
	FailureReason  json.RawMessage `json:"failure_reason"`
	Error          json.RawMessage `json:"error"`
}

// job reads the resource, without secrets in its texts; ok is false for what is none, or
// is without an id.
func (c *Client) job(raw json.RawMessage) (j Job, ok bool) {
	var o wireJob
	if json.Unmarshal(raw, &o) != nil {
		return Job{Raw: raw}, false
	}
	j = Job{
		ID:             oneID(o.ID, o.LipsyncID, o.VideoID),
		Status:         ParseStatus(text(o.Status)),
		Title:          text(o.Title),
		Duration:       seconds(o.Duration),
		VideoURL:       text(o.VideoURL),
		CaptionURL:     text(o.CaptionURL),
		CallbackID:     text(o.CallbackID),
		CreatedAt:      moment(o.CreatedAt),
		FailureMessage: first(text(o.FailureMessage), text(o.FailureReason)),
		Raw:            raw,
	}
	if j.Status == StatusFailed && j.FailureMessage == "" {
		j.FailureMessage = failure(o.Error)
	}
	c.redactJob(&j, o.VideoURL, o.CaptionURL)
	return j, j.ID != ""
}

// jobID takes the id under any of its three names (api.md 9, no. 13).
func jobID(o map[string]json.RawMessage) JobID {
	return oneID(o["id"], o["lipsync_id"], o["video_id"])
}

// oneID is the first that is one.
func oneID(id, lipsync, video json.RawMessage) JobID {
	return JobID(strings.TrimSpace(first(text(id), text(lipsync), text(video))))
}

// errorInside finds an error in a 2xx answer, an old habit of the v1 API, where
// "error": null occurs too (api.md 9, no. 24).
func errorInside(fields map[string]json.RawMessage) bool {
	switch s := strings.TrimSpace(string(fields["error"])); s {
	case "", "null", `""`, "false":
		return false
	}
	return true
}

// statusError makes an error of an answer. A body that is not HeyGen's is
// classed by status alone and never shown: it is a gateway's page (api.md 9,
// no. 22).
func (c *Client) statusError(k call, resp *http.Response, body []byte) *Error {
	e := &Error{
		Op: k.op, Status: resp.StatusCode, create: k.create, notJob: !k.job, RequestID: resp.Header.Get("X-Request-Id"),
		RetryAfter: retryAfter(resp.Header, c.serverTime(time.Now())), kind: kindStatus,
	}
	if e.Status >= 300 && e.Status < 400 {
		e.Message = "the address answered with a redirect" + redirectTarget(resp) + ", which is not followed"
		e.Hint = hint(e)
		return e
	}
	e.fill(object(body))
	if e.Hint = hint(e); e.Hint == hintKey && c.keyHint != "" {
		e.Hint = c.keyHint
	}
	e.fillScope(k, resp.Header)
	return e
}

// fill reads the envelope (api.md 5.1), or the flat body of old asset hosts.
func (e *Error) fill(o map[string]json.RawMessage) {
	inner := object(o["error"])
	switch {
	case inner != nil:
		e.Code = strings.ToLower(strings.TrimSpace(text(inner["code"])))
		e.Message = first(text(inner["message"]), text(inner["detail"]))
		e.Param = strings.TrimSpace(text(inner["param"]))
		e.DocURL = text(inner["doc_url"])
		e.Enveloped = e.Code != "" || e.Message != ""
	case text(o["error"]) != "":
		e.Message = text(o["error"])
	default:
		e.Message = first(text(o["message"]), text(o["msg"]), text(o["detail"]))
	}
}

func redirectTarget(resp *http.Response) string {
	u, err := url.Parse(resp.Header.Get("Location"))
	if err != nil || u.Host == "" {
		return ""
	}
	return " to " + u.Scheme + "://" + u.Host
}

// byteOrderMark is passed over in front of JSON (api.md 9, no. 35).
var byteOrderMark = []byte("\xef\xbb\xbf")

// object reads a JSON object, nil when it is none. Trailing bytes are passed
// over.
func object(raw []byte) map[string]json.RawMessage {
	raw = bytes.TrimSpace(bytes.TrimPrefix(bytes.TrimSpace(raw), byteOrderMark))
	if len(raw) == 0 || raw[0] != '{' {
		return nil
	}
	var o map[string]json.RawMessage
	if json.Unmarshal(raw, &o) == nil {
		return o
	}
	// What stands behind the object is none of it.
	o = nil
	if json.NewDecoder(bytes.NewReader(raw)).Decode(&o) != nil {
		return nil
	}
	return o
}

// page tells a gateway's or a captive portal's page from an API answer.
func page(resp *http.Response, body []byte) bool {
	return strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") ||
		bytes.HasPrefix(bytes.TrimSpace(body), []byte("<"))
}

func notOurs(op string, status int) *Error {
	return &Error{
		Op: op, Status: status, Message: "the answer was not HeyGen's",
		Hint: "something between here and HeyGen answered", kind: kindBody,
	}
}

// cutShort is the error of a 2xx whose body did not arrive whole.
func cutShort(parent context.Context, op string, status int, broken error) *Error {
	e := transportError(parent, op, broken)
	if e.kind == kindTransport {
		e.kind, e.Status = kindBody, status
	}
	return e
}

// data is what an answer that must have a body holds under "data"; null and
// absent are both nothing.
func (r reply) data(op string) (json.RawMessage, *Error) {
	if r.fields == nil {
		return nil, &Error{Op: op, Status: http.StatusOK, Message: "the answer was empty", kind: kindBody}
	}
	return r.fields["data"], nil
}
