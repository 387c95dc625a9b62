package sim

import (
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"sort"
	"strconv"
	"strings"
)

// limitOf reads a page size between 1 and 100.
func limitOf(r *http.Request, otherwise int) (int, *problem) {
	v := r.URL.Query().Get("limit")
	if v == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 1 || n > 100 {
		return 0, invalid("limit", "limit must be between 1 and 100")
	}
	return n, nil
}

// tokenMark makes cursors hold + and /, which must be escaped in a query: a
// client that forgets it fails here and not in production.
const tokenMark = "\xfb\xef\xbe"

// token is the cursor after a job: its place in the order, so that insertions
// and deletions move nothing.
func (j *job) token() string {
	raw := make([]byte, 0, 19)
	raw = append(raw, tokenMark...)
	raw = binary.BigEndian.AppendUint64(raw, uint64(j.createdAt.UnixNano())) //nolint:gosec // a round trip
	raw = binary.BigEndian.AppendUint64(raw, uint64(j.seq))                  //nolint:gosec // a round trip
	return base64.StdEncoding.EncodeToString(raw)
}

// after is how many of jobs stand before the place a cursor names.
func after(jobs []*job, token string) (int, *problem) {
	if token == "" {
		return 0, nil
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	if err != nil || len(raw) != 19 || string(raw[:3]) != tokenMark {
		return 0, invalid("token", "token is not valid")
	}
	at := int64(binary.BigEndian.Uint64(raw[3:])) //nolint:gosec // a round trip
	seq := int(binary.BigEndian.Uint64(raw[11:])) //nolint:gosec // a round trip
	return sort.Search(len(jobs), func(i int) bool {
		t := jobs[i].createdAt.UnixNano()
		return t < at || t == at && jobs[i].seq < seq
	}), nil
}

func (s *Server) listJobs(r *http.Request) (result, *problem) {
	limit, p := limitOf(r, 10)
	if p != nil {
		return result{}, p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	jobs := s.visible()
	from, p := after(jobs, r.URL.Query().Get("token"))
	if p != nil {
		return result{}, p
	}
	page := jobs[from:min(from+limit, len(jobs))]
	data := make([]any, 0, len(page))
	for _, j := range page {
		s.charge(j)
		data = append(data, s.resource(j, base(r), false))
	}
	body := map[string]any{"data": data, "has_more": from+limit < len(jobs), "next_token": nil}
	if from+limit < len(jobs) {
		body["next_token"] = page[len(page)-1].token()
	}
	return result{200, body}, nil
}

func (s *Server) getJob(r *http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, p := s.find(r.PathValue("lipsync_id"))
	if p != nil {
		return result{}, p
	}
	return ok(s.resource(j, base(r), true))
}

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

// bulk is the other vocabulary (api.md 1.4).
var bulk = map[string]string{"pending": "queued", "running": "processing", "completed": "completed", "failed": "failed"}

func (s *Server) listStatuses(r *http.Request) (result, *problem) {
	q := r.URL.Query()
	ids, batches := split(q.Get("lipsync_ids")), split(q.Get("batch_ids"))
	if n := len(ids) + len(batches); n == 0 || n > 100 {
		return result{}, invalid("lipsync_ids", "between 1 and 100 ids are needed")
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
	return result{200, map[string]any{"data": data, "has_more": false, "next_token": nil}}, nil
}

func split(ids string) []string {
	return strings.FieldsFunc(ids, func(r rune) bool { return r == ',' || r == ' ' })
}

// bulkEntry carries the lipsync id in video_id (api.md 1.3).
func (s *Server) bulkEntry(id string) map[string]any {
	e := map[string]any{"video_id": id, "status": "not_found", "error": nil, "batch_id": nil, "item_index": nil}
	j, p := s.find(id)
	if p != nil {
		return e
	}
	e["status"] = bulk[j.status(s.now())]
	if j.status(s.now()) == "failed" {
		e["error"] = map[string]any{"code": "render_failed", "message": j.fails}
	}
	return e
}

func (s *Server) me(*http.Request) (result, *problem) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.jobs {
		s.charge(j)
	}
	return ok(map[string]any{
		"username": "sim_user", "email": "ops@example.com", "first_name": "Sim", "last_name": nil,
		"billing_type": "wallet",
		"wallet": map[string]any{
			"currency": "usd", "remaining_balance": float64(int64(s.balance*100+0.5)) / 100,
			"auto_reload": map[string]any{"enabled": false, "threshold_usd": nil, "amount_usd": nil},
		},
		"subscription": nil, "usage_based": nil,
	})
}
