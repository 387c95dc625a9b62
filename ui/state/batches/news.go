package batches

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// News is something that happened to a batch as a whole, told once in place of a line for
// each of its items: HeyGen has them all, the first of them failed, all have ended.
type News struct {
	Text string
	// Ends is false for items that are on their way. Failed tells that some failed.
	Ends, Failed bool
	// Rows are all of its items.
	Rows []action.RowID
}

// told is what was told of a batch.
type told struct {
	sent, failing, over bool
	// base is how many items HeyGen had when those that are on the way now set out.
	base int
}

// News is what happened since it was last asked for. What was so before the first time is
// none: it happened before this run.
func (r *Room) News(jobs *store.Store, now time.Time) (out []News) {
	first := r.told == nil
	if first {
		r.told = map[record.BatchID]told{}
	}
	r.open = 0
	for i := range r.list {
		b := &r.list[i]
		t := r.told[b.ID]
		if t.over && !slices.ContainsFunc(b.Items, unended) {
			continue
		}
		items := r.Items(b.ID, jobs)
		if slices.ContainsFunc(items, unended) {
			r.open++ // the store may have heard of the end before the journal
		}
		is, text := t.next(items, Called(*b, now))
		r.told[b.ID] = is
		if first || text == "" {
			continue
		}
		n := News{Text: text, Ends: is.over || is.failing && !t.failing, Failed: is.failing}
		for _, it := range items {
			n.Rows = append(n.Rows, Row(it))
		}
		out = append(out, n)
	}
	return out
}

func unended(it record.BatchItem) bool { return !it.State.Ended() }

// next is what is told once items are as they are, with the words for it, "" for nothing.
func (t told) next(items []record.BatchItem, name string) (is told, text string) {
	var way, has, failed int
	for _, it := range items {
		switch {
		case onTheWay(it.State):
			way++
		case it.State.Failed():
			failed++
		case !it.State.Asks() && it.State != record.ItemDiscarded && it.State != record.ItemGone:
			has++
		}
	}
	is = told{sent: way == 0, failing: failed > 0, over: !slices.ContainsFunc(items, unended), base: has}
	switch {
	case is.over && !t.over:
		return is, ended(Of(items), name)
	case is.failing && !t.failing:
		is.sent, is.base = t.sent, t.base // told next
		return is, fmt.Sprintf("%s: %s of %d failed: %s", name, format.Number(failed), len(items), brief(Of(items).Reasons[0].Example))
	case is.sent && !t.sent && has > t.base:
		n := has - t.base
		return is, format.Count(n, "job", "jobs") + " of " + name + format.Plural(n, " is on its way", " are on their way")
	case t.sent == is.sent:
		is.base = t.base
	}
	return is, ""
}

// onTheWay tells whether HeyGen does not have an item yet, as far as is known, and will.
func onTheWay(s record.ItemState) bool {
	switch s {
	case record.ItemQueued, record.ItemUploading, record.ItemReady, record.ItemSending, record.ItemUnknown:
		return true
	}
	return false
}

// ended is how a batch ended, "" for one that was taken back or deleted as a whole.
func ended(s Sum, name string) string {
	var parts []string
	if s.Done > 0 {
		parts = append(parts, format.Number(s.Done)+" done")
	}
	if s.Failed > 0 {
		failed := format.Number(s.Failed) + " failed: " + brief(s.Reasons[0].Example)
		if more := len(s.Reasons) - 1; more > 0 {
			failed += " " + format.Count(more, "and another reason", "and other reasons")
		}
		parts = append(parts, failed)
	}
	if len(parts) == 0 {
		return ""
	}
	return name + " has ended: " + strings.Join(parts, ", ")
}

// Called is how a batch is called.
func Called(b record.Batch, now time.Time) string {
	return cmp.Or(format.Line(b.Name), format.Line(b.From), "batch of "+format.Clock(b.MadeAt, now))
}

// Called is how the batch of an id is called, "" while it is not known.
func (r *Room) Called(id record.BatchID, now time.Time) string {
	if i, ok := r.Index(id); ok {
		return Called(r.list[i], now)
	}
	return ""
}

// Joined notes which job an item of a batch became, before the journal tells.
func (r *Room) Joined(job api.JobID, batch record.BatchID) {
	if job != "" && batch != "" {
		r.of[job] = true
	}
}

// Has tells whether a job is an item of a batch.
func (r *Room) Has(job api.JobID) bool { return r.of[job] }
