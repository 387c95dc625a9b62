package sim

import (
	"encoding/base64"
	"encoding/binary"
	"net/http"
	"strconv"
	"time"
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
// client that forgets it fails here and not in production (api.md 9, no. 21).
const tokenMark = "\xfb\xef\xbe"

// cursor names a place in an order by what stands there, so that insertions and
// deletions move nothing.
type cursor struct {
	at  time.Time
	seq int
}

func (c cursor) String() string {
	raw := append(make([]byte, 0, 19), tokenMark...)
	raw = binary.BigEndian.AppendUint64(raw, uint64(c.at.UnixNano()))
	raw = binary.BigEndian.AppendUint64(raw, uint64(c.seq)) //nolint:gosec // a round trip
	return base64.StdEncoding.EncodeToString(raw)
}

// cursorOf reads the token of a request; given is false for the first page.
func cursorOf(r *http.Request) (c cursor, given bool, p *problem) {
	token := r.URL.Query().Get("token")
	if token == "" {
		return cursor{}, false, nil
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	if err != nil || len(raw) != 19 || string(raw[:3]) != tokenMark {
		return cursor{}, false, invalid("token", "token is not valid")
	}
	at := int64(binary.BigEndian.Uint64(raw[3:])) //nolint:gosec // a round trip
	seq := int(binary.BigEndian.Uint64(raw[11:])) //nolint:gosec // a round trip
	return cursor{time.Unix(0, at), seq}, true, nil
}

// before tells whether c stands before o in an order with the newest first.
func (c cursor) before(o cursor) bool {
	if !c.at.Equal(o.at) {
		return c.at.After(o.at)
	}
	return c.seq > o.seq
}

// page cuts one page out of all, which is ordered newest first, and names the
// place of the next.
func page[T any](all []T, place func(T) cursor, r *http.Request, limit int) (items []T, next any, p *problem) {
	after, given, p := cursorOf(r)
	if p != nil {
		return nil, nil, p
	}
	from := 0
	for given && from < len(all) && !after.before(place(all[from])) {
		from++
	}
	to := min(from+limit, len(all))
	if to < len(all) && to > 0 {
		next = place(all[to-1]).String()
	}
	return all[from:to], next, nil
}

// paged is the layout of lists: the cursor stands beside data (api.md 1.1).
func paged(data []any, next any) (result, *problem) {
	return result{200, map[string]any{"data": data, "has_more": next != nil, "next_token": next}}, nil
}
