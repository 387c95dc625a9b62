package sim

import (
	"net/http"
	"strings"
)

// bulk is the other vocabulary (api.md 1.4).
var bulk = map[string]string{"pending": "queued", "running": "processing", "completed": "completed", "failed": "failed"}

// listStatuses is GET /v3/lipsyncs/statuses: up to 100 ids, of jobs and of
// batches, which are expanded into their items.
func (s *Server) listStatuses(r *http.Request) (result, *problem) {
	q := r.URL.Query()
	ids, batches := split(q.Get("lipsync_ids")), split(q.Get("batch_ids"))
	if n := len(ids) + len(batches); n == 0 || n > 100 {
		return result{}, invalid("lipsync_ids", "between 1 and 100 ids are required")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	data := []any{}
	for _, id := range ids {
		data = append(data, s.bulkEntry(id))
	}
	for _, id := range batches {
		data = append(data, s.batchEntries(id)...)
	}
	return paged(data, nil)
}

func split(ids string) []string {
	return strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' })
}

// bulkEntry carries the lipsync id in video_id (api.md 1.3).
func (s *Server) bulkEntry(id string) map[string]any {
	e := map[string]any{"video_id": id, "status": "not_found", "error": nil, "batch_id": nil, "item_index": nil}
	if j, p := s.find(id); p == nil {
		e["status"], e["error"] = s.bulkState(j)
	}
	return e
}

// bulkState is a job's status in the other vocabulary and its error object.
func (s *Server) bulkState(j *job) (status string, failure any) {
	status = bulk[j.status(s.now())]
	if status == "failed" {
		failure = map[string]any{"code": "render_failed", "message": j.fails}
	}
	return status, failure
}

func (s *Server) batchEntries(id string) []any {
	b := s.batches[id]
	if b == nil {
		return []any{map[string]any{"video_id": nil, "status": "not_found", "error": nil, "batch_id": id, "item_index": nil}}
	}
	out := make([]any, 0, len(b.items))
	for i, it := range b.items {
		st, vid, failure := s.itemState(it)
		out = append(out, map[string]any{"video_id": vid, "status": st, "error": failure, "batch_id": id, "item_index": i})
	}
	return out
}
