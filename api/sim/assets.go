package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"slices"
	"time"
)

// asset is an uploaded file, of which only the facts are kept.
type asset struct {
	seq                 int
	id, name, kind, sum string
	size                int64
	// length is 0 where the content does not tell it.
	length time.Duration
	at     time.Time
	// The rest is of direct uploads: what was signed, whether the bytes came,
	// whether they were declared complete, and when they can be used.
	slot     *slot
	received bool
	complete bool
	readyAt  time.Time
}

func (a *asset) usable(now time.Time) bool { return a.complete && !now.Before(a.readyAt) }

func (a *asset) place() cursor { return cursor{a.at, a.seq} }

// AssetView is a finished upload for assertions.
type AssetView struct {
	ID, Name, MimeType string
	// SHA256 is of the content, in hex; Size is in bytes.
	SHA256 string
	Size   int64
}

// Assets are the finished uploads, newest first.
func (s *Server) Assets() []AssetView {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []AssetView
	for _, a := range s.finished() {
		out = append(out, AssetView{a.id, a.name, a.kind, a.sum, a.size})
	}
	return out
}

func (s *Server) finished() []*asset {
	var out []*asset
	for _, a := range s.assets {
		if a.complete {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b *asset) int {
		if a.place().before(b.place()) {
			return -1
		}
		return 1
	})
	return out
}

// multipartLimit is what one request takes, in bytes (api.md 3.1).
const multipartLimit = 32 << 20

// uploadAsset is POST /v3/assets: streamed, looked at, and not kept.
func (s *Server) uploadAsset(r *http.Request) (result, *problem) {
	mr, err := r.MultipartReader()
	if err != nil {
		return result{}, invalid("file", "the body must be multipart/form-data")
	}
	for {
		part, err := mr.NextPart()
		if err != nil {
			return result{}, invalid("file", "file is required")
		}
		if part.FormName() != "file" || part.FileName() == "" {
			continue
		}
		a := &asset{name: part.FileName(), complete: true}
		if p := a.swallow(part, multipartLimit); p != nil {
			return result{}, p
		}
		if a.kind == "" {
			return result{}, invalid("file", "The file type is not supported")
		}
		return ok(s.keep(a, base(r)))
	}
}

// swallow reads content, keeping its size, sum, type and length.
func (a *asset) swallow(r io.Reader, limit int64) *problem {
	sum, head, whole := sha256.New(), &header{}, newSpool()
	defer whole.close()
	n, err := io.Copy(io.MultiWriter(sum, head, whole), io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return &problem{status: 413, code: "payload_too_large", message: "The file is larger than 32 MB", param: "file"}
	case err != nil && !errors.Is(err, io.EOF):
		return invalid("file", "the file did not arrive whole")
	case n == 0:
		return invalid("file", "The file is empty")
	}
	a.size, a.sum, a.kind, a.length = n, hex.EncodeToString(sum.Sum(nil)), mime(head.kept), whole.length()
	return nil
}

// header keeps the first bytes that pass through it.
type header struct{ kept []byte }

func (h *header) Write(p []byte) (int, error) {
	if room := sniffed - len(h.kept); room > 0 {
		h.kept = append(h.kept, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

func (s *Server) keep(a *asset, base string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.register(a)
	return a.brief(base)
}

// register gives an asset its id and its place; the caller holds the lock.
func (s *Server) register(a *asset) {
	s.next++
	a.seq, a.id, a.at = s.next, s.hexID(), s.now()
	s.assets[a.id] = a
}

func (a *asset) url(base string) string { return base + "/media/" + a.id + "/" + originalName }

func (a *asset) brief(base string) map[string]any {
	return map[string]any{"asset_id": a.id, "url": a.url(base), "mime_type": a.kind, "size_bytes": a.size}
}

func (a *asset) resource(base string) map[string]any {
	return map[string]any{
		"id": a.id, "name": a.name, "type": category(a.kind), "owner": username, "space_id": "space_1",
		"uploaded_at": a.at.Unix(), "url": a.url(base), "folder_id": nil,
	}
}

func (s *Server) findAsset(r *http.Request) (*asset, *problem) {
	if a := s.assets[r.PathValue("asset_id")]; a != nil && a.complete {
		return a, nil
	}
	return nil, assetNotFound("")
}

func (s *Server) getAsset(r *http.Request) (result, *problem) {
	a, p := s.findAsset(r)
	if p != nil {
		return result{}, p
	}
	return ok(a.resource(base(r)))
}

func (s *Server) deleteAsset(r *http.Request) (result, *problem) {
	a, p := s.findAsset(r)
	if p != nil {
		return result{}, p
	}
	delete(s.assets, a.id)
	return ok(map[string]any{"id": a.id})
}

// listAssets is GET /v3/assets, in beta: the username is required and means the
// owner. Everything is at the root, so a folder is empty (api.md 3.3).
func (s *Server) listAssets(r *http.Request) (result, *problem) {
	q := r.URL.Query()
	if q.Get("username") == "" {
		return result{}, invalid("username", "username is required")
	}
	limit, p := limitOf(r, 20)
	if p != nil {
		return result{}, p
	}
	all := s.finished()
	if q.Get("username") != username || q.Get("folder_id") != "" {
		all = nil
	}
	assets, next, p := page(all, (*asset).place, r, limit)
	if p != nil {
		return result{}, p
	}
	data := make([]any, 0, len(assets))
	for _, a := range assets {
		data = append(data, a.resource(base(r)))
	}
	return paged(data, next)
}
