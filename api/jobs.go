package api

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strconv"

	"github.com/google/uuid"
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
	if err != nil {
		return JobPage{}, err
	}
	body, bad := rep.data(k.op)
	if bad != nil {
		return JobPage{}, bad
	}
	return decodePage(body), nil
}

func decodePage(body map[string]json.RawMessage) JobPage {
	var p JobPage
	seen := map[JobID]bool{}
	for _, raw := range list(body["data"]) {
		j, ok := decodeJob(raw)
		if !ok {
			p.Skipped++
			continue
		}
		if !seen[j.ID] {
			seen[j.ID] = true
			p.Jobs = append(p.Jobs, j)
		}
	}
	p.NextToken, p.Incomplete = cursor(body)
	return p
}

// GetJob reads one job: GET /v3/lipsyncs/{lipsync_id}. A job that is gone is
// an error for which IsGone holds.
func (c *Client) GetJob(ctx context.Context, id JobID) (Job, error) {
	k := call{op: "read the job", method: http.MethodGet, segments: jobPath(id)}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Job{}, err
	}
	return decodeOne(k.op, id, rep)
}

// decodeOne reads a resource under data. One without an id is the id's that
// was asked for.
func decodeOne(op string, id JobID, rep reply) (Job, error) {
	body, bad := rep.data(op)
	if bad != nil {
		return Job{}, bad
	}
	if object(body["data"]) == nil {
		return Job{}, &Error{Op: op, Status: 200, Message: "the answer held no job", kind: kindBody}
	}
	j, ok := decodeJob(body["data"])
	if !ok {
		j.ID = id
	}
	return j, nil
}

func jobPath(id JobID) []string { return []string{"v3", "lipsyncs", string(id)} }

// CreateJob makes a job: POST /v3/lipsyncs. The idempotency key is one per
// intent: for 24 hours the server answers a repeat with the first answer, even
// if the body differs (api.md 1.5), so use the same key for every retry of a
// body and a new one when the body changes. An error for which IsUncertain
// holds may have made the job.
func (c *Client) CreateJob(ctx context.Context, req CreateRequest, idempotencyKey string) (JobID, error) {
	const op = "create the lipsync"
	if !keyForm.MatchString(idempotencyKey) {
		return "", &Error{Op: op, Message: "the idempotency key must be 1 to 255 of letters, digits and _ : . -"}
	}
	k, err := jsonCall(op, http.MethodPost, []string{"v3", "lipsyncs"}, req)
	if err != nil {
		return "", err
	}
	k.key, k.create = idempotencyKey, true
	rep, err := c.do(ctx, k)
	if err != nil {
		return "", err
	}
	body, bad := rep.data(op)
	if id := jobID(object(body["data"])); bad == nil && id != "" {
		return id, nil
	}
	return "", &Error{Op: op, Status: 200, Message: "HeyGen accepted it without telling the job's id", Uncertain: true, kind: kindBody}
}

var keyForm = regexp.MustCompile(`^[A-Za-z0-9_:.\-]{1,255}$`)

// NewIdempotencyKey is a fresh random key.
func NewIdempotencyKey() string { return uuid.NewString() }

// UpdateTitle renames a job: PATCH /v3/lipsyncs/{lipsync_id}. It returns the
// job as the server has it afterwards.
func (c *Client) UpdateTitle(ctx context.Context, id JobID, title string) (Job, error) {
	const op = "rename the job"
	k, err := jsonCall(op, http.MethodPatch, jobPath(id), map[string]string{"title": title})
	if err != nil {
		return Job{}, err
	}
	rep, err := c.do(ctx, k)
	if err != nil {
		return Job{}, err
	}
	if j, err := decodeOne(op, id, rep); err == nil {
		return j, nil
	}
	// A PATCH may answer with nothing (api.md 9, no. 23).
	return c.GetJob(ctx, id)
}

// DeleteJob deletes a job and its files for good: DELETE
// /v3/lipsyncs/{lipsync_id}. There is no way back and no way to cancel a job
// that runs (api.md 1.1). A 404 on a repeat means that the lost answer was a
// yes; on the first attempt it is an error for which IsGone holds.
func (c *Client) DeleteJob(ctx context.Context, id JobID) error {
	tries := 0
	k := call{op: "delete the job", method: http.MethodDelete, segments: jobPath(id), class: classWrite}
	k.tried = func(n int) { tries = n }
	_, err := c.do(ctx, k)
	if IsGone(err) && tries > 1 {
		return nil
	}
	if as(err).kind == kindBody {
		// Whatever it said, it said it with a 2xx.
		return nil
	}
	return err
}

func jsonCall(op, method string, segments []string, body any) (call, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return call{}, &Error{Op: op, Err: err}
	}
	return call{
		op: op, method: method, segments: segments, class: classWrite, contentType: "application/json",
		body: func() (io.ReadCloser, int64, error) {
			return io.NopCloser(bytes.NewReader(raw)), int64(len(raw)), nil
		},
	}, nil
}
