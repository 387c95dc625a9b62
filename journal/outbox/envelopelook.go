package outbox

import (
	"context"
	"errors"
	"maps"
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
)

// look finds the jobs of an envelope among the newest ones, as it is done for one create.
func (w *envelope) look(ctx context.Context, e submission.LookForAll) submission.EnvelopeEvent {
	o := w.o
	earliest := submission.Look{}
	for _, l := range e.Looks {
		earliest = l // they are of one call
	}
	if !o.waitToLook(ctx, earliest) {
		return nil
	}
	jobs, whole, err := o.since(ctx, &earliest)
	for id, l := range e.Looks {
		l.Since = earliest.Since // by the server's clock now
		e.Looks[id] = l
	}
	all, unread := o.readCandidates(ctx, e.MayBe, jobs)
	taken, bad := o.takenBut(ctx, jobs)
	accepted, worse := o.acceptedOf(ctx, e.Looks)
	if err = errors.Join(err, unread, bad, worse); ctx.Err() != nil {
		return nil
	}
	out := submission.AllLooked{Found: accepted, Partial: !(whole && all), Err: err}
	for id, l := range e.Looks {
		if out.Found[id] != "" {
			continue
		}
		got := l.Match(jobs, taken(id))
		switch {
		case got.Found == nil:
		case got.Guess:
			out.Guess = true
		default:
			out.Found[id] = *got.Found
		}
	}
	out.Active, out.Full = w.anyRuns(jobs), o.full(ctx, jobs)
	o.recognize(jobs)
	return out
}

// full tells whether as many jobs run as the account takes, as far as that is known.
func (o *Outbox) full(ctx context.Context, jobs []api.Job) bool {
	limit := o.opts.Limit
	if n, known, err := o.opts.Journal.Limit(ctx); err == nil && known && (limit < 0 || n < limit) {
		limit = n
	}
	return limit >= 0 && max(o.account.count(), len(active(jobs))) >= limit
}

// anyRuns tells whether one of listed jobs is the envelope's and has not ended.
func (w *envelope) anyRuns(jobs []api.Job) bool {
	own := map[string]bool{}
	for _, it := range w.seen().Items {
		own[it.CallbackID] = true
	}
	return slices.ContainsFunc(jobs, func(j api.Job) bool { return j.CallbackID != "" && own[j.CallbackID] && j.Status.Active() })
}

// acceptedOf are the jobs that the journal has of submissions already: they were met
// elsewhere meanwhile.
func (o *Outbox) acceptedOf(ctx context.Context, looks map[submission.ID]submission.Look) (map[submission.ID]api.JobID, error) {
	out := map[submission.ID]api.JobID{}
	for id := range maps.Keys(looks) {
		s, _, err := o.opts.Journal.Submission(ctx, id)
		if err != nil {
			return out, err
		}
		if s.JobID != "" {
			out[id] = s.JobID
		}
	}
	return out, nil
}

// read asks what became of the entries of a batch.
func (w *envelope) read(ctx context.Context, id api.BatchID) submission.EnvelopeEvent {
	items, err := w.o.opts.Client.GetBatch(ctx, id)
	if err != nil {
		return submission.BatchRead{Err: err}
	}
	trusted, err := w.trusts(ctx, items)
	if err != nil {
		return submission.BatchRead{Err: err}
	}
	return submission.BatchRead{Items: items, Trusted: trusted}
}

// trusts reads the first job that a batch names, once in a batch: whether the ids of entries
// are those of jobs is likely and not promised (api.md 1.3), and a job tells whose it is.
func (w *envelope) trusts(ctx context.Context, items []api.BatchItem) (bool, error) {
	e := w.seen()
	if w.trusted {
		return true, nil
	}
	for _, it := range items {
		if it.JobID == "" || it.Index >= len(e.Items) {
			continue
		}
		job, err := w.o.opts.Client.GetJob(ctx, it.JobID)
		switch {
		case api.IsGone(err):
			return false, nil
		case err != nil:
			return false, err
		}
		w.trusted = job.CallbackID == "" || job.CallbackID == e.Items[it.Index].CallbackID
		return w.trusted, nil
	}
	return true, nil
}
