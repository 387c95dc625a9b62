package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// The direct upload, api.md 3.2: a slot, the bytes, and the end.
const (
	slotLife   = time.Hour
	directMax  = 2 << 30
	processing = 2 * time.Second
)

func (s *Server) startUpload(r *http.Request) (result, *problem) {
	o, p := readObject(r)
	if p != nil {
		return result{}, p
	}
	size, isNumber := o["size_bytes"].(json.Number)
	n, err := size.Int64()
	switch {
	case str(o["filename"]) == "":
		return result{}, invalid("filename", "filename is required")
	case str(o["content_type"]) == "":
		return result{}, invalid("content_type", "content_type is required")
	case !isNumber || err != nil || n <= 0:
		return result{}, invalid("size_bytes", "size_bytes must be a positive integer")
	case n > directMax:
		return result{}, &problem{status: 413, code: "payload_too_large", message: "the file is too large", param: "size_bytes"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := &asset{
		id: fmt.Sprintf("%032x", s.rand.Uint64()), name: str(o["filename"]), kind: str(o["content_type"]),
		size: n, at: s.now(), expires: s.now().Add(slotLife),
	}
	s.assets[a.id] = a
	return ok(map[string]any{
		"asset_id":           a.id,
		"upload_url":         fmt.Sprintf("%s/uploads/%s?X-Amz-Expires=3600&X-Amz-Signature=%016x", base(r), a.id, s.rand.Uint64()),
		"upload_headers":     map[string]string{"Content-Type": a.kind, "x-amz-meta-slot": a.id[:8]},
		"expires_in_seconds": int(slotLife.Seconds()), "max_bytes": directMax, "status": "pending_upload",
	})
}

// receiveUpload is the storage behind the slot: exact headers, exact length.
func (s *Server) receiveUpload(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	a := s.assets[r.PathValue("asset_id")]
	now := s.now()
	s.mu.Unlock()
	switch {
	case a == nil || a.complete:
		xmlError(w, 404, "NoSuchKey", "there is no such slot")
	case now.After(a.expires):
		xmlError(w, 403, "AccessDenied", "Request has expired")
	case r.Header.Get("Content-Type") != a.kind || r.Header.Get("x-amz-meta-slot") != a.id[:8]:
		xmlError(w, 403, "SignatureDoesNotMatch", "a signed header differs")
	case r.ContentLength != a.size:
		xmlError(w, 411, "MissingContentLength", "the length must be the one that was signed")
	default:
		got := &asset{}
		if p := got.swallow(r.Body, a.size); p != nil || got.size != a.size {
			xmlError(w, 400, "IncompleteBody", "the body did not arrive whole")
			return
		}
		s.mu.Lock()
		a.sum, a.received = got.sum, true
		if got.kind != "" {
			a.kind = got.kind
		}
		s.mu.Unlock()
		w.Header().Set("ETag", `"`+got.sum[:32]+`"`)
		w.WriteHeader(http.StatusOK)
	}
}

// completeUpload is idempotent; the asset is usable a moment later.
func (s *Server) completeUpload(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.assets[r.PathValue("asset_id")]
	switch {
	case a == nil:
		return result{}, &problem{status: 404, code: "asset_not_found", message: "asset not found"}
	case !a.complete && !a.received:
		return result{}, &problem{status: 409, code: "resource_not_ready", message: "the upload has not arrived"}
	case !a.complete:
		a.complete, a.readyAt = true, s.now().Add(s.scaled(processing.Seconds(), 1))
	}
	body := a.brief(base(r))
	body["status"] = "processing"
	if a.usable(s.now()) {
		body["status"] = "ready"
	}
	return ok(body)
}
