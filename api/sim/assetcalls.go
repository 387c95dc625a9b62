package sim

import "net/http"

func (s *Server) findAsset(r *http.Request) (*asset, *problem) {
	if a := s.assets[r.PathValue("asset_id")]; a != nil && a.complete {
		return a, nil
	}
	return nil, assetNotFound("")
}

// getAsset is GET /v3/assets/{asset_id}.
func (s *Server) getAsset(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, p := s.findAsset(r)
	if p != nil {
		return result{}, p
	}
	return ok(a.resource(base(r)))
}

// deleteAsset is DELETE /v3/assets/{asset_id}.
func (s *Server) deleteAsset(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
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
	s.mu.Lock()
	defer s.mu.Unlock()
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
