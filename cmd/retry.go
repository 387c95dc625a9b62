package cmd

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/output"
	"lipdash/ui/state/create"
)

// retryFlags are how jobs are made again.
type retryFlags struct {
	makingFlags
	precision bool
}

func newRetry(m maker) *cobra.Command {
	var f retryFlags
	cmd := &cobra.Command{
		Use:   "retry ID…",
		Short: "Make jobs again with the same inputs",
		Long: `Make jobs again with the inputs that this machine remembers of them, each once.
HeyGen does not return what a job was made from, so jobs that were made elsewhere
cannot be made again, nor those whose links had a signature, which is not kept.

With --idempotency-key the command may be killed and started again with the same key and
ids: each job is made again once.`,
		Example: `  lipdash retry ls_abc123
  lipdash retry ls_abc123 ls_def456 --wait
  lipdash retry ls_abc123 --precision --download out/
  lipdash list --status failed --since 1d --quiet | lipdash retry -`,
		Args: someArgs("the ids of jobs"),
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.BoolVar(&f.precision, "precision", false, "in precision instead of the mode they had")
	flags.StringVar(&f.key, "idempotency-key", "", "a `name` of yours for this retry: 1 to 255 letters, digits and _ : . -")
	f.makingFlags.add(flags, dayLimit)
	return m.onJobs(cmd, outcomeTable(time.Now, false), func(ctx context.Context, v *invocation, args []string) error { return f.run(ctx, v, args) })
}

func (f *retryFlags) run(ctx context.Context, v *invocation, args []string) error {
	if err := f.check(); err != nil {
		return usageError{err}
	}
	c, err := v.creation(ctx, f.makingFlags)
	if err != nil {
		return err
	}
	ctx, cancel := within(ctx, c.timeout)
	defer cancel()
	ids, failed, err := c.recorded(ctx, args)
	if err != nil {
		return err
	}
	var change map[string]string
	if f.precision {
		change = create.InPrecision
	}
	c.sayWhatRuns(ctx, ids)
	c.learn(ctx)
	made := map[api.JobID]submission.ID{}
	for _, id := range ids {
		if made[id], err = c.again(ctx, id, change, f.key); err != nil {
			failed = append(failed, regarding(string(id), err))
		}
	}
	list := output.NewList(v.printer, c.table())
	for _, id := range ids {
		if made[id] == "" {
			continue
		}
		got, err := c.follow(ctx, made[id], f.key != "")
		if got.title = c.room.Records.Of(id).Values["title"]; got.job.ID != "" || c.queue {
			if err := list.Add(got); err != nil {
				return unprinted(got.name(), err)
			}
		}
		if err != nil {
			failed = append(failed, regarding(string(id), err))
		}
	}
	if err := list.End(); err != nil {
		return err
	}
	c.mem.LetAnswer(ctx)
	return together(failed)
}

// recorded are the jobs that are named, each once, with what is known of them in the room. The
// journal knows them also when HeyGen does not any more; else they are named as in get.
func (c *creation) recorded(ctx context.Context, names []string) (ids []api.JobID, failed []error, err error) {
	for _, name := range names {
		ids = append(ids, api.JobID(name))
	}
	if err := c.records(ctx, ids); err != nil {
		return nil, nil, err
	}
	unknown := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return c.room.Records.MadeHere(api.JobID(name)) })
	all, err := c.find(ctx, unknown)
	if err == nil && len(names) == 1 {
		err = missing(all)
	}
	if err != nil {
		return nil, nil, err
	}
	ids = nil
	for _, name := range names {
		id := api.JobID(name)
		if i := slices.IndexFunc(all, func(f found) bool { return f.name == name }); i >= 0 {
			if all[i].err != nil {
				failed = append(failed, errors.New(wordsOf(name, all[i].err)))
				continue
			}
			id = all[i].job.ID
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, failed, c.records(ctx, ids)
}

// records reads what is known of jobs into the room.
func (c *creation) records(ctx context.Context, ids []api.JobID) error {
	known, err := c.mem.Records(ctx, ids)
	if err == nil {
		c.room.Records.Read(ids, known, nil, time.Now())
	}
	return err
}

func (c *creation) find(ctx context.Context, names []string) ([]found, error) {
	if len(names) == 0 {
		return nil, nil
	}
	return c.v.find(ctx, names)
}

// sayWhatRuns says which of them still run, as the dashboard does before it asks. That it
// cannot be told stops nobody.
func (c *creation) sayWhatRuns(ctx context.Context, ids []api.JobID) {
	statuses, err := c.v.client.JobStatuses(ctx, ids)
	if err != nil || len(ids) == 0 {
		return
	}
	for _, s := range statuses {
		if s.Status.Active() {
			c.v.printer.Note(string(s.ID) + " still runs: it is made a second time, and billed.")
		}
	}
}

// again hands over a job that is to be made again.
func (c *creation) again(ctx context.Context, id api.JobID, change map[string]string, key string) (submission.ID, error) {
	if choice := c.room.Again([]api.JobID{id}, nil, change); choice.Left > 0 {
		return "", errors.New(choice.Why)
	}
	if key != "" {
		key += " again " + string(id) // one key stands for all of the command, each job has its own of it
	}
	if sub, found, err := c.known(ctx, c.room.Remade(id, change), key); err != nil || found {
		return sub, err
	}
	cost := c.mem.Estimates(ctx, []map[string]string{c.room.Remade(id, change)})[0]
	made, err := c.carryOut(ctx, c.room.Remake([]api.JobID{id}, change, cost, c.way("").Conditions()), key)
	if err != nil {
		return "", err
	}
	return made[0].ID, nil
}
