package api

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

const (
	// idsPerCall is how many ids a bulk status call takes (api.md 1.1).
	idsPerCall = 100
	// readsAtOnce bounds the per-job reads where there is no bulk call.
	readsAtOnce = 4
	// reasked bounds how many ids that an answer left out are read one by one.
	reasked = 5
	// statusPages bounds how many pages of one bulk answer are followed.
	statusPages = 5
)

// JobStatuses reads the states of many jobs: GET /v3/lipsyncs/statuses, a
// hundred ids a call. Answers are matched by id, whatever their order; ids an
// answer leaves out are read one by one, a few at most. Where the call does not
// exist (it is newer than the others, api.md 1.1) it reads each job instead,
// four at a time, and remembers that. Both results can be non-empty: what
// arrived before an error is returned with it.
func (c *Client) JobStatuses(ctx context.Context, ids []JobID) ([]JobStatus, error) {
	var out []JobStatus
	for chunk := range slices.Chunk(wanted(ids), idsPerCall) {
		got, err := c.chunkStatuses(ctx, chunk)
		out = append(out, got...)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// wanted drops empty and repeated ids.
func wanted(ids []JobID) []JobID {
	seen := make(map[JobID]bool, len(ids))
	var out []JobID
	for _, id := range ids {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

func (c *Client) chunkStatuses(ctx context.Context, ids []JobID) ([]JobStatus, error) {
	if c.noStatuses.Load() {
		return c.readStatuses(ctx, ids)
	}
	got, err := c.bulkStatuses(ctx, ids)
	if s := as(err).Status; s == http.StatusNotFound || s == http.StatusMethodNotAllowed {
		c.noStatuses.Store(true)
		return c.readStatuses(ctx, ids)
	}
	if err != nil {
		return nil, err
	}
	missing := slices.DeleteFunc(slices.Clone(ids), func(id JobID) bool {
		return slices.ContainsFunc(got, func(s JobStatus) bool { return s.ID == id })
	})
	more, err := c.readStatuses(ctx, missing[:min(reasked, len(missing))])
	return append(got, more...), err
}

func (c *Client) bulkStatuses(ctx context.Context, ids []JobID) ([]JobStatus, error) {
	asked := make(map[JobID]bool, len(ids))
	texts := make([]string, len(ids))
	for i, id := range ids {
		asked[id], texts[i] = true, string(id)
	}
	k := call{
		op: "read the states", method: http.MethodGet, segments: []string{"v3", "lipsyncs", "statuses"},
		query: url.Values{"lipsync_ids": {strings.Join(texts, ",")}},
	}
	var out []JobStatus
	for range statusPages {
		rep, err := c.do(ctx, k)
		if err != nil {
			return out, err
		}
		body, bad := rep.data(k.op)
		if bad != nil {
			return out, bad
		}
		for _, raw := range list(body["data"]) {
			o := object(raw)
			s := JobStatus{ID: jobID(o), Status: ParseStatus(text(o["status"])), Failure: failure(o["error"])}
			if asked[s.ID] && s.Status != StatusUnknown {
				delete(asked, s.ID)
				out = append(out, s)
			}
		}
		token, _ := cursor(body)
		if token == "" || token == k.query.Get("token") || len(asked) == 0 {
			break
		}
		k.query.Set("token", token)
	}
	return out, nil
}

// readStatuses reads jobs one by one. A job that is gone is told as such; any
// other error is told once, beside what did arrive.
func (c *Client) readStatuses(ctx context.Context, ids []JobID) ([]JobStatus, error) {
	var mu sync.Mutex
	var out []JobStatus
	g := errgroup.Group{}
	g.SetLimit(readsAtOnce)
	for _, id := range ids {
		g.Go(func() error {
			j, err := c.GetJob(ctx, id)
			s := JobStatus{ID: id, Status: j.Status, Failure: j.FailureMessage}
			if IsGone(err) {
				s.Status, err = StatusGone, nil
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			out = append(out, s)
			return nil
		})
	}
	err := g.Wait()
	return out, err
}
