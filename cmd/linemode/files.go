package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/transfers"
)

// fetch brings the files of jobs here, and stays until they are.
func fetch(ctx context.Context, d *dialog, args string) error {
	files := d.o.Memory.Downloads()
	if files == nil {
		return errors.New("there is no folder for downloads: download_folder sets one")
	}
	jobs, err := d.toFetch(ctx, args)
	if err != nil {
		return err
	}
	done := slices.DeleteFunc(slices.Clone(jobs), func(j api.Job) bool { return j.Status != api.StatusCompleted })
	if n := len(jobs) - len(done); n > 0 && len(done) > 0 {
		d.say(sentence(format.Count(n, "job is", "jobs are") + " not done and left out"))
	}
	switch {
	case len(jobs) == 0:
		d.say("Nothing to download.")
		return nil
	case len(done) == 0:
		return fmt.Errorf("nothing to download: %s is %s", titleOf(jobs[0]), statusWord(jobs[0].Status))
	}
	if done, err = d.withLinks(ctx, done); err != nil {
		return err
	}
	r, err := files.Fetch(ctx, done, false)
	if err != nil {
		return err
	}
	folder, _ := files.Folder()
	if r.Queued > 0 {
		d.say(sentence(fmt.Sprintf("%s for %s to %s", format.Count(r.Queued, "file", "files"), d.called(action.JobRows(api.IDsOf(done)...)), folder)))
	}
	if r.Saved > 0 {
		d.say(full(fmt.Sprintf("%s: %s here already, as %s", d.called(action.JobRows(api.IDsOf(done)...)), format.Count(r.Saved, "file is", "files are"), format.Line(r.Where))))
	}
	if r.Queued == 0 {
		return nil
	}
	return d.arrive(ctx, api.IDsOf(done))
}

// toFetch are the jobs whose files are meant: with new, all that are done and not here.
func (d *dialog) toFetch(ctx context.Context, args string) ([]api.Job, error) {
	if args != "new" {
		chosen, err := d.meant(args)
		if err != nil {
			return nil, err
		}
		return d.jobsOf(chosen), nil
	}
	var rows []action.RowID
	d.do(func() {
		rows = action.JobRows(browse.Find(d.f.Store(), browse.Query{State: browse.Done}, d.ahead(), d.source().About)...)
	})
	d.learn(ctx, rows)
	var fresh []action.RowID
	d.do(func() {
		for _, r := range rows {
			if _, here := d.f.Files().Here(r.Job); !here {
				fresh = append(fresh, r)
			}
		}
	})
	return d.jobsOf(fresh), nil
}

// withLinks reads those jobs anew that are held without their links.
func (d *dialog) withLinks(ctx context.Context, jobs []api.Job) ([]api.Job, error) {
	for i, j := range jobs {
		if j.VideoURL != "" {
			continue
		}
		now, err := d.o.Client.GetJob(ctx, j.ID)
		if err != nil {
			return nil, err
		}
		jobs[i] = now
	}
	return jobs, nil
}

// every is how rarely it is told how far files are.
const every = 10 * time.Second

// arrive waits for the files of jobs.
func (d *dialog) arrive(ctx context.Context, ids []api.JobID) error {
	d.do(d.f.LookAtFiles)
	told := time.Now()
	var failed []string
	over, err := d.await(ctx, func() bool {
		open := 0
		failed = nil
		for _, t := range d.f.Files().List() {
			switch {
			case !slices.Contains(ids, t.Job):
			case !t.Over() && t.State != transfers.Paused:
				open++
				if time.Since(told) >= every && t.Size > 0 {
					d.news.add(full(d.progress(t)))
				}
			case t.State == transfers.Failed:
				failed = append(failed, t.Reason)
			}
		}
		if time.Since(told) >= every {
			told = time.Now()
		}
		return open == 0
	})
	switch {
	case err != nil:
		return err
	case !over:
		d.say("It continues meanwhile.")
		return nil
	case len(failed) > 0:
		return errors.New("not all files are here")
	}
	return nil
}

// progress is how far a file is.
func (d *dialog) progress(t transfers.Transfer) string {
	text := format.Line(t.Name)
	if t.State == transfers.Done {
		return text + ", " + format.Size(t.Size)
	}
	if t.Size > 0 {
		text += fmt.Sprintf(", %d percent of %s", 100*t.Done/t.Size, format.Size(t.Size))
	}
	return text
}

// words of the states of transfers.
var moving = map[transfers.State]string{
	transfers.Queued: "waits", transfers.Running: "coming down", transfers.Paused: "paused",
	transfers.Failed: "failed", transfers.Done: "here", transfers.Cancelled: "cancelled",
}

// spokenKeys are the commands that sentences name in place of keys.
var spokenKeys = func() (k action.Keys) {
	k.Download, k.OfFile.Pause, k.OfFile.Again, k.OfFile.Cancel, k.OfFile.Open = "download", "transfers pause", "transfers resume", "transfers cancel", "transfers resume"
	return k
}()

// moves reads the files on their way, or does something with them.
func moves(ctx context.Context, d *dialog, args string) error {
	if args != "" {
		return d.move(ctx, args)
	}
	var said []string
	d.files = nil
	d.do(func() {
		d.f.LookAtFiles()
		for _, u := range d.room.Pending.Uploads() {
			said = append(said, full("Going up: "+format.Line(d.o.Short(u.Name))+", "+aloud(transfers.Long(u.Progress))))
		}
		over, older := 0, 0
		for _, t := range d.f.Files().List() {
			if t.Over() && t.State != transfers.Failed {
				if over++; over > atOnce {
					older++
					continue
				}
			}
			d.files = append(d.files, t.ID)
			text := fmt.Sprintf("File %d. %s: %s", len(d.files), format.Capital(moving[t.State]), d.progress(t))
			if note := t.Note(d.f.Now(), spokenKeys); note != "" && t.State != transfers.Cancelled {
				text += ". " + aloud(note)
			}
			said = append(said, sentence(text))
		}
		if older > 0 {
			said = append(said, sentence(format.Count(older, "older file is", "older files are")+" not read out"))
		}
	})
	if len(said) == 0 {
		said = []string{"No files are on their way."}
	}
	d.say(said...)
	return nil
}

// move pauses, resumes or cancels files.
func (d *dialog) move(ctx context.Context, args string) error {
	word, of, _ := strings.Cut(args, " ")
	word, err := oneOf("transfers", word, []string{"pause", "resume", "cancel"})
	if err != nil {
		return err
	}
	if len(d.files) == 0 {
		return Usage{errors.New("the command transfers alone reads the files first, with their numbers")}
	}
	chosen := slices.Clone(d.files)
	if of != "all" {
		i, err := place(of, len(d.files), "file")
		if err != nil {
			return err
		}
		chosen = d.files[i : i+1]
	}
	wish := map[string]action.Wish{"pause": action.Pause, "resume": action.Resume, "cancel": action.Cancel}[word]
	n := 0
	for _, id := range chosen {
		var t transfers.Transfer
		var known bool
		d.do(func() { t, known = d.f.Files().Find(id) })
		do := wish
		if wish == action.Resume && t.State != transfers.Paused {
			do = action.Retry
		}
		why := t.Immovable(do, time.Now(), spokenKeys)
		switch {
		case !known, why != "" && len(chosen) > 1:
			continue
		case why != "":
			return errors.New(why)
		}
		if err := d.o.Memory.Downloads().Move(ctx, id, do); err != nil {
			return err
		}
		n++
	}
	d.say(sentence(format.Count(n, "file", "files") + ": " + word))
	return nil
}
