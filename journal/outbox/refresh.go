package outbox

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/journal"
)

// refresh asks the server what has ended, unless it was asked a moment ago.
func (o *Outbox) refresh(ctx context.Context, every time.Duration) {
	if !o.account.due(every, now()) {
		return
	}
	o.work.Go(safely.Func(func() {
		page, err := o.opts.Client.ListJobs(ctx, api.ListOptions{Limit: pageSize})
		if err == nil {
			o.account.see(active(page.Jobs), page.Jobs, now())
			o.recognize(page.Jobs)
		}
		o.account.asked(now())
		o.queue.stir()
	}))
}

func active(jobs []api.Job) []api.JobID {
	var out []api.JobID
	for _, j := range jobs {
		if j.Status.Active() {
			out = append(out, j.ID)
		}
	}
	return out
}

// tellJournal passes on what was learned of the account: which jobs have ended,
// and how many it takes. Which states were seen to begin is told by whoever looks
// all the time. What cannot be written is said again by the next picture.
func (o *Outbox) tellJournal(ctx context.Context) {
	if n := o.account.toTell(); n > 0 && o.opts.Journal.LearnLimit(ctx, n) == nil {
		o.account.toldOf(n)
	}
	var seen []journal.Observation
	for id, j := range o.account.takeNews() {
		seen = append(seen, journal.Observation{ID: id, Status: j.Status, At: now(), Found: true, Length: j.Duration})
	}
	if len(seen) > 0 {
		_ = o.opts.Journal.Observe(ctx, seen)
	}
}
