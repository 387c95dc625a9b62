package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

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
	if errors.Is(err, errTooLarge) {
		As(err).Hint = "a smaller page_size may help"
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
	if !bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) {
		return Job{}, &Error{Op: op, Status: http.StatusOK, Message: "the answer held no job", kind: kindBody}
	}
	j, ok := c.job(data)
	if !ok {
		j.ID = id
	}
	return j, nil
}

func jobPath(id JobID) []string { return []string{"v3", "lipsyncs", string(id)} }

// longestKey is how long an idempotency key may be.
const longestKey = 255

// FitsKey tells whether HeyGen takes a text as an idempotency key (api.md 1.5).
func FitsKey(key string) bool {
	return key != "" && len(key) <= longestKey && !strings.ContainsFunc(key, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("_:.-", r)
	})
}

// NewIdempotencyKey is a fresh random key.
func NewIdempotencyKey() string { return uuid.NewString() }

// CreateJob makes a job: POST /v3/lipsyncs. The idempotency key is one per
// intent: for 24 hours the server answers a repeat with the first answer, even
// if the body differs (api.md 1.5), so use the same key for every retry of a
// body and a new one when the body changes. An error for which IsUncertain
// holds may have made the job; it is returned at once, and the job is to be
// looked for by its callback id before the create is sent again.
func (c *Client) CreateJob(ctx context.Context, req CreateRequest, idempotencyKey string) (JobID, error) {
	const op = "create the lipsync"
	if !FitsKey(idempotencyKey) {
		return "", &Error{Op: op, Message: "the idempotency key must be 1 to 255 of letters, digits and _ : . -", create: true}
	}
	k := jsonCall(op, http.MethodPost, []string{"v3", "lipsyncs"}, req)
	k.key, k.create = idempotencyKey, true
	rep, err := c.do(ctx, k)
	if err != nil {
		return "", err
	}
	if id := jobID(object(rep.fields["data"])); id != "" {
		return id, nil
	}
	return "", &Error{
		Op: op, Status: http.StatusOK, Message: "HeyGen accepted it without telling the job's id",
		Uncertain: true, create: true, kind: kindBody,
	}
}

// UpdateTitle renames a job: PATCH /v3/lipsyncs/{lipsync_id}. It returns the
// job as the server has it afterwards; an answer that does not hold it, which a
// PATCH may give (api.md 9, no. 23), or that was lost, is followed by a read: a
// title that is there was taken. Of a job that was renamed and could not be read
// only the id and the title are returned.
func (c *Client) UpdateTitle(ctx context.Context, id JobID, title string) (Job, error) {
	const op = "rename the job"
	k := jsonCall(op, http.MethodPatch, jobPath(id), map[string]string{"title": title})
	k.anyBody, k.job = true, true
	rep, err := c.do(ctx, k)
	if err != nil && !As(err).toldByRead() {
		return Job{}, err
	}
	if err == nil {
		if j, err := c.decodeOne(op, id, rep); err == nil && j.Status != StatusUnknown {
			return j, nil
		}
	}
	j, unread := c.GetJob(ctx, id)
	switch {
	case IsGone(unread), IsCanceled(unread):
		return Job{}, unread
	case unread == nil && (err == nil || j.Title == title):
		return j, nil
	case err == nil:
		return Job{ID: id, Title: title}, nil
	case unread == nil:
		As(err).overruled()
	}
	return Job{}, err
}

// DeleteJob deletes a job and its files for good: DELETE
// /v3/lipsyncs/{lipsync_id}. There is no way back and no way to cancel a job
// that runs (api.md 1.1). A 404 with the envelope on a repeat means that the
// lost answer was a yes (api.md 9, no. 43); on the first attempt it is an error
// for which IsGone holds. When nobody knows whether it was deleted, a read tells.
func (c *Client) DeleteJob(ctx context.Context, id JobID) error {
	tries := 0
	k := call{
		op: "delete the job", method: http.MethodDelete, segments: jobPath(id), class: classWrite,
		anyBody: true, job: true, tried: func(n int) { tries = n },
	}
	_, err := c.do(ctx, k)
	switch {
	case IsGone(err) && tries > 1:
		return nil
	case !As(err).toldByRead():
		return err
	}
	_, unread := c.GetJob(ctx, id)
	switch {
	case IsGone(unread):
		return nil
	case unread == nil:
		As(err).overruled()
	}
	return err
}
