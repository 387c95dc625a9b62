package cmd

import (
	"context"
	"errors"
	"fmt"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/journal"
	"lipdash/journal/download"
	"lipdash/ui/kit/format"
)

// bring waits for what is queued, prints files as they arrive, and names what failed.
func (d *fetching) bring(ctx context.Context) error {
	over := map[journal.TransferID]bool{}
	var broken error
	show := d.v.slowly()
	items, err := d.mem.AwaitFetched(ctx, d.wait, func(items []download.Item) {
		show(progressOf(items))
		for _, it := range items {
			if !over[it.ID] && it.State != journal.TransferQueued && it.State != journal.TransferRunning {
				over[it.ID] = true
				broken = errors.Join(broken, d.ended(it))
			}
		}
	})
	left := 0
	for _, it := range items {
		if !over[it.ID] {
			left++
			broken = errors.Join(broken, d.list.Add(fetched{Job: it.JobID, Kind: it.Kind, State: fileComes, Error: it.Reason}))
		}
	}
	if d.list.Count() > 0 || len(d.failed) == 0 || !d.v.printer.ForPeople() {
		broken = errors.Join(broken, d.list.End())
	}
	if broken != nil {
		return broken
	}
	return d.verdict(err, left)
}

// ended prints a transfer that is over.
func (d *fetching) ended(it download.Item) error {
	f := fetched{Job: it.JobID, Kind: it.Kind, Path: it.Path, Size: it.Size, State: fileSaved}
	if it.State != journal.TransferDone {
		f = fetched{Job: it.JobID, Kind: it.Kind, State: fileFailed, Error: reasonOf(it)}
		err := fmt.Errorf("%s: %s", it.JobID, f.Error)
		if it.Code == download.CodeKey {
			err = authError{err}
		}
		d.failed = append(d.failed, err)
		if d.v.printer.OnlyData() {
			return nil // there is no path to print
		}
	}
	return d.list.Add(f)
}

// reasonOf is why a transfer does not go on.
func reasonOf(it download.Item) string {
	switch {
	case it.Reason != "":
		return it.Reason
	case it.State == journal.TransferPaused:
		return "It is paused; its transfers in lipdash resume it."
	case it.State == journal.TransferCancelled:
		return "It was stopped in lipdash."
	}
	return "It failed."
}

// verdict is the error of the whole.
func (d *fetching) verdict(err error, left int) error {
	if err != nil {
		text := fmt.Sprintf("%s not here yet: lipdash download resumes, --pending lists what waits, --drop-pending drops it.",
			format.Count(left, "file is", "files are"))
		if errors.Is(err, context.DeadlineExceeded) {
			return unfinished{err, "It took longer than --timeout: " + text}
		}
		d.v.printer.Note(text)
		return err
	}
	return together(d.failed)
}

// progressOf is how far downloads are.
func progressOf(items []download.Item) string {
	var done, size int64
	var speed float64
	over, what := 0, ""
	for _, it := range items {
		if it.State == journal.TransferDone {
			over++
		}
		done += it.Done
		size += max(it.Size, it.Done)
		speed += it.Speed
		if it.Step == download.StepWaiting && it.Reason != "" {
			what = it.Reason
		}
	}
	text := fmt.Sprintf("%d of %s, %s of %s", over, format.Count(len(items), "file", "files"), format.Size(done), format.Size(size))
	if speed > 0 {
		text += fmt.Sprintf(", %s/s", format.Size(int64(speed)))
	}
	if what != "" {
		text += ": " + what
	}
	return text
}

// bring brings the files of jobs to the folder.
func (v *invocation) bring(ctx context.Context, mem *account.Memory, jobs ...api.Job) (files []string, err error) {
	r, err := mem.FetchHere(ctx, jobs)
	if err != nil {
		return nil, err
	}
	var ids []journal.TransferID
	for _, t := range r.Queued {
		ids = append(ids, t.ID)
	}
	for _, f := range r.Saved {
		files = append(files, f.Path)
	}
	show := v.slowly()
	items, err := mem.AwaitFetched(ctx, ids, func(items []download.Item) { show(progressOf(items)) })
	for _, it := range items {
		switch {
		case it.State == journal.TransferDone:
			files = append(files, it.Path)
		case err == nil:
			err = errors.New(reasonOf(it))
		}
	}
	return files, err
}
