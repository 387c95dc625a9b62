package create

import (
	"slices"

	"lipdash/api"
	"lipdash/api/record"
)

// Intent is what is to be made.
type Intent struct {
	// Values are what each lipsync is made from, by parameter name.
	Values []map[string]string
	// Batch is what they are together, with an item for each, where they are handed over as
	// one; nil where each is on its own.
	Batch *record.Batch
	// FromForm is true for what was typed, as the draft called Draft.
	FromForm bool
	Draft    string
	// Retry are items of a batch that are made again: each from its Values where there are any.
	Retry Retry
	// Again are the jobs that are made again, one for each of Values, or none.
	Again []api.JobID
	// Estimate is what those that are no batch are estimated to cost, in dollars.
	Estimate float64
}

// Retry are items of a batch, by their numbers, and what they are estimated to cost, in
// dollars; without a batch it is none.
type Retry struct {
	Batch record.BatchID
	Items []int
	Cost  float64
}

// N is how many are to be made.
func (w Intent) N() int {
	if w.Retry.Batch != "" {
		return len(w.Retry.Items)
	}
	return len(w.Values)
}

// price takes what each will count as: of a batch where its item does not say it.
func (w *Intent) price(costs []float64) {
	if w.Batch == nil {
		for _, cost := range costs {
			w.Estimate += cost
		}
		return
	}
	b := *w.Batch
	b.Items = slices.Clone(b.Items)
	for i, cost := range costs {
		if b.Items[i].Cost == 0 {
			b.Items[i].Cost = cost
		}
	}
	w.Batch = &b
}

// Cost is what it is estimated to cost, in dollars, 0 when nobody knows.
func (w Intent) Cost() float64 {
	sum := w.Estimate + w.Retry.Cost
	if w.Batch != nil {
		for _, it := range w.Batch.Items {
			sum += it.Cost
		}
	}
	return sum
}

// Remakes is the job that the lipsync at a place makes again, "" for none.
func (w Intent) Remakes(i int) api.JobID {
	if i >= len(w.Again) {
		return ""
	}
	return w.Again[i]
}

// without is the intent less what stands at some places of it.
func (w Intent) without(places []int) Intent {
	out := w
	out.Values = nil
	if w.Batch != nil {
		b := *w.Batch
		b.Items, out.Batch = nil, &b
	}
	out.Again = nil
	for i, v := range w.Values {
		if slices.Contains(places, i) {
			continue
		}
		out.Values = append(out.Values, v)
		if len(w.Again) > 0 { // each keeps its place, also one that makes nothing again
			out.Again = append(out.Again, w.Remakes(i))
		}
		if w.Batch != nil {
			out.Batch.Items = append(out.Batch.Items, w.Batch.Items[i])
		}
	}
	return out
}
