package outbox

import (
	"context"
	"maps"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/safely"
)

// refresh asks the server what has ended, unless it was asked a moment ago.
func (o *Outbox) refresh(ctx context.Context, every time.Duration) {
	if !o.account.due(every, now()) {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
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

// tellJournal passes on what was learned of the account: which jobs that were made
// here have ended, and how many it takes. Which states were seen to begin is told by whoever looks
// all the time. What cannot be written is said again by the next picture.
func (o *Outbox) tellJournal(ctx context.Context) {
	if n := o.account.takeLesson(); n > 0 && o.opts.Journal.LearnLimit(ctx, n) != nil {
		o.account.learn(n)
	}
	news := o.account.takeNews()
	if len(news) == 0 {
		return
	}
	made, _ := o.opts.Journal.Jobs(ctx, slices.Collect(maps.Keys(news)))
	var seen []record.Observation
	for id := range made {
		j := news[id]
		o.planRetry(ctx, j)
		seen = append(seen, record.Observation{ID: id, Status: j.Status, At: now(), Found: true, Length: j.Duration, Failure: j.FailureMessage})
	}
	_ = o.opts.Journal.Observe(ctx, seen)
}
