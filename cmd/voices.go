package cmd

import (
	"cmp"
	"context"

	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/create"
)

// makeVoices makes a lipsync of each voice, together.
func (f *createFlags) makeVoices(ctx context.Context, v *invocation, values map[string]string) error {
	s, err := f.voiceSet(ctx, v, values)
	if err != nil {
		return err
	}
	if f.dryRun {
		return f.dryVoices(v, s)
	}
	if err := s.error(); err != nil && (f.key == "" || !s.lost) {
		return err
	}
	c, err := v.creation(ctx, f.makingFlags)
	if err != nil {
		return err
	}
	c.draft = f.draft
	ctx, cancel := within(ctx, c.timeout)
	defer cancel()
	id, err := c.submitVoices(ctx, s, f.key)
	if err != nil {
		return err
	}
	return c.together(ctx, id, f.key != "")
}

// submitVoices hands the voices over, and finds what there is of the key.
func (c *creation) submitVoices(ctx context.Context, s *voiceSet, key string) (batchID, error) {
	b, values := s.Batch(), s.Values()
	w := create.Intent{Values: values, Batch: &b, FromForm: true, Draft: c.draft}
	if key != "" {
		had, found, err := c.mem.FindBatch(ctx, key, b.Items, values)
		if err != nil {
			return "", keyError(err)
		}
		if found {
			if w = again(w, had); len(w.Values) == 0 {
				return had.ID, nil
			}
		}
	}
	if err := s.error(); err != nil {
		return "", err
	}
	s.sayWarnings(c.v.printer)
	s.Uploaded(func(path string) bool { return c.mem.Uploaded(ctx, path) })
	c.v.printer.Note(s.Told(c.room.Money.Rates))
	c.learn(ctx)
	made, err := c.carryOut(ctx, c.room.Flow.Begin(w, c.way("").Conditions()), key)
	if err != nil {
		return "", err
	}
	return made[0].Batch, nil
}

// again is what of an intent is to be made once more: the items of the batch that were refused
// or taken back, of which nothing was made.
func again(w create.Intent, had record.Batch) create.Intent {
	out := create.Intent{FromForm: true, Retry: create.Retry{Batch: had.ID}, Batch: &record.Batch{}}
	state := map[int]record.ItemState{}
	for _, it := range had.Items {
		state[it.Number] = it.State
	}
	for i, it := range w.Batch.Items {
		if s := state[it.Number]; s != record.ItemRefused && s != record.ItemDiscarded {
			continue
		}
		out.Values, out.Batch.Items = append(out.Values, w.Values[i]), append(out.Batch.Items, it)
		out.Retry.Items = append(out.Retry.Items, it.Number)
	}
	return out
}

// together stays with a batch and prints what became of it, as far as it comes.
func (c *creation) together(ctx context.Context, id batchID, named bool) error {
	table := itemTable("voice")
	if c.queue { // as with one lipsync
		table.ID = func(i itemOf) string { return cmp.Or(i.ID, string(i.item.Submission)) }
	}
	s := staying{c.makingFlags, c.v, c.mem, id, table, named}
	got, err := s.stay(ctx)
	if err == nil && !c.queue {
		err = c.takeBackItems(ctx, got)
	}
	err = s.report(got, err)
	c.mem.LetAnswer(ctx)
	return err
}

// takeBackItems forgets items that wait for a user who is not there, and returns why the first
// of them does.
func (c *creation) takeBackItems(ctx context.Context, got record.Batch) error {
	held := map[submission.ID]bool{}
	for _, it := range got.Items {
		held[it.Submission] = it.State == record.ItemHeld
	}
	var all []*submission.Outgoing
	for _, o := range c.mem.Outgoing() {
		if held[o.ID] && create.FateOf(&o) == create.Parked {
			all = append(all, &o)
		}
	}
	if c.takeBack(ctx, all...); len(all) == 0 {
		return nil
	}
	return problem(all[0])
}
