package linemode

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/rows"
)

// source is what rows are made from, with what was learned of reviews and of jobs that were made
// again. It runs in the follower's loop.
func (d *dialog) source() rows.Source {
	d.reviews.Look(d.o.Memory.Reviews())
	d.room.Remakes.Look(d.o.Memory.Remakes(), d.o.Memory.Outgoing())
	return rows.Source{
		Review: &d.reviews, Store: d.f.Store(), Edits: d.edits, Create: d.room, Transfers: d.f.Files(),
		Theme: &theme.Theme{}, Now: time.Now(), Ahead: d.ahead(),
	}
}

// names are how rows are called in sentences. It is used in the follower's loop.
func (d *dialog) names() rows.Names { return rows.Names{Store: d.f.Store(), Pending: &d.room.Pending} }

// turned is called when the follower's loop has dealt with something.
func (d *dialog) turned() {
	for _, text := range d.room.Retries.Look(d.o.Memory.Retries(), d.names().Job, time.Now()) {
		d.news.add(full(aloud(text)))
	}
	d.readQueue()
	d.news.turn()
}

// thought is what is thought of a job, in words, "" for nothing. It runs in the follower's loop.
func thought(x record.Review) string {
	if x.Note == "" {
		return string(x.Mark)
	}
	return strings.TrimPrefix(string(x.Mark)+", note: ", ", ") + format.Line(x.Note)
}

// marks gives results a mark, or takes theirs off.
func marks(mark record.Mark) func(ctx context.Context, d *dialog, args string) error {
	return func(ctx context.Context, d *dialog, args string) error {
		chosen, err := d.meant(args)
		if err != nil {
			return err
		}
		named := d.called(chosen)
		d.do(func() { // the room takes a mark off where all have it
			d.source()
			chosen = slices.DeleteFunc(chosen, func(r action.RowID) bool { return mark != "" && d.reviews.Of(r.Job).Mark == mark })
		})
		if len(chosen) == 0 {
			d.say(full(named + ": " + string(mark) + " already"))
			return nil
		}
		return d.review(ctx, action.Review{IDs: chosen, Do: action.GiveMark, With: string(mark)})
	}
}

// note keeps a short note on the result of a row.
func note(ctx context.Context, d *dialog, args string) error {
	number, text := numbered(args)
	chosen, err := d.meant(number)
	if err != nil {
		return err
	}
	var was rows.ReviewChange
	d.do(func() {
		was = d.source().ChangeReview(action.Review{IDs: chosen, Do: action.AskNote}, d.names())
	})
	if was.Ask == "" {
		return errors.New(was.Said)
	}
	if text == "" {
		d.say(full(was.Ask))
		if was.Note != "" {
			d.say("It is: " + full(format.Line(was.Note)))
		}
		if text, err = d.in.next(ctx, "note, empty to leave it, none to remove it: "); err != nil {
			return err
		}
	}
	if text == "" {
		d.say("Left as it is.")
		return nil
	}
	if text == "none" {
		text = ""
	}
	return d.review(ctx, action.Review{IDs: chosen, Do: action.SetNote, With: text})
}

// review changes what is thought of results, and keeps it.
func (d *dialog) review(ctx context.Context, a action.Review) error {
	var c rows.ReviewChange
	d.do(func() { c = d.source().ChangeReview(a, d.names()) })
	if c.Next == nil {
		if c.Said != "" {
			return errors.New(c.Said)
		}
		d.say("Left as it is.")
		return nil
	}
	kept, _ := calls.SaveReviews(ctx, d.o.Memory, c.Next)().(calls.Reviewed)
	d.do(func() { d.reviews.Saved(kept.Kept) })
	if kept.Err != nil {
		return kept.Err
	}
	d.say(full(c.Said))
	return nil
}

// numbered parts what follows a command into the number of a row, where it begins with one, and
// the rest, which is a text. A text in quotes may begin with a number; the quotes are no part of it.
func numbered(args string) (number, rest string) {
	n, more, _ := strings.Cut(args, " ")
	if i, err := strconv.Atoi(n); err == nil && i > 0 {
		number, args = n, strings.TrimSpace(more)
	}
	if len(args) > 1 && args[0] == '"' && args[len(args)-1] == '"' {
		args = args[1 : len(args)-1]
	}
	return number, args
}
