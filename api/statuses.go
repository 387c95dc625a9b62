package api

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"lipdash/api/safely"
)

const (
	// IDsPerCall is how many ids a bulk status call takes (api.md 1.1).
	IDsPerCall = 100
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
	for chunk := range slices.Chunk(wanted(ids), IDsPerCall) {
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
	if s := As(err).Status; s == http.StatusNotFound || s == http.StatusMethodNotAllowed {
		// An enveloped 404 counts too: a server without the call takes
		// "statuses" for a job's id.
		c.noStatuses.Store(true)
		return c.readStatuses(ctx, ids)
	}
	if err != nil {
		return got, err
	}
	more, err := c.readStatuses(ctx, missing(ids, got))
	return append(got, more...), err
}

// missing are some of the ids an answer left out; which ones is left to chance,
// so that none of many is left out for ever.
func missing(ids []JobID, got []JobStatus) []JobID {
	answered := make(map[JobID]bool, len(got))
	for _, s := range got {
		answered[s.ID] = true
	}
	out := slices.DeleteFunc(slices.Clone(ids), func(id JobID) bool { return answered[id] })
	rand.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] }) //nolint:gosec // fairness, not secrecy
	return out[:min(reasked, len(out))]
}

// bulkStatuses asks once for up to a hundred ids and follows the pages of the
// answer, although the call documents no cursor (api.md 9, no. 14).
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
	err := c.eachPage(ctx, k, func(list []json.RawMessage) bool {
		out = append(out, c.takeStatuses(list, asked)...)
		return len(asked) > 0
	})
	return out, err
}

// takeStatuses reads entries that were asked for, once each, and strikes them
// off; one without a state answers nothing.
func (c *Client) takeStatuses(list []json.RawMessage, asked map[JobID]bool) []JobStatus {
	var out []JobStatus
	for _, raw := range list {
		o := object(raw)
		s := JobStatus{ID: jobID(o), Status: ParseStatus(text(o["status"])), Failure: c.redact(failure(o["error"]))}
		if asked[s.ID] && s.Status != StatusUnknown {
			delete(asked, s.ID)
			out = append(out, s)
		}
	}
	return out
}

// readStatuses reads jobs one by one, a few at a time. A job that is gone is
// told as such; the first other error is told beside what did arrive, and ends
// the round where it would meet every job alike.
func (c *Client) readStatuses(ctx context.Context, ids []JobID) ([]JobStatus, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var mu sync.Mutex
	var out []JobStatus
	var g errgroup.Group
	g.SetLimit(readsAtOnce)
	for _, id := range ids {
		g.Go(safely.Err(func() error {
			s, err := c.readStatus(ctx, id)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				out = append(out, s)
			} else if meetsAll(err) {
				stop()
			}
			return err
		}))
	}
	err := g.Wait()
	return out, err
}

func (c *Client) readStatus(ctx context.Context, id JobID) (JobStatus, error) {
	j, err := c.GetJob(ctx, id)
	if IsGone(err) {
		return JobStatus{ID: id, Status: StatusGone}, nil
	}
	return JobStatus{ID: id, Status: j.Status, Failure: j.FailureMessage}, err
}

// meetsAll tells whether an error is about the account or the network, not
// about one job.
func meetsAll(err error) bool {
	return IsAuth(err) || IsRateLimited(err) || IsOffline(err) || IsCanceled(err)
}

// eachPage makes a call and follows its pages while take wants more. A cursor that comes twice
// ends it (api.md 9, no. 18), and so does an error, with what was taken so far.
func (c *Client) eachPage(ctx context.Context, k call, take func([]json.RawMessage) (more bool)) error {
	for range statusPages {
		rep, err := c.do(ctx, k)
		if err != nil {
			return err
		}
		page, bad := readItems(k.op, rep)
		if bad != nil {
			return bad
		}
		if !take(page.list) || page.token == "" || page.token == k.query.Get("token") {
			return nil
		}
		k.query.Set("token", page.token)
	}
	return nil
}
