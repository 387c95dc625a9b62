package sim

import "net/http"

// listJobs is GET /v3/lipsyncs, newest first.
func (s *Server) listJobs(r *http.Request) (result, *problem) {
	limit, p := limitOf(r, 10)
	if p != nil {
		return result{}, p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs, next, p := page(s.visible(s.now().Add(-s.opts.ListLag)), (*job).place, r, limit)
	if p != nil {
		return result{}, p
	}
	data := make([]any, 0, len(jobs))
	for _, j := range jobs {
		data = append(data, s.resource(j, base(r), false))
	}
	return paged(data, next)
}

// getJob is GET /v3/lipsyncs/{lipsync_id}.
func (s *Server) getJob(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	return ok(s.resource(j, base(r), true))
}

// renameJob is PATCH /v3/lipsyncs/{lipsync_id}: the title is the only field,
// and the answer is the whole resource (api.md 1.1).
func (s *Server) renameJob(r *http.Request) (result, *problem) {
	o, p := readObject(r)
	if p != nil {
		return result{}, p
	}
	title, isText := o["title"].(string)
	if !isText {
		return result{}, invalid("title", "title must be a string")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	j.title = title
	return ok(s.resource(j, base(r), true))
}

// deleteJob removes a job and its files, in whatever state it is; a second
// delete is a 404 (api.md 1.1).
func (s *Server) deleteJob(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	s.remove(j)
	return ok(map[string]any{"id": j.id})
}
