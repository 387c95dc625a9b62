// Package handing gives what is to be made to the outbox by the rules of ui/state/create, for
// whoever has no form on a screen: commands, and the line mode. The questions on the way are
// answered by a function.
package handing

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal/outbox"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// Memory takes over what is to be made; *account.Memory satisfies it.
type Memory interface {
	calls.Memory
	SubmitNamed(ctx context.Context, key string, values map[string]string, draft string, of api.JobID) (submission.ID, error)
}

// Way is the way of what is to be made to the outbox.
type Way struct {
	Memory Memory
	Room   *create.Room
	// Jobs are those that are loaded.
	Jobs *store.Store
	// Key is the caller's idempotency key, "" for none.
	Key string
	// In runs what touches the room and the jobs; at once when nil.
	In func(func())
	// Answer answers a question: with rest it is a yes to what was not made already. The error
	// ends it.
	Answer func(create.Ask) (rest bool, err error)
	// Note takes what there is to say.
	Note func(string)
}

// Conditions are what the questions depend on, now.
func (w *Way) Conditions() create.Conditions {
	return create.Conditions{Open: true, Trouble: w.Memory.Trouble(), Limit: w.Room.Money.Limit, Spent: w.Room.Money.SpentToday()}
}

func (w *Way) in(do func()) {
	if w.In == nil {
		do()
		return
	}
	w.In(do)
}

// CarryOut does what the room wants, until everything is handed over or something is in the
// way. What was made is returned with an error too.
func (w *Way) CarryOut(ctx context.Context, effects []create.Effect) (made []create.Handed, err error) {
	for len(effects) > 0 {
		e := effects[0]
		effects = effects[1:]
		var more []create.Effect
		switch e := e.(type) {
		case create.LookForSame:
			found, _ := calls.LookForSame(ctx, w.Memory, e, format.Midnight(time.Now()))().(calls.SameFound)
			w.in(func() { more = w.Room.SameFound(found.N, found.Found, w.Jobs, w.Conditions()) })
		case create.Ask:
			rest, err := w.Answer(e)
			if err != nil {
				return made, err
			}
			w.in(func() { more = w.Room.Flow.Yes(e.N, rest, w.Conditions()) })
		case create.HandOver:
			var handed []create.Handed
			handed, more, err = w.handOver(ctx, e)
			if made = append(made, handed...); err != nil {
				return made, err
			}
		case create.SaveDraft:
			_ = calls.SaveDraft(ctx, w.Memory, e)()
		case create.RefuseForm:
			return made, errors.New(e.Text)
		case create.NotMadeAgain:
			return made, e.Err
		case create.Warn:
			w.Note(e.Text)
		}
		effects = append(more, effects...)
	}
	return made, nil
}

// handOver gives an intent to the outbox, and tells the room. The error is of a key that is
// used for something else.
func (w *Way) handOver(ctx context.Context, e create.HandOver) (made []create.Handed, more []create.Effect, err error) {
	told := func(h create.Handed, err error) error {
		if other := (*outbox.OtherInputsError)(nil); errors.As(err, &other) {
			return err
		}
		if err == nil {
			made = append(made, h)
		}
		spent, unread := w.Memory.Spent(ctx, format.Midnight(time.Now()))
		w.in(func() {
			if unread == nil {
				w.Room.Money.Spent(spent) // what comes next in the same run counts on top
			}
			more = append(more, w.Room.HandedOver(e.N, h, err, w.Conditions())...)
		})
		return nil
	}
	what := e.Intent
	switch {
	case what.Retry.Batch != "":
		again := map[int]map[string]string{}
		for i, n := range what.Retry.Items {
			again[n] = what.Values[i]
		}
		_, err := w.Memory.RetryBatch(ctx, what.Retry.Batch, again)
		return made, more, told(create.Handed{Batch: what.Retry.Batch}, err)
	case what.Batch != nil:
		b := *what.Batch
		b.ID, b.Draft = record.BatchID(w.Key), what.Draft
		id, err := w.Memory.SubmitBatch(ctx, b, what.Values)
		return made, more, told(create.Handed{Batch: id}, err)
	}
	for i, values := range what.Values {
		var h create.Handed
		if w.Key != "" {
			h.ID, err = w.Memory.SubmitNamed(ctx, w.Key, values, what.Draft, what.Remakes(i))
		} else {
			h.ID, err = w.Memory.SubmitAgain(ctx, values, what.Draft, what.Remakes(i))
		}
		if err := told(h, err); err != nil {
			return made, more, err
		}
	}
	return made, more, nil
}
