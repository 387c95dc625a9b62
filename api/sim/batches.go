package sim

import (
	"fmt"
	"net/http"
	"sort"
	"strconv"
	"time"
)

type batch struct {
	id, title string
	createdAt time.Time
	items     []batchItem
}

// batchItem is one entry: a job that begins when a slot is free, or the reason
// why there is none.
type batchItem struct {
	job   *job
	error *problem
}

// createBatch is POST /v3/lipsyncs/batches: each entry is checked and run by
// itself, and waits for a slot instead of being refused (api.md 1.1).
func (s *Server) createBatch(r *http.Request) (result, *problem) {
	o, p := readObject(r)
	if p != nil {
		return result{}, p
	}
	entries, isList := o["lipsyncs"].([]any)
	if !isList || len(entries) == 0 || len(entries) > 100 {
		return result{}, invalid("lipsyncs", "between 1 and 100 entries are needed")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &batch{id: fmt.Sprintf("batch_%016x", s.rand.Uint64()), title: str(o["title"]), createdAt: s.now()}
	free := s.slots()
	for _, e := range entries {
		body, isObject := e.(map[string]any)
		if !isObject {
			b.items = append(b.items, batchItem{error: invalid("lipsyncs", "an entry must be an object")})
			continue
		}
		if p := s.check(body); p != nil {
			b.items = append(b.items, batchItem{error: p})
			continue
		}
		b.items = append(b.items, batchItem{job: s.conceive(body, free.take(s.now()))})
		free.give(b.items[len(b.items)-1].job.endAt())
	}
	s.batches[b.id] = b
	return result{202, map[string]any{"data": map[string]any{
		"batch_id": b.id, "status": "processing", "total_items": len(b.items),
	}}}, nil
}

// slots are the moments at which slots become free, known because lives are
// fixed when jobs are made.
type slots struct {
	unlimited bool
	free      int
	ends      []time.Time
}

func (s *Server) slots() *slots {
	out := &slots{unlimited: s.opts.Concurrency < 0, free: s.opts.Concurrency}
	for _, j := range s.jobs {
		if j.endAt().After(s.now()) && out.free > 0 {
			out.free--
			out.give(j.endAt())
		}
	}
	return out
}

func (f *slots) give(end time.Time) {
	i := sort.Search(len(f.ends), func(i int) bool { return f.ends[i].After(end) })
	f.ends = append(f.ends, time.Time{})
	copy(f.ends[i+1:], f.ends[i:])
	f.ends[i] = end
}

func (f *slots) take(now time.Time) time.Time {
	if f.unlimited {
		return now
	}
	if f.free > 0 {
		f.free--
		return now
	}
	at := f.ends[0]
	f.ends = f.ends[1:]
	return at
}

func (s *Server) itemStatus(it batchItem) (status string, id any, failure any) {
	if it.error != nil {
		return "failed", nil, map[string]any{"code": it.error.code, "message": it.error.message}
	}
	now := s.now()
	if it.job.createdAt.After(now) {
		return "queued", nil, nil
	}
	s.charge(it.job)
	status = bulk[it.job.status(now)]
	if status == "failed" {
		failure = map[string]any{"code": "render_failed", "message": it.job.fails}
	}
	return status, it.job.id, failure
}

func (s *Server) batchEntries(id string) []any {
	b := s.batches[id]
	if b == nil {
		return []any{map[string]any{"video_id": nil, "status": "not_found", "error": nil, "batch_id": id, "item_index": nil}}
	}
	out := make([]any, 0, len(b.items))
	for i, it := range b.items {
		st, vid, failure := s.itemStatus(it)
		out = append(out, map[string]any{"video_id": vid, "status": st, "error": failure, "batch_id": id, "item_index": i})
	}
	return out
}

// getBatch is GET /v3/lipsyncs/batches/{batch_id}: items and the cursor stand
// inside data here (api.md 1.1).
func (s *Server) getBatch(r *http.Request) (result, *problem) {
	limit, p := limitOf(r, 100)
	if p != nil {
		return result{}, p
	}
	from := 0
	if t := r.URL.Query().Get("token"); t != "" {
		n, err := strconv.Atoi(t)
		if err != nil || n < 0 {
			return result{}, invalid("token", "token is not valid")
		}
		from = n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.batches[r.PathValue("batch_id")]
	if b == nil {
		return result{}, notFound("batch")
	}
	return ok(s.batchBody(b, min(from, len(b.items)), limit))
}

func (s *Server) batchBody(b *batch, from, limit int) map[string]any {
	counts := map[string]int{}
	items := []any{}
	for i, it := range b.items {
		st, id, failure := s.itemStatus(it)
		counts[st]++
		if i >= from && i < from+limit {
			items = append(items, map[string]any{"item_index": i, "status": st, "video_id": id, "error": failure})
		}
	}
	status := "completed"
	switch {
	case counts["queued"]+counts["processing"] > 0:
		status = "processing"
	case counts["failed"] == len(b.items):
		status = "failed"
	}
	body := map[string]any{
		"batch_id": b.id, "status": status, "total_items": len(b.items), "counts_by_status": counts,
		"created_at": b.createdAt.Unix(), "items": items, "title": nil,
		"has_more": from+limit < len(b.items), "next_token": nil,
	}
	if b.title != "" {
		body["title"] = b.title
	}
	if from+limit < len(b.items) {
		body["next_token"] = strconv.Itoa(from + limit)
	}
	return body
}
