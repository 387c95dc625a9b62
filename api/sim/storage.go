package sim

import (
	"fmt"
	"net/http"
)

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
	a.received, a.sum, a.kind = true, got.sum, got.kind
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
