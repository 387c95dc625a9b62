package sim

import (
	"math"
	"net/http"
	"strings"
)

// listJobs is GET /v3/lipsyncs, newest first.
func (s *Server) listJobs(r *http.Request) (result, *problem) {
	limit, p := limitOf(r, 10)
	if p != nil {
		return result{}, p
	}
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

func (s *Server) getJob(r *http.Request) (result, *problem) {
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	return ok(s.resource(j, base(r), true))
}

// renameJob is PATCH /v3/lipsyncs/{lipsync_id}: the title is the only field,
// and the answer is the whole resource (api.md 1.1).
func (s *Server) renameJob(r *http.Request, o map[string]any) (result, *problem) {
	title, isText := o["title"].(string)
	if !isText {
		return result{}, invalid("title", "title must be a string")
	}
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
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	s.remove(j)
	return ok(map[string]any{"id": j.id})
}

// username owns everything in the account.
const username = "sim_user"

// me is GET /v3/users/me of a pay-as-you-go account: a wallet in dollars
// (api.md 4).
func (s *Server) me(*http.Request) (result, *problem) {
	s.chargeAll()
	return ok(map[string]any{
		"username": username, "email": "ops@example.com", "first_name": "Sim", "last_name": nil,
		"billing_type": "wallet",
		"wallet": map[string]any{
			"currency": "usd", "remaining_balance": math.Round(s.balance*100) / 100,
			"auto_reload": map[string]any{"enabled": false, "threshold_usd": nil, "amount_usd": nil},
		},
		"subscription": nil, "usage_based": nil,
	})
}

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
