package linemode

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/create"
)

// submit hands over what was typed, and stays with it until it is jobs.
func (d *dialog) submit(ctx context.Context, intent create.Intent) error {
	var effects []create.Effect
	d.do(func() {
		draft := d.room.Drafts.Form()
		intent.FromForm, intent.Draft = true, draft.ID
		if draft.Again != "" && intent.Batch == nil {
			intent.Again = []api.JobID{draft.Again}
		}
		effects = d.room.Flow.Begin(intent, d.conditions())
	})
	return d.handOver(ctx, effects)
}

// handOver carries out what the room wants, with its questions put to the user, and waits until
// what was handed over are jobs.
func (d *dialog) handOver(ctx context.Context, effects []create.Effect) error {
	made, err := d.way(func(e create.Ask) (bool, error) { return d.answer(ctx, e) }).CarryOut(ctx, effects)
	if err != nil && len(made) == 0 {
		if errors.Is(err, errCancelled) {
			d.say("Nothing was made.")
			return nil
		}
		return err
	}
	var ids []submission.ID
	for _, h := range made {
		if h.ID != "" {
			ids = append(ids, h.ID)
			continue
		}
		b, _, err := d.o.Memory.Batch(ctx, h.Batch)
		if err != nil {
			return err
		}
		for _, it := range b.Items {
			ids = append(ids, it.Submission)
		}
	}
	d.look()
	if failed := d.becomeJobs(ctx, ids); failed != nil {
		return failed
	}
	d.goToMade(ids)
	return err
}

// answer puts a question of the room; rest is a yes to what was not made already.
func (d *dialog) answer(ctx context.Context, e create.Ask) (rest bool, err error) {
	var spec confirm.Spec
	var same string
	d.do(func() {
		same = d.names().Subject(e.Same.Rows())
		spec = ask.Create(e, &d.room.Money, d.o.Memory.Trouble(), same)
	})
	for _, text := range append([]confirm.Line{{Text: spec.Title}}, spec.Lines...) {
		d.say(heard(text.Text, same))
	}
	question := "All the same?"
	if e.Question == create.MadeToday {
		question = "Make " + format.Plural(e.Of, "it", "all of them") + " again?"
		if others := e.Of - len(e.Same.Of); others > 0 {
			rest, err = d.yes(ctx, "Make only the "+format.Plural(others, "other one", "other "+format.Number(others))+"?")
			if err != nil || rest {
				return rest, err
			}
		}
	}
	yes, err := d.yes(ctx, question)
	if err == nil && !yes {
		err = errCancelled
	}
	return false, err
}

// goToMade says which rows the list has for what was just made, and makes the first of them the
// current one. Where that moves others, their numbers mean nothing until they are read again.
func (d *dialog) goToMade(ids []submission.ID) {
	var made []action.RowID
	d.do(func() {
		for _, id := range ids {
			if job := d.became[id]; job != "" {
				made = append(made, action.JobRow(job))
			} else if d.room.Pending.Find(id) != nil {
				made = append(made, action.SubmissionRow(id))
			}
		}
	})
	if len(made) == 0 {
		return
	}
	was, told, lost := d.rows, d.told, d.lost
	d.find()
	var at []int
	for i, r := range d.rows {
		if slices.Contains(made, r) {
			at = append(at, i)
		}
	}
	if len(at) < len(made) || lost {
		if d.rows, d.told, d.lost = was, told, lost; len(made) > 1 {
			d.say("What is listed leaves them out. The command list all reads them.")
			return
		}
		d.made = made[0]
		d.say("What is listed leaves it out. You are on it: a command without a number is about it.")
		return
	}
	first, last := at[0], at[len(at)-1]
	text := fmt.Sprintf("It is row %d of %d now.", first+1, len(d.rows))
	switch {
	case last-first >= len(at):
		text = fmt.Sprintf("They are among rows %d to %d now.", first+1, last+1)
	case last > first:
		text = fmt.Sprintf("They are rows %d to %d now.", first+1, last+1)
	}
	if d.stand(first); startsWith(d.rows, was) {
		d.told = told
	} else {
		d.moved = map[int]bool{}
		for _, i := range at {
			d.moved[i] = true
		}
		text += " The other rows have moved: the command list reads them."
	}
	d.say(text)
}

// again makes jobs again from the same inputs.
func again(ctx context.Context, d *dialog, args string) error { return d.remake(ctx, args, nil) }

// promote makes jobs again in precision.
func promote(ctx context.Context, d *dialog, args string) error {
	return d.remake(ctx, args, create.InPrecision)
}

func (d *dialog) remake(ctx context.Context, args string, change map[string]string) error {
	chosen, err := d.meant(args)
	if err != nil {
		return err
	}
	d.learn(ctx, chosen)
	d.learnSpent(ctx)
	var choice create.Choice
	d.do(func() { choice = d.room.Again(api.IDsOf(d.jobs(chosen)), action.SubmissionsOf(chosen), change) })
	if len(choice.Make)+len(choice.Send) == 0 {
		return fmt.Errorf("about %s: %s", d.called(chosen), choice.None(len(chosen)))
	}
	if len(choice.Send) > 0 {
		if err := d.send(choice.Send); err != nil {
			return err
		}
	}
	if len(choice.Make) == 0 {
		return nil
	}
	var review create.Review
	d.do(func() {
		review = d.room.Review(choice, create.Estimates{Each: d.o.Memory.Estimates(ctx, d.room.ToMake(choice))}, d.f.Store())
	})
	d.say(sentence(choice.Title(d.called(action.JobRows(choice.Make...)))))
	if twice := review.Twice(choice); twice != "" {
		d.say(sentence(twice))
	}
	d.say(sentence(aloud(strings.NewReplacer("About", "It costs about", "about", "it costs about").Replace(review.Cost))))
	if choice.Left > 0 {
		d.say(sentence(choice.LeftOut()))
	}
	yes, err := d.yes(ctx, "Go on?")
	switch {
	case err != nil:
		return err
	case !yes:
		d.say("Nothing was made.")
		return nil
	}
	var effects []create.Effect
	d.do(func() { effects = d.room.Remake(choice.Make, change, review.Sum, d.conditions()) })
	return d.handOver(ctx, effects)
}
