package api

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
)

// ListOptions say which page to list.
type ListOptions struct {
	// Limit is jobs per page, 1 to 100; 0 leaves it to the server.
	Limit int
	// Token is the cursor of the page before, "" for the newest page.
	Token string
}

// ListJobs reads one page of the account's jobs: GET /v3/lipsyncs, api.md 1.1.
func (c *Client) ListJobs(ctx context.Context, o ListOptions) (JobPage, error) {
	k := call{op: "list the jobs", method: http.MethodGet, segments: []string{"v3", "lipsyncs"}, query: url.Values{}}
	if o.Limit > 0 {
		k.query.Set("limit", strconv.Itoa(min(o.Limit, 100)))
	}
	if o.Token != "" {
		k.query.Set("token", o.Token)
	}
	rep, err := c.do(ctx, k)
	if errors.Is(err, errTooLarge) {
		as(err).Hint = "a smaller page_size may help"
	}
	if err != nil {
		return JobPage{}, err
	}
	page, bad := readItems(k.op, rep)
	if bad == nil && !listlike(rep) {
		bad = &Error{Op: k.op, Status: http.StatusOK, Message: "the answer held no list", kind: kindBody}
	}
	if bad != nil {
		return JobPage{}, bad
	}
	p := c.decodePage(page)
	if p.NextToken != "" && p.NextToken == o.Token {
		// A cursor that points at itself would be followed for ever (api.md 9,
		// no. 18).
		p.NextToken, p.Incomplete = "", true
	}
	return p, nil
}

// GetJob reads one job: GET /v3/lipsyncs/{lipsync_id}. A job that is gone is
// an error for which IsGone holds.
func (c *Client) GetJob(ctx context.Context, id JobID) (Job, error) {
	k := call{op: "read the job", method: http.MethodGet, segments: jobPath(id), job: true}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Job{}, err
	}
	return c.decodeOne(k.op, id, rep)
}

// decodeOne reads a resource under data. One without an id is the id's that
// was asked for.
func (c *Client) decodeOne(op string, id JobID, rep reply) (Job, error) {
	data, bad := rep.data(op)
	if bad != nil {
		return Job{}, bad
	}
	if object(data) == nil {
		return Job{}, &Error{Op: op, Status: http.StatusOK, Message: "the answer held no job", kind: kindBody}
	}
	j, ok := decodeJob(data)
	if !ok {
		j.ID = id
	}
	c.redactJob(&j)
	return j, nil
}

func jobPath(id JobID) []string { return []string{"v3", "lipsyncs", string(id)} }
