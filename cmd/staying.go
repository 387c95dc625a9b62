package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/sheet"
)

// staying is a batch that was handed over, with which a command stays as long as was wanted.
type staying struct {
	makingFlags
	v   *invocation
	mem *account.Memory
	id  batchID
	// table prints its items.
	table output.Table[itemOf]
	// found says that the same command, started again, finds it.
	found bool
}

// lookAgain is how often the journal is asked how far the batch is.
const lookAgain = time.Second

// stay waits as long as was wanted, and returns what is known of the batch, with an error too.
func (s *staying) stay(ctx context.Context) (record.Batch, error) {
	got, err := s.await(ctx)
	if err == nil && s.wait {
		got, err = s.v.batchEnded(ctx, s.mem, got, s.await)
	}
	if err == nil && s.download != "" {
		err = s.bring(ctx, got)
		if now, _, unread := s.mem.Batch(ctx, s.id); unread == nil {
			got = now // with where the files are
		}
	}
	return got, err
}

// bring brings the results to the folder. One that cannot be read keeps none of the others away.
func (s *staying) bring(ctx context.Context, got record.Batch) error {
	var names []string
	for _, it := range got.Items {
		if it.State == record.ItemCompleted {
			names = append(names, string(it.Job))
		}
	}
	all, err := s.v.find(ctx, names)
	if err != nil {
		return err
	}
	_, err = s.v.bring(ctx, s.mem, jobsOf(all)...)
	return errors.Join(err, missing(all))
}

// await waits until no item goes on to be a job by itself; with --queue it only looks once.
func (s *staying) await(ctx context.Context) (got record.Batch, err error) {
	tick := time.NewTicker(lookAgain)
	defer tick.Stop()
	told := map[string]bool{}
	for {
		now, _, err := s.mem.Batch(ctx, s.id)
		if err == nil {
			got = now
		}
		if s.queue || err == nil && !slices.ContainsFunc(got.Items, sheet.OnTheWay) {
			return got, err
		}
		s.sayKept(told)
		s.v.printer.Progress().Set(sheet.Progress(got))
		select {
		case <-ctx.Done():
			return got, context.Cause(ctx)
		case <-s.mem.Changes():
		case <-tick.C:
		}
	}
}

// sayKept says once for each reason why items wait for what only a user does.
func (s *staying) sayKept(told map[string]bool) {
	for _, o := range s.mem.Outgoing() {
		if o.Batch != s.id {
			continue
		}
		s.mem.SayPaused(&o)
		if why := o.Problem.Message; kept(&o) && !told[why] {
			told[why] = true
			s.v.printer.Note(o.Why())
		}
	}
}

// report prints the items, and says what did not become a job.
func (s *staying) report(got record.Batch, err error) error {
	if printed := output.All(s.v.printer, s.table, itemsOf(got)); printed != nil {
		return unprinted("the batch "+string(s.id)+" was made", printed)
	}
	sum := batches.Of(got.Items)
	s.v.printer.Note(fmt.Sprintf("Batch %s: %s; %s.", s.id, sheet.Progress(got), sum.Sentence()))
	if note, wanted := sum.Note(); wanted && err == nil {
		s.v.printer.Note(note + ".")
	}
	_, onTheWay := sheet.Way(got)
	switch {
	case err != nil && onTheWay > 0:
		return unfinished{err, s.unfinished(onTheWay)}
	case err != nil:
		return err
	case sum.Failed > 0, sum.Asks > 0, slices.ContainsFunc(got.Items, func(it record.BatchItem) bool { return it.State == record.ItemDiscarded }):
		return exitCode(exitFailure)
	}
	return nil
}

// unfinished says what becomes of items that are no jobs yet.
func (s *staying) unfinished(n int) string {
	say := format.Count(n, "lipsync is not a job yet.", "lipsyncs are not jobs yet.")
	if s.found {
		return say + " The same command continues with them, and so does any lipdash that is open."
	}
	return say + " The next lipdash continues with them: do not send them a second time."
}

// unfinished is a command that ended before what it made did.
type unfinished struct {
	cause error
	say   string
}

func (u unfinished) Error() string { return u.say }
func (u unfinished) Unwrap() error { return u.cause }
