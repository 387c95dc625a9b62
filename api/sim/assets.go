package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sort"
	"time"
)

// asset is an uploaded file, of which only the facts are kept.
type asset struct {
	id, name, kind, sum string
	size                int64
	at                  time.Time
	// complete is false for a slot whose upload was not finished; readyAt is
	// when processing ends.
	complete bool
	received bool
	readyAt  time.Time
	expires  time.Time
}

func (a *asset) usable(now time.Time) bool { return a.complete && !now.Before(a.readyAt) }

// AssetView is an asset for assertions.
type AssetView struct {
	ID, Name, MimeType, SHA256 string
	Size                       int64
}

// Assets are the finished uploads, oldest first.
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
	sort.Slice(out, func(i, j int) bool {
		if !out[i].at.Equal(out[j].at) {
			return out[i].at.Before(out[j].at)
		}
		return out[i].id < out[j].id
	})
	return out
}

// multipartLimit is what one request takes (api.md 3.1).
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
			return result{}, invalid("file", "the file type is not supported")
		}
		return ok(s.keep(a, base(r)))
	}
}

// swallow reads content, keeping its size, sum and type.
func (a *asset) swallow(r io.Reader, limit int64) *problem {
	sum, head := sha256.New(), &header{}
	n, err := io.Copy(io.MultiWriter(sum, head), io.LimitReader(r, limit+1))
	switch {
	case n > limit:
		return &problem{status: 413, code: "payload_too_large", message: "the file is larger than 32 MB", param: "file"}
	case err != nil && !errors.Is(err, io.EOF):
		return invalid("file", "the file did not arrive whole")
	case n == 0:
		return invalid("file", "the file is empty")
	}
	a.size, a.sum, a.kind = n, hex.EncodeToString(sum.Sum(nil)), mime(head.kept)
	return nil
}

// header keeps the first bytes that pass through it.
type header struct{ kept []byte }

func (h *header) Write(p []byte) (int, error) {
	if room := 512 - len(h.kept); room > 0 {
		h.kept = append(h.kept, p[:min(room, len(p))]...)
	}
	return len(p), nil
}

// mime is the type by content, "" for what is not taken (api.md 3.1).
func mime(head []byte) string {
	kind := http.DetectContentType(head)
	switch kind {
	case "video/mp4", "video/webm", "audio/mpeg", "image/png", "image/jpeg", "application/pdf":
		return kind
	case "audio/wave":
		return "audio/wav"
	}
	if len(head) > 8 && string(head[4:8]) == "ftyp" && string(head[8:11]) != "qt " && string(head[8:11]) != "M4A" {
		return "video/mp4"
	}
	if len(head) > 1 && head[0] == 0xff && head[1]&0xe6 == 0xe2 {
		return "audio/mpeg"
	}
	return ""
}

func (s *Server) keep(a *asset, base string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	a.id, a.at = fmt.Sprintf("%032x", s.rand.Uint64()), s.now()
	s.assets[a.id] = a
	return a.brief(base)
}

func (a *asset) brief(base string) map[string]any {
	return map[string]any{"asset_id": a.id, "url": base + "/media/" + a.id + "/" + "asset", "mime_type": a.kind, "size_bytes": a.size}
}

func (a *asset) resource(base string) map[string]any {
	kind := "video"
	if len(a.kind) > 5 && a.kind[:5] == "audio" {
		kind = "audio"
	}
	return map[string]any{
		"id": a.id, "name": a.name, "type": kind, "owner": "sim_user", "space_id": "space_1",
		"uploaded_at": a.at.Unix(), "url": a.brief(base)["url"], "folder_id": nil,
	}
}

func (s *Server) findAsset(id string) (*asset, *problem) {
	if a := s.assets[id]; a != nil && a.complete {
		return a, nil
	}
	return nil, &problem{status: 404, code: "asset_not_found", message: "asset not found"}
}

func (s *Server) getAsset(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, p := s.findAsset(r.PathValue("asset_id"))
	if p != nil {
		return result{}, p
	}
	return ok(a.resource(base(r)))
}

func (s *Server) deleteAsset(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, p := s.findAsset(r.PathValue("asset_id"))
	if p != nil {
		return result{}, p
	}
	delete(s.assets, a.id)
	return ok(map[string]any{"id": a.id})
}

// listAssets is in beta: the username is required (api.md 3.3).
func (s *Server) listAssets(r *http.Request) (result, *problem) {
	q := r.URL.Query()
	if q.Get("username") == "" {
		return result{}, invalid("username", "username is required")
	}
	limit, p := limitOf(r, 20)
	if p != nil {
		return result{}, p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.finished()
	from := sort.Search(len(all), func(i int) bool { return all[i].id > q.Get("token") })
	if q.Get("token") == "" {
		from = 0
	}
	data := []any{}
	for _, a := range all[from:min(from+limit, len(all))] {
		data = append(data, a.resource(base(r)))
	}
	body := map[string]any{"data": data, "has_more": from+limit < len(all), "next_token": nil}
	if from+limit < len(all) {
		body["next_token"] = all[from+limit-1].id
	}
	return result{200, body}, nil
}
