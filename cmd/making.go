package cmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/handing"
	"lipdash/journal/outbox"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// makingFlags are how long a command stays with what it makes, and what it does although
// the dashboard would ask.
type makingFlags struct {
	wait, queue bool
	// key is the --idempotency-key, "" for none.
	key, download string
	timeout       time.Duration
	unasked       create.Unasked
}

// add adds the flags; limit is what costs may not be above.
func (f *makingFlags) add(flags *pflag.FlagSet, limit string) {
	flags.BoolVar(&f.wait, "wait", false, "wait until all that is made has ended: exit code 0 when it is completed, 1 when something failed")
	flags.StringVar(&f.download, "download", "", "wait, and bring the files to this `folder`")
	flags.DurationVar(&f.timeout, "timeout", 0, "how long to stay with it, a `span` such as 30m; then exit code 4")
	flags.BoolVar(&f.queue, "queue", false, "return once it is on disk: any open lipdash sends it, or the next one")
	flags.BoolVar(&f.unasked.OverLimit, "over-limit", false, "also when the cost is above "+limit)
	flags.BoolVar(&f.unasked.NoJournal, "no-journal", false, "also when nothing can be kept on disk; killed, it may be made twice")
}

// dayLimit is the limit of what is made alone.
const dayLimit = "the day's limit (daily_limit)"

func (f *makingFlags) check() error {
	if err := submission.CheckKey(f.key); f.key != "" && err != nil {
		return fmt.Errorf("--idempotency-key: %w", err)
	}
	switch {
	case f.queue && (f.wait || f.download != ""):
		return errors.New("--queue does not wait: give it without --wait and --download")
	case f.timeout < 0:
		return fmt.Errorf("--timeout must not be negative, got %s", f.timeout)
	}
	f.wait = f.wait || f.download != ""
	return nil
}

// creation makes lipsyncs for a command: by the rules and questions of the dashboard, of
// which none is put.
type creation struct {
	makingFlags
	v    *invocation
	mem  *account.Memory
	room *create.Room
	// jobs is empty: a command has no list.
	jobs *store.Store
	// draft is the one it began as, "" for none.
	draft string
}

// creation opens what is needed to make something. Without a folder nothing is fetched
// meanwhile, and where a name is taken nobody is asked.
func (v *invocation) creation(ctx context.Context, f makingFlags) (*creation, error) {
	v.conn.folder.Path, v.conn.folder.Ask = f.download, false
	client, err := v.open(ctx)
	if err != nil {
		return nil, err
	}
	if client.ReadOnly() {
		return nil, api.RefuseWrite()
	}
	mem, err := v.memory(ctx)
	if err != nil {
		return nil, err
	}
	c := &creation{makingFlags: f, v: v, mem: mem, jobs: store.New(1)}
	c.room = create.New(v.rates(), v.settings.DailyLimit.V, create.Terminal{Ellipsis: v.printer.Theme().Glyphs.Ellipsis})
	return c, nil
}

// learned bounds how many of the day's jobs are looked at for what they cost.
const learned = 1000

// learn asks what became of the day's jobs, where there is a limit of what they may cost: no
// dashboard may have been open since. What cannot be told counts for nothing, as there.
func (c *creation) learn(ctx context.Context) {
	today := format.Midnight(time.Now())
	if c.room.Money.Limit > 0 {
		_ = read(ctx, c.v.client, browse.NewOnce(browse.Wanted{Since: today, Limit: learned}), func(jobs []api.Job) error {
			c.mem.Learn(ctx, jobs)
			return nil
		})
	}
	if spent, err := c.mem.Spent(ctx, today); err == nil {
		c.room.Money.Spent(spent)
	}
}

// slowly shows how far something is that takes a while; of most it would only flicker.
func (v *invocation) slowly() func(text string) {
	began := time.Now()
	return func(text string) {
		if time.Since(began) >= quietFor {
			v.printer.Progress().Set(text)
		}
	}
}

// quietFor is how long nothing is shown.
const quietFor = 300 * time.Millisecond

// rates are the settings' prices.
func (v *invocation) rates() create.Rates {
	return create.Rates{Speed: v.settings.RateSpeed.V, Precision: v.settings.RatePrecision.V, Dated: v.settings.RateDate.V}
}

// known is the submission that there is of a key, which goes on.
func (c *creation) known(ctx context.Context, values map[string]string, key string) (id submission.ID, found bool, err error) {
	if key == "" {
		return "", false, nil
	}
	s, found, err := c.mem.FindNamed(ctx, key, values)
	return s.ID, found, keyError(err)
}

// submit hands one lipsync over.
func (c *creation) submit(ctx context.Context, values map[string]string, key string) (submission.ID, error) {
	c.learn(ctx)
	w := create.Intent{Values: []map[string]string{values}, FromForm: true, Draft: c.draft}
	made, err := c.carryOut(ctx, c.room.Flow.Begin(w, c.way("").Conditions()), key)
	if err != nil {
		return "", err
	}
	return made[0].ID, nil
}

// keyError is the error of a key that is used for something else, which is one of the
// command line.
func keyError(err error) error {
	if other := (*outbox.OtherInputsError)(nil); errors.As(err, &other) {
		return usageError{err}
	}
	return err
}

// carryOut does what the room wants, until everything is handed over or something is in the
// way.
func (c *creation) carryOut(ctx context.Context, effects []create.Effect, key string) ([]create.Handed, error) {
	made, err := c.way(key).CarryOut(ctx, effects)
	return made, keyError(err)
}

// way is that to the outbox: no question is put, flags answer them.
func (c *creation) way(key string) *handing.Way {
	return &handing.Way{Memory: c.mem, Room: c.room, Jobs: c.jobs, Key: key, Note: c.v.printer.Note, Answer: func(e create.Ask) (bool, error) {
		yes, say := c.unasked.Answer(e, &c.room.Money, same(e.Same), c.mem.Trouble())
		if !yes {
			return false, notAsked{e.Question, say}
		}
		c.v.printer.Note(say)
		return false, nil
	}}
}
