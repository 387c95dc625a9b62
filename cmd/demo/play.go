package demo

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/google/uuid"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

// lipsync is one that was made here.
type lipsync struct {
	title string
	mode  api.Mode
	// ago is how long ago it was sent off, waits and runs how long its job was pending and
	// running, or will be; forever for one that never ends.
	ago, waits, runs time.Duration
	// length is the output's.
	length time.Duration
	fails  string
	// values are its inputs beside title and mode.
	values map[string]string
	batch  *record.Batch
	// saved was fetched, fetched is on its way here, and nobody looked at an unseen one.
	saved, fetched, unseen bool
	// again is the one that failed which this one makes again, nil for none.
	again *lipsync
	// held waits here, for a slot or for its file.
	held bool

	submission submission.ID
	job        api.JobID
}

const forever = 10 * 365 * 24 * time.Hour

// play makes up a day.
type play struct {
	ctx     context.Context //nolint:containedctx // of the calls of one function
	world   *World
	journal *journal.Journal
	rate    func(api.Mode) float64
	// now is when the demo begins, at the moment that the journal is told of, zero for now.
	now, at time.Time
	dice    *rand.Rand
	ids     *rand.ChaCha8
	// listed is the list as a lipdash last saw it.
	listed []record.Job
	// err is the first error; after it nothing is done.
	err error
}

// clock is the journal's: set back while the day is played, and right afterwards.
func (p *play) clock() time.Time {
	if p.at.IsZero() {
		return time.Now()
	}
	return p.at
}

// did has something done at a moment.
func (p *play) did(at time.Time, f func() error) {
	if p.err == nil {
		p.at = at
		p.err = f()
		p.at = time.Time{}
	}
}

func (p *play) id() string {
	id, err := uuid.NewRandomFromReader(p.ids)
	p.err = cmp.Or(p.err, err)
	return id.String()
}

// send sends lipsyncs off in the order in which that was done, those of a batch together.
func (p *play) send(all []*lipsync) {
	slices.SortStableFunc(all, func(a, b *lipsync) int { return cmp.Compare(b.ago, a.ago) })
	done := map[*record.Batch]bool{}
	for _, l := range all {
		switch {
		case l.batch == nil:
			s := p.submission(l)
			p.did(s.CreatedAt, func() error { _, err := p.journal.Submit(p.ctx, s, ""); return err })
		case !done[l.batch]:
			done[l.batch] = true
			p.sendBatch(l.batch, slices.DeleteFunc(slices.Clone(all), func(o *lipsync) bool { return o.batch != l.batch }))
		}
	}
	for _, l := range all {
		p.live(l)
	}
}

func (p *play) sendBatch(b *record.Batch, of []*lipsync) {
	var subs []submission.Submission
	for i, l := range of {
		s := p.submission(l)
		s.Alone = true // one after the other, as slots become free
		subs = append(subs, s)
		b.Items = append(b.Items, record.BatchItem{Number: i + 1, Input: fmt.Sprintf("row %d", i+2), Cost: p.price(l)})
	}
	p.did(b.MadeAt, func() error { _, err := p.journal.SubmitBatch(p.ctx, *b, subs); return err })
}

// submission is the intent of a lipsync.
func (p *play) submission(l *lipsync) submission.Submission {
	values := map[string]string{"title": l.title, "mode": string(l.mode)}
	maps.Copy(values, l.values)
	l.values, l.submission = values, submission.ID(p.id())
	s := submission.New(l.submission, values, p.now.Add(-l.ago))
	s.Cost = p.price(l)
	return s
}

// price is what a lipsync costs by the rates.
func (p *play) price(l *lipsync) float64 {
	if p.rate == nil {
		return 0
	}
	return p.rate(l.mode) * l.length.Seconds()
}

// live gives a lipsync the life of its job, as far as that has come.
func (p *play) live(l *lipsync) {
	p.world.Server.Lasts(l.values["audio"], l.length)
	if l.held || p.err != nil {
		return
	}
	made := p.now.Add(-l.ago).Truncate(time.Second)
	l.job = api.JobID(p.world.Server.AddJob(sim.JobSpec{
		Title: l.title, CreatedAt: made, Pending: l.waits, Running: l.runs, Failure: l.fails, Duration: l.length,
		Caption: l.values["enable_caption"] == "true", CallbackID: submission.CallbackPrefix + string(l.submission),
	}))
	p.did(made.Add(time.Second), func() error {
		s, _, err := p.journal.Submission(p.ctx, l.submission)
		if err != nil {
			return err
		}
		s.State, s.JobID, s.UpdatedAt = submission.Accepted, l.job, p.at
		if l.again != nil {
			s.Again = l.again.job
		}
		s.Rev++
		return p.journal.SaveSubmission(p.ctx, s)
	})
	p.see(l, made, api.StatusPending)
	p.see(l, made.Add(l.waits), api.StatusRunning)
	ended := made.Add(l.waits + l.runs)
	job := api.Job{ID: l.job, Title: l.title, CreatedAt: made, CallbackID: submission.CallbackPrefix + string(l.submission)}
	switch {
	case made.Add(l.waits).After(p.now):
		job.Status = api.StatusPending
	case ended.After(p.now):
		job.Status = api.StatusRunning
	case l.fails != "":
		job.Status, job.FailureMessage = api.StatusFailed, l.fails
	default:
		job.Status, job.Duration = api.StatusCompleted, l.length
	}
	p.list(job, l.values["enable_caption"] == "true", l.unseen)
	if !job.Status.Terminal() {
		return
	}
	p.see(l, ended, job.Status)
	if job.Status == api.StatusFailed {
		return
	}
	p.did(ended, func() error {
		return p.journal.RecordJob(p.ctx, journal.JobRecord{ID: l.job, Cost: p.price(l)})
	})
	p.fetch(l, ended.Add(3*time.Second))
}

// list notes a job as it stood in the list when a lipdash last looked.
func (p *play) list(j api.Job, captions, unseen bool) {
	done := j.Status == api.StatusCompleted
	p.listed = append(p.listed, record.Job{Job: j, HasVideo: done, HasCaptions: done && captions, Unseen: unseen, SeenAt: p.now})
}

// keepList is what the next lipdash begins with.
func (p *play) keepList() {
	p.did(p.now, func() error {
		return p.journal.KeepListed(p.ctx, record.Page{Jobs: p.listed, SavedAt: p.now, Whole: true}, nil)
	})
}

// see notes a state of its job when it was seen, if that was before now.
func (p *play) see(l *lipsync, at time.Time, status api.Status) {
	if at.After(p.now) {
		return
	}
	o := record.Observation{ID: l.job, Status: status, At: at}
	switch status {
	case api.StatusCompleted:
		o.Length = l.length
	case api.StatusFailed:
		o.Failure = l.fails
	}
	p.did(at, func() error { return p.journal.Observe(p.ctx, []record.Observation{o}) })
}

// fetch brings its video here, or puts it into the queue.
func (p *play) fetch(l *lipsync, at time.Time) {
	if !l.saved && !l.fetched {
		return
	}
	if l.fetched {
		at = p.now
	}
	path := filepath.Join(p.world.Folder.Out(), l.title+".mp4")
	t := journal.Transfer{
		ID: journal.TransferID(p.id()), JobID: l.job, Kind: journal.TransferVideo, Path: path, Part: path + ".part",
		Size: -1, State: journal.TransferQueued, CreatedAt: at,
	}
	p.did(at, func() error { _, err := p.journal.AddTransfers(p.ctx, []journal.Transfer{t}); return err })
	if l.fetched {
		return
	}
	size := sim.MediaSize(l.length)
	p.did(at.Add(time.Duration(size/downRate)*time.Second), func() error {
		if err := write(path, []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2"), size); err != nil {
			return err
		}
		if err := os.Chtimes(path, p.at, p.at); err != nil {
			return err
		}
		mine, _, err := p.journal.ClaimTransfer(p.ctx, 100, t.ID)
		if err != nil {
			return err
		}
		mine.State, mine.Size, mine.Done = journal.TransferDone, size, size
		_, err = p.journal.SaveTransfer(p.ctx, mine)
		return err
	})
}
