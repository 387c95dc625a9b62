package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/transfers"
)

// fetch brings the files of jobs here, and stays until they are. It asks before many, unless yes
// ends the line.
func fetch(ctx context.Context, d *dialog, args string) error {
	files := d.o.Memory.Downloads()
	if files == nil {
		return errors.New("there is no folder for downloads: download_folder sets one")
	}
	args, sure := strings.CutSuffix(" "+args, " yes")
	jobs, err := d.toFetch(ctx, strings.TrimSpace(args))
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
	folder, free := files.Folder()
	if !sure {
		if sure, err = d.mayFetch(ctx, done, folder, free); err != nil || !sure {
			return err
		}
	}
	if done, err = d.withLinks(ctx, done); err != nil {
		return err
	}
	r, err := files.Fetch(ctx, done, false)
	if err != nil {
		return err
	}
	if r.Queued > 0 {
		d.say(sentence(fmt.Sprintf("%s for %s to %s", format.Count(r.Queued, "file", "files"), d.called(action.JobRows(api.IDsOf(done)...)), folder)))
	}
	if r.Saved > 0 {
		d.say(full(fmt.Sprintf("%s: %s here already, as %s", d.called(action.JobRows(api.IDsOf(done)...)), format.Count(r.Saved, "file is", "files are"), format.Line(r.Where))))
	}
	if r.Queued == 0 {
		return nil
	}
	if d.o.Typed {
		d.say("Press enter to continue; " + format.Plural(r.Queued, "it is", "they are") + " fetched meanwhile.")
	}
	return d.arrive(ctx, api.IDsOf(done))
}

// mayFetch asks where that is due, as the dashboard does: what a download of many brings.
func (d *dialog) mayFetch(ctx context.Context, done []api.Job, folder string, free int64) (sure bool, err error) {
	d.learn(ctx, action.JobRows(api.IDsOf(done)...))
	var plan transfers.Plan
	d.do(func() { plan = d.f.Files().Plan(api.IDsOf(done), d.f.Store().Get) })
	if plan.Question() != transfers.FetchMany {
		return true, nil
	}
	fresh := action.JobRows(plan.New...)
	for _, l := range ask.FetchMany(plan, folder, free, nil).Lines {
		d.say(sentence(aloud(l.Text)))
	}
	var length time.Duration
	for _, j := range d.jobsOf(fresh) {
		length += j.Duration
	}
	of := d.called(fresh)
	if length > 0 {
		of += ", " + spoken(length) + " of video"
	}
	sure, err = d.yes(ctx, "Download "+format.Count(len(fresh), "job", "jobs")+": "+of+"?")
	if err == nil && !sure {
		d.say("Nothing is downloaded.")
	}
	return sure, err
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
