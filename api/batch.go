package api

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// BatchMax is how many lipsyncs a batch may have (api.md 1.1).
const BatchMax = 100

// BatchRequest is the body of POST /v3/lipsyncs/batches: each entry is checked and run by
// itself, so that a bad one does not sink the rest (api.md 2).
type BatchRequest struct {
	Lipsyncs []CreateRequest `json:"lipsyncs"`
	Title    string          `json:"title,omitempty"`
}

// CreateBatch makes up to BatchMax jobs: POST /v3/lipsyncs/batches. The key is what it is to
// CreateJob, and so is an error for which IsUncertain holds: there is no list of batches, so
// that the jobs are to be looked for by their callback ids before it is sent again (api.md 9,
// no. 44). Of the answer only the id is sure.
func (c *Client) CreateBatch(ctx context.Context, req BatchRequest, idempotencyKey string) (BatchID, error) {
	const op = "create the batch"
	switch {
	case !FitsKey(idempotencyKey):
		return "", &Error{Op: op, Message: "the idempotency key must be 1 to 255 of letters, digits and _ : . -", create: true}
	case len(req.Lipsyncs) == 0 || len(req.Lipsyncs) > BatchMax:
		return "", &Error{Op: op, Message: "a batch has 1 to " + strconv.Itoa(BatchMax) + " lipsyncs", create: true}
	}
	k := jsonCall(op, http.MethodPost, []string{"v3", "lipsyncs", "batches"}, req)
	k.key, k.create = idempotencyKey, true
	rep, err := c.do(ctx, k)
	if err != nil {
		return "", err
	}
	for _, o := range []map[string]json.RawMessage{object(rep.fields["data"]), rep.fields} {
		if id := strings.TrimSpace(first(text(o["batch_id"]), text(o["id"]))); id != "" {
			return BatchID(id), nil
		}
	}
	return "", &Error{
		Op: op, Status: http.StatusAccepted, Message: "HeyGen accepted it without telling the batch's id",
		Uncertain: true, create: true, kind: kindBody,
	}
}

// IsMissingCall tells whether a server does not have the call that was made: those about
// batches are newer than the others (api.md 1.1). What the call is about, such as an uploaded
// file, is not what is missing.
func IsMissingCall(err error) bool {
	e := As(err)
	switch e.Status {
	case http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	case http.StatusNotFound:
		return !e.Enveloped || e.Param == "" && (e.Code == "not_found" || e.Code == "resource_not_found")
	}
	return false
}

// BatchItem is what became of an entry of a batch (api.md 1.3).
type BatchItem struct {
	// Index is the entry's place in the request, from 0.
	Index  int
	Status Status
	// JobID is "" until the entry is a job. That it can be read as one is likely, not
	// promised: verify it.
	JobID JobID
	// Failure is why it failed, Code the server's code for that, each "" when unknown.
	Failure, Code string
}

// GetBatch reads what became of a batch's entries: GET /v3/lipsyncs/batches/{batch_id}. A
// batch that is gone is an error for which IsGone holds.
func (c *Client) GetBatch(ctx context.Context, id BatchID) ([]BatchItem, error) {
	k := call{
		op: "read the batch", method: http.MethodGet, segments: []string{"v3", "lipsyncs", "batches", string(id)},
		query: url.Values{"limit": {strconv.Itoa(BatchMax)}}, job: true,
	}
	var out []BatchItem
	seen := map[int]bool{}
	err := c.eachPage(ctx, k, func(list []json.RawMessage) bool {
		for _, raw := range list {
			if it, ok := c.decodeBatchItem(raw); ok && !seen[it.Index] {
				seen[it.Index] = true
				out = append(out, it)
			}
		}
		return true
	})
	return out, err
}

// decodeBatchItem reads an entry; ok is false for one that does not tell its place.
func (c *Client) decodeBatchItem(raw json.RawMessage) (BatchItem, bool) {
	o := object(raw)
	index, ok := number(o["item_index"])
	it := BatchItem{
		Index: int(index), Status: ParseStatus(text(o["status"])), JobID: jobID(o),
		Failure: c.redact(failure(o["error"])), Code: strings.ToLower(text(object(o["error"])["code"])),
	}
	return it, ok && index >= 0 && index < BatchMax
}
