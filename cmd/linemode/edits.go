package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/edits"
)

// remove asks, and deletes jobs after a while in which that can be taken back.
func remove(ctx context.Context, d *dialog, args string) error {
	chosen, err := d.meant(args)
	if err != nil {
		return err
	}
	d.learn(ctx, chosen)
	var targets []edits.Target
	d.do(func() { targets = d.source().ToDelete(chosen) })
	impact := edits.ImpactOf(targets, d.o.Memory.Downloads() != nil)
	if impact.N() == 0 {
		return fmt.Errorf("about %s: nothing of it can be deleted", d.called(chosen))
	}
	question := ask.Delete{Impact: impact, Theme: &theme.Theme{}}
	for _, l := range question.Spec().Lines {
		d.say(sentence(aloud(l.Text)))
	}
	sure, err := d.sure(ctx, impact)
	switch {
	case err != nil:
		return err
	case !sure:
		d.say("Nothing was deleted.")
		return nil
	}
	return d.delete(ctx, impact)
}

// sure has the user agree: with yes, or with the number where more is at stake.
func (d *dialog) sure(ctx context.Context, i edits.Impact) (bool, error) {
	if !i.Risky() {
		return d.yes(ctx, "Delete "+d.called(i.Rows())+"?")
	}
	n := strconv.Itoa(i.N())
	answer, err := d.in.next(ctx, "Type "+n+" to delete "+d.called(i.Rows())+": ")
	switch {
	case err != nil, answer == n, d.o.Typed, slices.Contains([]string{"", "n", "no", "cancel"}, strings.ToLower(answer)):
		return err == nil && answer == n, err
	}
	return false, Usage{fmt.Errorf("the answer is %s or no, and not %q: nothing was deleted", n, format.Line(answer))}
}

// notDeleted is why a job that was to be deleted is still there, nil for none. The follower's
// loop is over.
func (d *dialog) notDeleted() error {
	for _, id := range d.deleted {
		if failed, did := d.edits.Failure(id); did {
			return said{failed.Err}
		}
	}
	if d.edits.Deletes() > 0 {
		return said{errors.New("not everything was deleted")}
	}
	return nil
}

func (d *dialog) delete(ctx context.Context, i edits.Impact) error {
	if held := submissionRows(i.Held); len(held) > 0 {
		names := d.namedOr(held, "lipsync was", "lipsyncs were")
		if _, err := d.o.Memory.Arrange(ctx, submission.Change{Do: submission.Drop, IDs: i.Held}); err != nil {
			return err
		}
		d.do(func() { d.dropped(len(i.Held)) })
		d.say(full(names + " taken back"))
	}
	if len(i.Jobs) == 0 {
		return nil
	}
	var taken []api.JobID
	d.f.Do(func(ctx context.Context) {
		taken = d.f.Delete(ctx, i.Jobs)
		for _, id := range taken {
			d.gone[id] = true
		}
		d.reviews.Behind()
	})
	if len(taken) > 0 {
		d.deleted = append(d.deleted, taken...)
		d.say(full(d.namedOr(action.JobRows(taken...), "job is", "jobs are") + " deleted in " + spoken(d.o.Settings.UndoWindow) + ". The command undo takes it back"))
	}
	return nil
}

// dropped says that submissions were taken back.
func (d *dialog) dropped(n int) {
	d.edits.Dropped(n)
	d.reviews.Behind()
}

func undo(ctx context.Context, d *dialog, _ string) error {
	review := false
	d.do(func() { review = d.reviews.First() || d.reviews.CanUndo() && !d.edits.Answers() })
	if review {
		return d.review(ctx, action.Review{Do: action.UndoReview})
	}
	var undone edits.Undone
	d.f.Do(func(ctx context.Context) { undone = d.f.Undo(ctx) })
	_, text := undone.Words()
	switch {
	case text != "":
	case undone.Of > 0:
		text = format.Count(len(undone.Kept), "job is", "jobs are") + " not deleted"
	case undone.Renames > 0:
		text = format.Count(len(undone.Back), "title is", "titles are") + " as before"
	default:
		return errors.New("there is nothing to take back")
	}
	d.say(sentence(text))
	return nil
}

// rename changes the title of a row.
func rename(ctx context.Context, d *dialog, args string) error {
	number, title := numbered(args)
	chosen, err := d.meant(number)
	if err != nil {
		return err
	}
	jobs := d.jobsOf(chosen)
	if len(jobs) == 0 {
		return fmt.Errorf("about %s: it can be renamed when it is made", d.called(chosen))
	}
	if title == "" {
		d.say(full("The title is " + titleOf(jobs[0])))
		if title, err = d.in.next(ctx, "new title, empty to leave it: "); err != nil {
			return err
		}
	}
	if title = strings.TrimSpace(title); title == "" || title == jobs[0].Title {
		d.say(full(titleOf(jobs[0]) + " is left as it is"))
		return nil
	}
	d.f.Do(func(ctx context.Context) {
		d.f.Rename(ctx, []edits.Title{{ID: jobs[0].ID, Title: title}})
		d.reviews.Behind()
	})
	if _, err := d.await(ctx, func() bool { return !d.edits.Wanted(jobs[0].ID) }); err != nil {
		return err
	}
	var failed edits.Failure
	var did bool
	d.do(func() { failed, did = d.edits.Failure(jobs[0].ID) })
	if did {
		return said{failed.Err}
	}
	return nil
}

// finishing is how long what is on its way is waited for at the end.
const finishing = 30 * time.Second
