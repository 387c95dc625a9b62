package download

import (
	"context"
	"os"
	"path/filepath"
	"slices"

	"lipdash/api"
	"lipdash/journal"
)

// Receipt is what became of a wish for files.
type Receipt struct {
	// Queued are the transfers that bring them: new ones, and those that were
	// there before, which go on if they had stopped.
	Queued []journal.Transfer
	// Saved are files that were fetched before and are still there; they are not
	// fetched again.
	Saved []journal.SavedFile
	// Without are completed jobs that have no captions although they were asked
	// for.
	Without []api.JobID
}

// Fetch queues files of jobs, the video where no kind is named. It returns when
// the queue is on the disk; whether a job has the file shows later. It may be
// called before Run.
func (d *Downloader) Fetch(ctx context.Context, jobs []api.Job, kinds ...journal.TransferKind) (Receipt, error) {
	return d.fetch(ctx, jobs, kinds, false)
}

// FetchAgain is Fetch for files that may be there already: they get another
// name, or what Options.Collision says.
func (d *Downloader) FetchAgain(ctx context.Context, jobs []api.Job, kinds ...journal.TransferKind) (Receipt, error) {
	return d.fetch(ctx, jobs, kinds, true)
}

func (d *Downloader) fetch(ctx context.Context, jobs []api.Job, kinds []journal.TransferKind, again bool) (Receipt, error) {
	if len(kinds) == 0 {
		kinds = []journal.TransferKind{journal.TransferVideo}
	}
	if err := os.MkdirAll(d.opts.Folder, 0o755); err != nil { //nolint:gosec // the user's files, with the usual mode
		code, sentence := fileWords(&fileError{err}, d.opts.Folder)
		return Receipt{}, &WordsError{Code: code, Sentence: sentence, Err: err}
	}
	d.planning.Lock()
	defer d.planning.Unlock()
	p, err := d.plan(ctx, jobs)
	if err != nil {
		return Receipt{}, err
	}
	var r Receipt
	var wanted []journal.Transfer
	for _, job := range jobs {
		for _, kind := range kinds {
			saved, there := p.onDisk(job.ID, kind)
			switch {
			case kind == journal.TransferCaptions && job.Status == api.StatusCompleted && job.CaptionURL == "":
				r.Without = append(r.Without, job.ID)
			case there && !again:
				r.Saved = append(r.Saved, saved)
			default:
				wanted = append(wanted, p.transfer(job, kind))
			}
		}
	}
	r.Queued, err = d.queue(ctx, wanted)
	return r, err
}

// WordsError is an error with a sentence for a person.
type WordsError struct {
	// Code is one of this package's codes.
	Code, Sentence string
	Err            error
}

// Error is the sentence.
func (e *WordsError) Error() string { return e.Sentence }

// Unwrap is the cause.
func (e *WordsError) Unwrap() error { return e.Err }

// queue adds transfers. One that was there goes on; one that had stopped in
// another folder than today's is begun anew in this one.
func (d *Downloader) queue(ctx context.Context, wanted []journal.Transfer) ([]journal.Transfer, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	got, err := d.journal.AddTransfers(ctx, wanted)
	if err != nil {
		return nil, err
	}
	for i := range got {
		if got[i].ID == wanted[i].ID {
			continue
		}
		if got[i], err = d.revive(ctx, got[i], wanted[i]); err != nil {
			return nil, err
		}
	}
	d.Ask(got...)
	return got, d.refresh(ctx)
}

func (d *Downloader) revive(ctx context.Context, old, wanted journal.Transfer) (journal.Transfer, error) {
	over := old.State == journal.TransferFailed || old.State == journal.TransferCancelled
	if (over || d.opts.OnlyAsked && old.Owner == "") && filepath.Dir(old.Path) != filepath.Dir(wanted.Path) {
		leave := d.drop
		if over {
			leave = func(ctx context.Context, t journal.Transfer) (bool, error) {
				return d.journal.ForgetTransfer(ctx, t.ID)
			}
		}
		if gone, err := leave(ctx, old); err != nil || !gone {
			return old, err
		}
		list, err := d.journal.AddTransfers(ctx, []journal.Transfer{wanted})
		if err != nil {
			return old, err
		}
		return list[0], nil
	}
	if over || old.State == journal.TransferPaused && old.Code != CodeExists {
		_, err := d.journal.MoveTransfer(ctx, old.ID, journal.TransferQueued, old.State)
		if err != nil {
			return old, err
		}
		old.State = journal.TransferQueued
	}
	return old, nil
}

// plan is what is known when names are chosen.
type plan struct {
	d     *Downloader
	saved map[api.JobID][]journal.SavedFile
	made  map[api.JobID]journal.JobRecord
	// coming are the transfers that are not over, these plans included.
	coming []journal.Transfer
}

func (d *Downloader) plan(ctx context.Context, jobs []api.Job) (*plan, error) {
	ids := api.IDsOf(jobs)
	p := &plan{d: d}
	var err error
	if p.saved, err = d.journal.SavedFiles(ctx, ids); err != nil {
		return nil, err
	}
	if p.made, err = d.journal.Jobs(ctx, ids); err != nil {
		return nil, err
	}
	coming, err := d.journal.Transfers(ctx)
	p.coming = slices.Clone(coming)
	return p, err
}

// onDisk is a file of a job that is where it was put, as long as it was.
func (p *plan) onDisk(id api.JobID, kind journal.TransferKind) (journal.SavedFile, bool) {
	for _, f := range p.saved[id] {
		if f.Kind == kind && there(f) {
			return f, true
		}
	}
	return journal.SavedFile{}, false
}

// there tells whether a file is where it was put, as long as it was.
func there(f journal.SavedFile) bool {
	info, err := os.Stat(f.Path)
	return err == nil && info.Mode().IsRegular() && info.Size() == f.Size
}
