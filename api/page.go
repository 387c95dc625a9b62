package api

import (
	"bytes"
	"encoding/json"
	"strings"
)

// items are the elements of one page and where the next one is.
type items struct {
	list       []json.RawMessage
	token      string
	incomplete bool
}

// readItems reads a page in either of the two layouts: the list under "data"
// with the cursor beside it, or an object under "data" that holds both (api.md
// 9, no. 1). Null, absent and empty are all an empty page; anything else that
// is no list is an answer that cannot be read.
func readItems(op string, rep reply) (items, *Error) {
	data, bad := rep.data(op)
	if bad != nil {
		return items{}, bad
	}
	fields := rep.fields
	if inner := object(data); inner != nil {
		fields, data = inner, firstList(inner)
	}
	var page items
	if !isNull(data) && json.Unmarshal(bytes.TrimSpace(data), &page.list) != nil {
		return items{}, &Error{Op: op, Status: 200, Message: "the answer held no list", kind: kindBody}
	}
	page.token, page.incomplete = cursor(fields)
	return page, nil
}

// listlike tells whether an answer has any of a list's fields: one without is no
// account without jobs.
func listlike(rep reply) bool {
	for _, name := range []string{"data", "has_more", "next_token"} {
		if _, ok := rep.fields[name]; ok {
			return true
		}
	}
	return false
}

func firstList(o map[string]json.RawMessage) json.RawMessage {
	for _, name := range []string{"items", "lipsyncs", "data", "list"} {
		if raw := o[name]; !isNull(raw) {
			return raw
		}
	}
	return nil
}

// cursor reads has_more and next_token. "false" ends the list whatever the
// token says, "true" without a token leaves it incomplete (api.md 9, no. 17),
// and without either word the token decides.
func cursor(o map[string]json.RawMessage) (token string, incomplete bool) {
	token = text(o["next_token"])
	if strings.TrimSpace(token) == "" {
		token = ""
	}
	if isNull(o["has_more"]) {
		return token, false
	}
	if !boolean(o["has_more"]) {
		return "", false
	}
	return token, token == ""
}

// decodePage reads the jobs of a page, once each: a page that shifted while it
// was made can hold a job twice (api.md 9, no. 20).
func (c *Client) decodePage(page items) JobPage {
	p := JobPage{NextToken: page.token, Incomplete: page.incomplete}
	seen := map[JobID]bool{}
	for _, raw := range page.list {
		j, ok := c.job(raw)
		if !ok {
			p.Skipped++
			continue
		}
		if !seen[j.ID] {
			seen[j.ID] = true
			p.Jobs = append(p.Jobs, j)
		}
	}
	return p
}
