package sim

import (
	"maps"
	"net/http"
	"slices"
	"time"
)

type batch struct {
	id, title string
	createdAt time.Time
	items     []batchItem
}

// batchItem is one entry: a job that begins when a place is free, or the reason
// why there is none.
type batchItem struct {
	job   *job
	error *problem
}

// batchMax is how many entries a batch takes (api.md 1.1).
const batchMax = 100

// createBatch is POST /v3/lipsyncs/batches: each entry is checked and run by
// itself, and waits for a place instead of being refused (api.md 2). Of the
// answer only batch_id is sure; the rest is as one client saw it (api.md 1.1).
func (s *Server) createBatch(r *http.Request, o map[string]any) (result, *problem) {
	entries, p := checkBatch(o)
	if p != nil {
		return result{}, p
	}
	b := &batch{id: "batch_" + s.hexID(), title: str(o["title"]), createdAt: s.now()}
	free := s.slots()
	late, _ := r.Context().Value(lateness{}).(time.Duration)
	for _, e := range entries {
		b.items = append(b.items, s.batchEntry(e, free, late))
	}
	s.batches[b.id] = b
	return result{http.StatusAccepted, map[string]any{"data": map[string]any{
		"batch_id": b.id, "status": "processing", "total_items": len(b.items),
	}}}, nil
}

func checkBatch(o map[string]any) ([]any, *problem) {
	for _, f := range []field{{"title", "string", true}, {"callback_url", "string", true}} {
		if v, given := o[f.name]; given && !f.takes(v) {
			return nil, invalid(f.name, "%s must be a valid %s", f.name, f.kind)
		}
	}
	if u := str(o["callback_url"]); u != "" && !reachable(u) {
		return nil, invalid("callback_url", "callback_url must be an HTTPS URL")
	}
	entries, isList := o["lipsyncs"].([]any)
	if !isList || len(entries) == 0 || len(entries) > batchMax {
		return nil, invalid("lipsyncs", "lipsyncs must hold between 1 and %d entries", batchMax)
	}
	return entries, nil
}

func (s *Server) batchEntry(e any, free *slots, late time.Duration) batchItem {
	body, isObject := e.(map[string]any)
	if !isObject {
		return batchItem{error: invalid("lipsyncs", "an entry must be an object")}
	}
	if p := s.check(body); p != nil {
		return batchItem{error: p}
	}
	if p := s.affordable(); p != nil {
		return batchItem{error: p}
	}
	j := s.makeJob(body, free.take(s.now()).Add(late))
	free.give(j.endAt())
	return batchItem{job: j}
}

// itemState is an item's status, its job's id once there is one, and its error
// object; the caller holds the lock.
func (s *Server) itemState(it batchItem) (status string, id, failure any) {
	if it.error != nil {
		return "failed", nil, map[string]any{"code": it.error.code, "message": it.error.message}
	}
	if !it.job.exists(s.now()) {
		return "queued", nil, nil
	}
	status, failure = s.bulkState(it.job)
	if s.opts.ForeignItemIDs {
		return status, "item_" + it.job.id, failure
	}
	return status, it.job.id, failure
}

// Batch is what the account has of a batch, as tests count it.
type Batch struct {
	ID, Title string
	// Entries is how many it was asked for, Jobs how many of them are jobs or will be.
	Entries, Jobs int
}

// Batches are the batches that were made, the oldest first.
func (s *Server) Batches() []Batch {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Batch, 0, len(s.batches))
	for _, b := range slices.SortedFunc(maps.Values(s.batches), func(a, b *batch) int { return a.createdAt.Compare(b.createdAt) }) {
		n := 0
		for _, it := range b.items {
			if it.job != nil {
				n++
			}
		}
		out = append(out, Batch{b.id, b.title, len(b.items), n})
	}
	return out
}

func (s *Server) getBatch(r *http.Request) (result, *problem) {
	limit, p := limitOf(r, 100)
	if p != nil {
		return result{}, p
	}
	after, given, p := cursorOf(r)
	if p != nil {
		return result{}, p
	}
	from := 0
	if given {
		from = max(0, after.seq)
	}
	b := s.batches[r.PathValue("batch_id")]
	if b == nil {
		return result{}, notFound("Batch")
	}
	return ok(s.batchBody(b, min(from, len(b.items)), limit))
}

// batchBody has its items and its cursor inside data (api.md 1.1).
func (s *Server) batchBody(b *batch, from, limit int) map[string]any {
	counts, items := map[string]int{}, []any{}
	for i, it := range b.items {
		st, id, failure := s.itemState(it)
		counts[st]++
		if i >= from && i < from+limit {
			items = append(items, map[string]any{"item_index": i, "status": st, "video_id": id, "error": failure})
		}
	}
	body := map[string]any{
		"batch_id": b.id, "status": verdict(counts, len(b.items)), "total_items": len(b.items), "counts_by_status": counts,
		"created_at": b.createdAt.Unix(), "items": items, "title": nil, "has_more": false, "next_token": nil,
	}
	if b.title != "" {
		body["title"] = b.title
	}
	if from+limit < len(b.items) {
		body["has_more"], body["next_token"] = true, cursor{b.createdAt, from + limit}.String()
	}
	return body
}

// verdict is the aggregate. Whether a batch with some failed items is completed
// is not documented (api.md 1.3); here only a wholly failed one is failed.
func verdict(counts map[string]int, total int) string {
	switch {
	case counts["queued"]+counts["processing"] > 0:
		return "processing"
	case counts["failed"] == total:
		return "failed"
	}
	return "completed"
}
