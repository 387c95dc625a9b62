package rows

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/activity"
)

// mostFit is how many marked rows are looked at for the footer: it is drawn with each key.
const mostFit = 1000

// tells counts of rows those whose end is to come, and those of them that are told then.
func (s Source) tells(rows ...action.RowID) (unended, told int) {
	for _, row := range rows {
		if mine, is := s.Life(row); is && s.Notifier.Tells() {
			unended++
			if s.Notifier.Watches(activity.Subject(row), mine) {
				told++
			}
		}
	}
	return unended, told
}

// Fit is what can be done with the rows that an action is meant for.
func (s Source) Fit(rows []action.RowID, marked bool) action.Fit {
	n := len(rows)
	if n > mostFit {
		return action.Fit{Rows: n, Jobs: n, Marked: true, Again: n, Precise: n, Fetch: n, Watch: n, Done: n}
	}
	f := action.Fit{Rows: n, Marked: marked}
	var subs []submission.ID
	for _, row := range rows {
		if o := s.submission(row); o != nil {
			subs = append(subs, o.ID)
			if o.State == submission.Asking {
				f.Asks++
			}
			if o.Waits() {
				f.Queued++
			}
		}
		unended, told := s.tells(row)
		f.Watch, f.Told = f.Watch+unended, f.Told+told
	}
	known := s.Known(action.JobsOf(rows))
	again := s.Create.Again(known, subs, nil)
	f.Jobs, f.Again = len(known), len(again.Make)+len(again.Send)
	for _, id := range again.Make {
		if s.Create.Records.Of(id).Values["mode"] != string(api.ModePrecision) {
			f.Precise++
		}
	}
	for _, id := range known {
		e, _ := s.Store.Get(id)
		_, here := s.Transfers.Here(id)
		switch {
		case e.Job.Status == api.StatusFailed:
			f.Failed++
		case e.Job.Status == api.StatusCompleted:
			f.Done++
			f.Here = here
		}
		if e.Job.Status != api.StatusFailed && !s.stuck(e.Job) && !here && !s.Transfers.Coming(id) {
			f.Fetch++
		}
	}
	return f
}
