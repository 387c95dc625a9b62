package api

import (
	"bytes"
	"context"
	"encoding/json"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// The wire promises little (api.md 9, Shape): null, absent and empty are three
// forms of nothing, numbers come as strings, times in four forms. These
// readers give a zero for what makes no sense, never an error.

func isNull(raw json.RawMessage) bool {
	s := strings.TrimSpace(string(raw))
	return s == "" || s == "null"
}

// text reads a string; a number or a bool is taken as it is written.
func text(raw json.RawMessage) string {
	if isNull(raw) {
		return ""
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	if raw[0] == '{' || raw[0] == '[' {
		return ""
	}
	return string(raw)
}

// number reads a number, also from a string; ok is false for nothing and for
// what is not finite.
func number(raw json.RawMessage) (f float64, ok bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text(raw)), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// boolean reads a bool, also from a string or a number; nothing is false.
func boolean(raw json.RawMessage) bool {
	b, _ := strconv.ParseBool(strings.TrimSpace(text(raw)))
	return b
}

// first is the first text that is not blank.
func first(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// longest is the longest duration that makes sense for a video.
const longest = 1000 * time.Hour

// seconds reads a length; zero, negative and absurd ones are unknown.
func seconds(raw json.RawMessage) time.Duration {
	f, ok := number(raw)
	if !ok || f <= 0 || f > longest.Seconds() {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}

const (
	// milliseconds start where no sensible count of seconds reaches.
	milliseconds = 1e11
	// earliest is the year 2000 in Unix seconds: a smaller number is no date of
	// a job, and nothing is ever shown as from 1970.
	earliest = 946_684_800
)

// moment reads Unix seconds, milliseconds, or ISO text; what makes no sense is
// the zero time.
func moment(raw json.RawMessage) time.Time {
	if f, ok := number(raw); ok {
		return unixMoment(f)
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, strings.TrimSpace(text(raw))); err == nil && t.Unix() >= earliest {
			return t
		}
	}
	return time.Time{}
}

func unixMoment(f float64) time.Time {
	if f > milliseconds {
		f /= 1000
	}
	if f < earliest || f > milliseconds {
		return time.Time{}
	}
	whole, part := math.Modf(f)
	return time.Unix(int64(whole), int64(part*1e9))
}

// failure takes the first useful text of an open error object: a string,
// {code, message}, v1's {code, detail, message}, or {} (api.md 9, no. 7).
func failure(raw json.RawMessage) string {
	if o := object(raw); o != nil {
		return first(text(o["message"]), text(o["detail"]), text(o["msg"]), text(o["reason"]), text(o["code"]))
	}
	return text(raw)
}

// decodeJob reads the resource; ok is false for one without an id.
func decodeJob(raw json.RawMessage) (Job, bool) {
	o := object(raw)
	j := Job{
		ID:             jobID(o),
		Status:         ParseStatus(text(o["status"])),
		Title:          text(o["title"]),
		Duration:       seconds(o["duration"]),
		VideoURL:       text(o["video_url"]),
		CaptionURL:     text(o["caption_url"]),
		CallbackID:     text(o["callback_id"]),
		CreatedAt:      moment(o["created_at"]),
		FailureMessage: first(text(o["failure_message"]), text(o["failure_reason"])),
		Raw:            raw,
	}
	if j.Status == StatusFailed && j.FailureMessage == "" {
		j.FailureMessage = failure(o["error"])
	}
	return j, j.ID != ""
}

// jobID takes the id under any of its three names (api.md 9, no. 13).
func jobID(o map[string]json.RawMessage) JobID {
	return JobID(strings.TrimSpace(first(text(o["id"]), text(o["lipsync_id"]), text(o["video_id"]))))
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
	e.Hint = hint(e)
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
