package ui

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/pane/detail"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// showDetail hands the detail pane the job under the cursor.
func (m *Model) showDetail() {
	if o := m.local(m.list.Cursor()); o != nil {
		m.showOutgoing(o)
		return
	}
	e, ok := m.store.Get(m.list.Cursor().Job)
	if !ok {
		if was, held := m.asDrawn.details[m.list.Cursor()]; held {
			m.detail.Show(was) // it is gone meanwhile, and stands in the view
			return
		}
		m.detail.Show(detail.Data{})
		if m.screen == screenJob {
			m.home()
		}
		return
	}
	d := detail.Data{
		Job: e.Job, SeenAt: e.SeenAt, CreatedHere: e.CreatedHere,
		Inputs: m.create.Records.Of(e.Job.ID).Values, Pending: m.pending(e.Job.ID),
	}
	d.Job.CallbackID, d.Job.CreatedAt, d.ClockOffset = browse.ShownCallback(e.Job), m.made(e.Job), m.clockOffset()
	d.Away, d.AwayCaptions = e.Shelved && e.HasVideo || e.NeedsRead && e.Job.VideoURL == "", e.HasCaptions
	for _, f := range m.transfers.Saved(e.Job.ID) {
		d.Saved = append(d.Saved, detail.Saved{Name: f.Name, Size: f.Size, Captions: f.Captions})
	}
	d.Outcome = m.edits.Outcome(e.Job.ID, m.poll.Refused() != nil, editKeys(m.keys))
	d.Cost, d.CostWhy = m.create.Cost(e.Job, m.theme.Glyphs.Times)
	d.Told, _ = m.told(d.Row())
	d.Expected, _ = m.timeLeft(e.Job)
	d.History = m.history(e)
	d.CreatedHere = d.CreatedHere || len(d.Inputs) > 0
	if err := m.readErrs[e.Job.ID]; err != nil {
		d.Err = sentence(err)
	}
	m.detail.Show(m.asDrawn.detail(d))
}

// showOutgoing hands the detail pane a submission: what was typed, and how far
// it is.
func (m *Model) showOutgoing(o *create.Outgoing) {
	word, info := m.create.Pending.Phase(o, sendKey(m.keys), m.now)
	if o.State == submission.Uploading && o.Upload.Total > 0 && !o.Elsewhere {
		info = o.Param + ": " + transfers.Long(o.Upload)
	}
	d := detail.Data{
		Job:        api.Job{Status: api.StatusPending, Title: o.Title(), CallbackID: o.Values["callback_id"]},
		Submission: o.ID, State: word, Inputs: o.Values, Pending: info, SeenAt: o.UpdatedAt, CreatedHere: true,
		History: []detail.Seen{{Status: api.StatusPending, At: o.CreatedAt}},
	}
	d.Told, _ = m.told(d.Row())
	d.Err = o.Why()
	if o.Held {
		d.Err = o.Then() // the line above says why
	}
	m.detail.Show(m.asDrawn.detail(d))
}

// history is what was observed of a job: in earlier runs by the journal, then
// in this one.
func (m *Model) history(e store.Entry) []detail.Seen {
	var out []detail.Seen
	known := map[api.Status]bool{}
	for _, s := range m.create.Records.Of(e.Job.ID).Seen {
		out = append(out, detail.Seen(s))
		known[s.Status] = true
	}
	for _, c := range e.History {
		if !known[c.Status] {
			out = append(out, detail.Seen(c))
		}
	}
	return out
}
