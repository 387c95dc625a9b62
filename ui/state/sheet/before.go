package sheet

import (
	"cmp"
	"fmt"

	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// Values are what each row is sent from now, by its line.
func (s *Sheet) Values() map[int]map[string]string {
	out := map[int]map[string]string{}
	for _, r := range s.rows {
		out[r.Line] = r.Values
	}
	return out
}

// Foreign says why a batch cannot be one that this sheet was sent as, "" when it may be: it
// came from elsewhere, something of it may have been made, and none of these rows is in it.
// Had is how its items differ from the rows of their lines.
func (s *Sheet) Foreign(b record.Batch, had map[int]submission.Had) string {
	sent := 0
	for _, it := range b.Items {
		if h, here := had[it.Number]; here && len(h.Params) == 0 {
			return ""
		}
		if it.State != record.ItemRefused && it.State != record.ItemDiscarded {
			sent++
		}
	}
	if sent == 0 || b.From == s.from() {
		return ""
	}
	return fmt.Sprintf("this idempotency key belongs to %s of %q, and none of these rows is one of them: nothing was sent; use another key, or that sheet",
		format.Count(len(b.Items), "lipsync", "lipsyncs"), cmp.Or(b.Name, string(b.ID)))
}

// InBatch takes a batch that this sheet was sent as before: its rows are not made anew, but
// for those that were refused, or taken back and changed since, and with failed also those
// whose job failed. Had is how its items differ from the rows of their lines.
func (s *Sheet) InBatch(b record.Batch, had map[int]submission.Had, failed bool) {
	items := map[int]record.BatchItem{}
	for _, it := range b.Items {
		items[it.Number] = it
	}
	for i := range s.rows {
		r := &s.rows[i]
		r.sent, r.differs, r.again = nil, nil, false
		it, ok := items[r.Line]
		h := had[r.Line]
		switch {
		case !ok:
		case it.State == record.ItemRefused, failed && it.State == record.ItemFailed, h.Nothing && len(h.Params) > 0:
			r.again = true
		default:
			r.sent, r.differs = &it, h.Params
		}
		s.judge(i)
	}
}

// Retries are the rows that go and are items of the batch already, which were refused or
// failed there: their values by the item's number.
func (s *Sheet) Retries() map[int]map[string]string {
	out := map[int]map[string]string{}
	for i := range s.rows {
		if r := &s.rows[i]; r.again && s.Goes(i) {
			out[r.Line] = r.Values
		}
	}
	return out
}
