package linemode

import (
	"context"
	"errors"
	"fmt"
	"time"

	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal/outbox"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// becomeJobs waits until submissions are jobs or go on by themselves no more, and tells how far
// they are.
func (d *dialog) becomeJobs(ctx context.Context, ids []submission.ID) error {
	if len(ids) == 0 {
		return nil
	}
	word, began, told := "", time.Now(), time.Time{}
	stands := time.AfterFunc(soon, safely.Func(d.news.turn))
	defer stands.Stop()
	over, err := d.await(ctx, func() bool {
		left := 0
		for _, id := range ids {
			if !d.endedOf(id) {
				left++
			}
		}
		first := told.IsZero()
		due := first && time.Since(began) >= soon || !first && len(ids) > 1 && time.Since(told) >= every
		text := fmt.Sprintf("%d of %d are made.", len(ids)-left, len(ids))
		if o := d.room.Pending.Find(ids[0]); o != nil && len(ids) == 1 {
			now, _ := d.room.Pending.Phase(o, d.f.Now())
			due = due || word != "" && word != now
			word, text = now, d.described(o)
		}
		if first {
			text += " Press enter to continue; " + format.Plural(len(ids), "it is made by itself", "they are made by themselves") + "."
		}
		if left > 0 && due {
			told = time.Now()
			d.news.add(text)
		}
		return left == 0
	})
	if err != nil {
		return err
	}
	return d.tellMade(ids, over)
}

// tellMade tells what became of submissions; over tells that none goes on by itself. The error is
// that one was not made.
func (d *dialog) tellMade(ids []submission.ID, over bool) (failed error) {
	for _, id := range ids {
		text := ""
		d.do(func() {
			job, o := d.became[id], d.room.Pending.Find(id)
			switch {
			case job != "":
				text = fmt.Sprintf("made: %s is job %s", titleOf(d.f.Job(job)), job)
			case d.refused[id] != "":
				failed = errors.New("it was not made")
			case o != nil && !over:
				text = d.room.Pending.Called(o) + " continues by itself"
			case o != nil && o.Problem.Code == outbox.CodeJournal:
				failed = errors.New(d.room.Pending.Called(o) + " is not through: " + o.Why())
			case o != nil && create.FateOf(o) == create.GoesOn:
				text = d.described(o) // it is kept back
			case o != nil:
				failed = errors.New(d.room.Pending.Called(o) + " waits for you: " + o.Why())
			}
		})
		d.say(d.heard(text))
	}
	return failed
}

// soon is when it is told where something stands that is not made yet.
const soon = time.Second

// endedOf tells whether nothing more comes of a submission by itself. It runs in the follower's
// loop.
func (d *dialog) endedOf(id submission.ID) bool {
	if d.became[id] != "" || d.refused[id] != "" {
		return true
	}
	o := d.room.Pending.Find(id)
	return o != nil && d.rests(o)
}
