package rows

import (
	"cmp"
	"maps"
	"slices"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/detail"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// Detail is all that is known of a row, as it was first looked at while the view stands
// still; false for a row that is gone.
func (s Source) Detail(row action.RowID) (detail.Data, bool) {
	if was, ok := s.Kept.details[row]; ok {
		return was, true
	}
	if o := s.submission(row); o != nil {
		return s.submissionDetail(o), true
	}
	e, ok := s.Store.Get(row.Job)
	if !ok {
		return detail.Data{}, false
	}
	return s.jobDetail(e), true
}

func (s Source) jobDetail(e store.Entry) detail.Data {
	id := e.Job.ID
	d := detail.Data{
		Job: e.Job, SeenAt: e.SeenAt, ClockOffset: s.Ahead, Inputs: s.Create.Records.Of(id).Values, Pending: cmp.Or(s.deleting(id), s.Create.Retries.Long(id, s.Now)),
		Away: e.Trimmed && e.HasVideo || e.NeedsRead && e.Job.VideoURL == "", AwayCaptions: e.HasCaptions,
		Outcome: s.Edits.Outcome(id, s.Poll.Refused() != nil), History: s.history(e),
	}
	d.Job.CallbackID, d.Job.CreatedAt = browse.ShownCallback(e.Job), s.made(e.Job)
	for _, f := range s.Transfers.Saved(id) {
		d.Saved = append(d.Saved, detail.Saved{Name: f.Name, Size: f.Size, Captions: f.Captions})
	}
	d.Cost, d.CostWhy = s.Create.Cost(e.Job, s.Theme.Glyphs.Times)
	x := s.reviewOf(id)
	d.Mark, d.Note = string(x.Mark), x.Note
	d.AgainAs, d.AgainOf = s.Again(d.Row())
	s.inputs(&d)
	if e.Job.Status == api.StatusFailed {
		d.Alike, d.AlikeNow = s.Browse.Alike(id, s.Now)
	}
	d.Told, _ = s.told(d.Row())
	d.Expected, _ = s.left(e.Job)
	d.Stuck = s.stuck(e.Job)
	d.Remake = create.WhyNotAgain(d.Inputs) == ""
	d.CreatedHere = e.CreatedHere || len(d.Inputs) > 0
	if err := s.ReadErrs[id]; err != nil {
		d.Err = api.Explain(err).String()
	}
	return d
}

// inputs are what a row was made from: local files as people write them, with what they are,
// and of a failure what is odd about them.
func (s Source) inputs(d *detail.Data) {
	in := s.Create.Inputs(d.Row())
	d.Files = in.Files
	if d.Job.Status == api.StatusFailed {
		d.Odd, d.OddIn = in.Odd()
	}
	if shown := s.Create.Records.Of(d.Job.ID).Shown; len(shown) > 0 {
		d.Inputs = maps.Clone(d.Inputs)
		maps.Copy(d.Inputs, shown)
	}
}

// history is what was observed of a job: in earlier runs by the journal, then in this one.
func (s Source) history(e store.Entry) []record.Seen {
	known := map[api.Status]bool{}
	out := slices.Clone(s.Create.Records.Of(e.Job.ID).Seen)
	for _, seen := range out {
		known[seen.Status] = true
	}
	for _, seen := range e.History {
		if !known[seen.Status] {
			out = append(out, seen)
		}
	}
	return out
}

// shortInputs are inputs with their paths as people write them.
func (s Source) shortInputs(values map[string]string) map[string]string {
	var out map[string]string
	for _, p := range api.Params() {
		if p.Kind != api.KindSource {
			continue
		}
		short := s.shortSource(values[p.Name])
		if short == "" || short == values[p.Name] {
			continue
		}
		if out == nil {
			out = maps.Clone(values)
		}
		out[p.Name] = short
	}
	if out == nil {
		return values
	}
	return out
}

// shortSource is the file of a source as people write it, "" where it is none.
func (s Source) shortSource(source string) string {
	if path := api.LocalPath(source); path != "" {
		return s.short(path)
	}
	return ""
}

// short is a path as people write it.
func (s Source) short(path string) string {
	if s.Short == nil {
		return path
	}
	return s.Short(path)
}
