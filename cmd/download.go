package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/config"
	"lipdash/journal"
	"lipdash/ui/state/browse"
)

// downloadFlags are which files are brought where.
type downloadFlags struct {
	to, name string
	allNew   bool
	timeout  time.Duration

	pending, dropPending bool
}

func newDownload(m maker) *cobra.Command {
	var f downloadFlags
	cmd := &cobra.Command{
		Use:   "download [ID…]",
		Short: "Bring results to this machine",
		Long: `Bring the videos of jobs to this machine, and their captions where they have some,
into the folder of the settings (download_folder) or into --to. It goes through the
journal's queue of downloads: what is here already is not fetched again. What was
interrupted waits, and goes on where it stopped in a dashboard, or here without ids;
--pending lists it and --drop-pending drops it. What is named comes before all of it.

With --all-new it is everything that is done and of which nothing was ever brought
here; files that were moved away since are not fetched again.`,
		Example: `  lipdash download ls_abc123
  lipdash download ls_abc123 ls_def456 --to ~/launch --name "{date} {title}"
  lipdash download --all-new
  lipdash download --pending
  lipdash list --status done --since 1d --quiet | lipdash download -`,
		Args: func(_ *cobra.Command, args []string) error {
			return f.oneOf(args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.to, "to", "", "the `folder` they go to")
	flags.StringVar(&f.name, "name", "", "how they are named, a `pattern` of {title} {id} {date} {mode}")
	flags.BoolVar(&f.allNew, "all-new", false, "all that is done and was never brought here")
	flags.BoolVar(&f.pending, "pending", false, "list what waits, fetch nothing")
	flags.BoolVar(&f.dropPending, "drop-pending", false, "drop what waits, and the parts of it that are here")
	flags.DurationVar(&f.timeout, "timeout", 0, "how long to wait for them, a `span` such as 30m; then exit code 4")
	return m.onJobs(cmd, fetchedTable(), func(ctx context.Context, v *invocation, args []string) error { return f.run(ctx, v, args) })
}

func (f downloadFlags) run(ctx context.Context, v *invocation, args []string) error {
	if err := f.check(); err != nil {
		return usageError{err}
	}
	v.conn.folder.Path, v.conn.folder.Name = cmp.Or(f.to, v.conn.folder.Path), cmp.Or(f.name, v.conn.folder.Name)
	v.conn.folder.Ask = false // nobody is there
	v.conn.idle = f.pending || f.dropPending
	mem, err := v.memory(ctx)
	if err != nil {
		return err
	}
	ctx, cancel := within(ctx, f.timeout)
	defer cancel()
	d := newFetching(v, mem)
	switch {
	case v.conn.idle:
		return d.pending(ctx, f.dropPending)
	case f.allNew:
		err = d.allNew(ctx)
	case len(args) == 0:
		err = d.goOn(ctx)
	default:
		err = d.ask(ctx, args)
	}
	return errors.Join(d.bring(ctx), err)
}

// oneOf refuses several answers to what is meant.
func (f downloadFlags) oneOf(args []string) error {
	n := 0
	for _, given := range []bool{len(args) > 0, f.allNew, f.pending, f.dropPending} {
		if given {
			n++
		}
	}
	if n > 1 {
		return usageError{errors.New("download takes ids, --all-new, --pending or --drop-pending, one of them")}
	}
	if len(args) == 0 && !f.allNew && f.to+f.name != "" {
		return usageError{errors.New("--to and --name are for ids or --all-new: what waits has its place")}
	}
	return nil
}

func (f downloadFlags) check() error {
	for _, s := range config.Specs() {
		if s.Key == "download_name" && f.name != "" {
			if err := s.Check(f.name); err != nil {
				return fmt.Errorf("--name: %w", err)
			}
		}
	}
	if f.timeout < 0 {
		return fmt.Errorf("--timeout must not be negative, got %s", f.timeout)
	}
	return nil
}

// fetching brings files for a command.
type fetching struct {
	v    *invocation
	mem  *account.Memory
	list *output.List[fetched]
	// wait are the transfers that come, failed the jobs that have no file.
	wait   []journal.TransferID
	failed []error
}

func newFetching(v *invocation, mem *account.Memory) *fetching {
	return &fetching{v: v, mem: mem, list: output.NewList(v.printer, fetchedTable())}
}

// ask queues the files of jobs as they are named. One that is not there, or not done, keeps
// none of the others away.
func (d *fetching) ask(ctx context.Context, names []string) error {
	all, err := d.v.find(ctx, names)
	if err != nil {
		return err
	}
	for _, f := range all {
		switch {
		case f.err != nil && len(all) == 1:
			d.failed = append(d.failed, missing(all))
		case f.err != nil:
			d.fail(wordsOf(f.name, f.err))
		case f.job.Status != api.StatusCompleted:
			d.fail(fmt.Sprintf("%s is %s: there is nothing to download.", f.name, f.job.Status))
		}
	}
	done := slices.DeleteFunc(jobsOf(all), func(j api.Job) bool { return j.Status != api.StatusCompleted })
	if err := d.queue(ctx, done...); err != nil {
		return err
	}
	return d.mem.First(ctx, d.wait)
}

// fail notes that something does not come; of several, each is named at once.
func (d *fetching) fail(why string) {
	d.failed = append(d.failed, errors.New(why))
}

// allNew queues what is done and was never brought here.
func (d *fetching) allNew(ctx context.Context) error {
	w := browse.Wanted{}
	w.Query.State = browse.Done
	return read(ctx, d.v.client, browse.NewOnce(w), func(jobs []api.Job) error {
		fresh, err := d.mem.NeverFetched(ctx, jobs)
		if err != nil {
			return err
		}
		return d.queue(ctx, fresh...)
	})
}

// queue queues the files of jobs, and prints those that are here.
func (d *fetching) queue(ctx context.Context, jobs ...api.Job) error {
	const mostSize = 999_900_000 // bytes, for which the column has room
	for _, j := range jobs {
		d.list.Expect(fetched{Job: j.ID, State: fileHere, Size: mostSize})
	}
	r, err := d.mem.FetchHere(ctx, jobs)
	for _, t := range r.Queued {
		d.wait = append(d.wait, t.ID)
	}
	for _, f := range r.Saved {
		if err := d.list.Add(fetched{Job: f.JobID, Kind: f.Kind, Path: f.Path, Size: f.Size, State: fileHere}); err != nil {
			return err
		}
	}
	return err
}
