package sim

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
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

// readObject reads a JSON object body.
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
