package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// The direct upload, api.md 3.2: a slot, the bytes, and the end.
const (
	slotLife = time.Hour
	// directMax is in bytes. No figure is published; clients read max_bytes.
	directMax = 2 << 30
	// processing is how long a finished upload is unusable, in simulated time.
	processing = 2 * time.Second
)

// slot is what was signed for one upload.
type slot struct {
	kind, sum string
	size      int64
	expires   time.Time
}

func (s *Server) startUpload(r *http.Request, o map[string]any) (result, *problem) {
	size, p := checkSlot(o)
	if p != nil {
		return result{}, p
	}
	life := s.scaled(slotLife)
	a := &asset{name: str(o["filename"]), kind: str(o["content_type"]), size: size}
	a.slot = &slot{kind: a.kind, sum: strings.ToLower(str(o["checksum_sha256"])), size: size, expires: s.now().Add(life)}
	s.register(a)
	return ok(map[string]any{
		"asset_id": a.id, "upload_url": base(r) + "/uploads/" + a.id + "?" + s.slotQuery(a, life),
		"upload_headers":     a.slot.headers(a.id),
		"expires_in_seconds": int(life.Seconds()), "max_bytes": directMax, "status": "pending_upload",
	})
}

func checkSlot(o map[string]any) (int64, *problem) {
	n, isNumber := o["size_bytes"].(json.Number)
	size, err := n.Int64()
	switch {
	case str(o["filename"]) == "":
		return 0, invalid("filename", "filename is required")
	case str(o["content_type"]) == "":
		return 0, invalid("content_type", "content_type is required")
	case !isNumber || err != nil || size <= 0:
		return 0, invalid("size_bytes", "size_bytes must be a positive integer")
	case !(field{"checksum_sha256", "string", true}).takes(o["checksum_sha256"]):
		return 0, invalid("checksum_sha256", "checksum_sha256 must be a valid string")
	case size > directMax:
		return 0, &problem{status: 413, code: "payload_too_large", message: "The file is too large", param: "size_bytes"}
	}
	return size, nil
}

// headers must come with the bytes, unchanged.
func (sl *slot) headers(id string) map[string]string {
	return map[string]string{"Content-Type": sl.kind, "x-amz-meta-slot": id[:8]}
}

// completeUpload is POST /v3/assets/{asset_id}/complete. It is idempotent; the
// asset is usable a moment later.
func (s *Server) completeUpload(r *http.Request) (result, *problem) {
	o := map[string]any{}
	if r.ContentLength != 0 {
		var p *problem
		if o, p = readObject(r); p != nil {
			return result{}, p
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.assets[r.PathValue("asset_id")]
	if a == nil {
		return result{}, assetNotFound("")
	}
	if !a.complete {
		if p := a.finish(strings.ToLower(str(o["checksum_sha256"]))); p != nil {
			return result{}, p
		}
		a.complete, a.readyAt = true, s.now().Add(s.scaled(processing))
	}
	body := a.brief(base(r))
	body["status"] = "processing"
	if a.usable(s.now()) {
		body["status"] = "completed"
	}
	return ok(body)
}

// finish compares what was announced with what came.
func (a *asset) finish(sum string) *problem {
	switch {
	case !a.received:
		return notReady("", "The upload has not arrived")
	case a.kind != "" && a.kind != plainKind(a.slot.kind):
		return invalid("content_type", "The stored bytes are %s, not %s", a.kind, a.slot.kind)
	case sum != "" && sum != a.sum:
		return invalid("checksum_sha256", "The checksum does not match the stored bytes")
	case a.kind == "":
		a.kind = a.slot.kind
	}
	return nil
}

// plainKind folds the other names of a type into the one that sniffing gives.
func plainKind(kind string) string {
	kind, _, _ = strings.Cut(strings.ToLower(kind), ";")
	switch kind = strings.TrimSpace(kind); kind {
	case "audio/wave", "audio/x-wav", "audio/vnd.wave":
		return "audio/wav"
	case "audio/mp3":
		return "audio/mpeg"
	case "image/jpg":
		return "image/jpeg"
	}
	return kind
}

// slotQuery is the signature of an upload in S3's form.
func (s *Server) slotQuery(a *asset, life time.Duration) string {
	date := s.now().UTC().Format("20060102T150405Z")
	return "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + date +
		"&X-Amz-Expires=" + strconv.Itoa(int(life.Seconds())) +
		"&X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-meta-slot" +
		"&X-Amz-Signature=" + slotSignature(a)
}

func slotSignature(a *asset) string { return signature(a.id, a.slot.kind, a.slot.size) }

// refusal is what the storage says instead of taking or giving a file.
type refusal struct {
	status        int
	code, message string
}

func (x *refusal) write(w http.ResponseWriter) { xmlError(w, x.status, x.code, x.message) }

// xmlError is how S3 and CloudFront refuse (api.md 7).
func xmlError(w http.ResponseWriter, status int, code, message string) {
	body := fmt.Sprintf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>%s</Code><Message>%s</Message></Error>", code, message)
	w.Header().Set("Content-Type", "application/xml")
	w.Header().Set("Content-Length", fmt.Sprint(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body))
}

// receiveUpload is the storage behind a slot: signature, exact headers, exact
// length, in time.
func (s *Server) receiveUpload(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	a := s.assets[r.PathValue("asset_id")]
	x := s.refuseUpload(a, r)
	s.mu.Unlock()
	if x != nil {
		x.write(w)
		return
	}
	got := &asset{}
	if p := got.swallow(r.Body, a.slot.size); p != nil || got.size != a.slot.size {
		xmlError(w, 400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header")
		return
	}
	if a.slot.sum != "" && got.sum != a.slot.sum {
		xmlError(w, 400, "BadDigest", "The SHA256 you specified did not match the calculated checksum")
		return
	}
	s.mu.Lock()
	a.received, a.sum, a.kind, a.length = true, got.sum, got.kind, got.length
	s.mu.Unlock()
	w.Header().Set("ETag", `"`+got.sum[:32]+`"`)
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(http.StatusOK)
}

func (s *Server) refuseUpload(a *asset, r *http.Request) *refusal {
	switch {
	case a == nil || a.slot == nil || a.complete:
		return &refusal{404, "NoSuchKey", "The specified key does not exist."}
	case s.now().After(a.slot.expires):
		return &refusal{403, "AccessDenied", "Request has expired"}
	case r.ContentLength < 0:
		return &refusal{411, "MissingContentLength", "You must provide the Content-Length HTTP header."}
	case r.URL.Query().Get("X-Amz-Signature") != slotSignature(a), r.ContentLength != a.slot.size, !a.slot.signed(a.id, r):
		return &refusal{403, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided."}
	}
	return nil
}

func (sl *slot) signed(id string, r *http.Request) bool {
	for name, v := range sl.headers(id) {
		if r.Header.Get(name) != v {
			return false
		}
	}
	return true
}
