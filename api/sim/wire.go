package sim

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// problem is an answer that says no, in HeyGen's envelope (api.md 5.1).
type problem struct {
	status               int
	code, message, param string
	retryAfter           string
	requestID            string
}

func invalid(param, format string, args ...any) *problem {
	return &problem{status: 400, code: "invalid_parameter", message: fmt.Sprintf(format, args...), param: param}
}

func notFound(what string) *problem {
	return &problem{status: 404, code: "resource_not_found", message: what + " not found"}
}

func assetNotFound(param string) *problem {
	return &problem{status: 404, code: "asset_not_found", message: "Asset not found", param: param}
}

func notReady(param, message string) *problem {
	return &problem{status: 409, code: "resource_not_ready", message: message, param: param}
}

// result is an answer that says yes: its status and body.
type result struct {
	status int
	body   any
}

// handler does a call's work. It returns one of the two.
type handler func(r *http.Request) (result, *problem)

// locked does a call's work with the account to itself.
func (s *Server) locked(h handler) handler {
	return func(r *http.Request) (result, *problem) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return h(r)
	}
}

// withBody reads the JSON object that a call is about, and then does its work with the
// account to itself.
func (s *Server) withBody(h func(r *http.Request, o map[string]any) (result, *problem)) handler {
	return func(r *http.Request) (result, *problem) {
		o, p := readObject(r)
		if p != nil {
			return result{}, p
		}
		return s.locked(func(r *http.Request) (result, *problem) { return h(r, o) })(r)
	}
}

func ok(data any) (result, *problem) { return result{200, map[string]any{"data": data}}, nil }

func (p *problem) write(w http.ResponseWriter) {
	if p.retryAfter != "" {
		w.Header().Set("Retry-After", p.retryAfter)
	}
	if p.requestID != "" {
		w.Header().Set("X-Request-Id", p.requestID)
	}
	inner := map[string]any{
		"code": p.code, "message": p.message,
		"doc_url": "https://developers.heygen.com/docs/error-codes#" + p.code,
	}
	if p.param != "" {
		inner["param"] = p.param
	}
	writeJSON(w, p.status, map[string]any{"error": inner})
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	raw, err := json.Marshal(body)
	if err != nil {
		status, raw = 500, []byte(`{"error":{"code":"internal_error","message":"the simulator cannot write this"}}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", fmt.Sprint(len(raw)))
	w.WriteHeader(status)
	_, _ = w.Write(raw)
}

// maxJSON bounds a request body, in bytes.
const maxJSON = 4 << 20

func readObject(r *http.Request) (map[string]any, *problem) {
	raw, err := io.ReadAll(io.LimitReader(r.Body, maxJSON+1))
	switch {
	case err != nil:
		return nil, invalid("", "the body did not arrive whole")
	case len(raw) > maxJSON:
		return nil, &problem{status: 413, code: "payload_too_large", message: "the body is too large"}
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var o map[string]any
	if d.Decode(&o) != nil || o == nil || d.More() {
		return nil, invalid("", "the body must be a JSON object")
	}
	return o, nil
}

// limitOf reads a page size between 1 and 100.
func limitOf(r *http.Request, otherwise int) (int, *problem) {
	v := r.URL.Query().Get("limit")
	if v == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 100 {
		return 0, invalid("limit", "limit must be between 1 and 100")
	}
	return n, nil
}

// tokenMark makes cursors hold + and /, which must be escaped in a query: a
// client that forgets it fails here and not in production (api.md 9, no. 21).
const tokenMark = "\xfb\xef\xbe"

// cursor names a place in an order by what stands there, so that insertions and
// deletions move nothing.
type cursor struct {
	at  time.Time
	seq int
}

func (c cursor) String() string {
	raw := append(make([]byte, 0, 19), tokenMark...)
	raw = binary.BigEndian.AppendUint64(raw, uint64(c.at.UnixNano()))
	raw = binary.BigEndian.AppendUint64(raw, uint64(c.seq)) //nolint:gosec // a round trip
	return base64.StdEncoding.EncodeToString(raw)
}

// cursorOf reads the token of a request; given is false for the first page.
func cursorOf(r *http.Request) (c cursor, given bool, p *problem) {
	token := r.URL.Query().Get("token")
	if token == "" {
		return cursor{}, false, nil
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	if err != nil || len(raw) != 19 || string(raw[:3]) != tokenMark {
		return cursor{}, false, invalid("token", "token is not valid")
	}
	at := int64(binary.BigEndian.Uint64(raw[3:])) //nolint:gosec // a round trip
	seq := int(binary.BigEndian.Uint64(raw[11:])) //nolint:gosec // a round trip
	return cursor{time.Unix(0, at), seq}, true, nil
}

// before tells whether c stands before o in an order with the newest first.
func (c cursor) before(o cursor) bool {
	if !c.at.Equal(o.at) {
		return c.at.After(o.at)
	}
	return c.seq > o.seq
}

// page cuts one page out of all, which is ordered newest first, and names the
// place of the next.
func page[T any](all []T, place func(T) cursor, r *http.Request, limit int) (items []T, next any, p *problem) {
	after, given, p := cursorOf(r)
	if p != nil {
		return nil, nil, p
	}
	from := 0
	for given && from < len(all) && !after.before(place(all[from])) {
		from++
	}
	to := min(from+limit, len(all))
	if to < len(all) && to > 0 {
		next = place(all[to-1]).String()
	}
	return all[from:to], next, nil
}

// paged is the layout of lists: the cursor stands beside data (api.md 1.1).
func paged(data []any, next any) (result, *problem) {
	return result{200, map[string]any{"data": data, "has_more": next != nil, "next_token": next}}, nil
}
