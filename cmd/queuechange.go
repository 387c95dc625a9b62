package cmd

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
)

// queued is what a command prints of a submission that waits.
type queued struct {
	// Place is its place among those that wait for their turn, 0 for none.
	Place     int           `json:"place,omitempty"`
	ID        submission.ID `json:"id"`
	Title     string        `json:"title,omitempty"`
	State     string        `json:"state"`
	Why       string        `json:"why,omitempty"`
	WaitsFor  string        `json:"waits_for,omitempty"`
	CreatedAt int64         `json:"created_at,omitempty"` // in Unix seconds
	// Job is the failed one that is retried automatically at a time, which is no submission yet;
	// "" for all else.
	Job     api.JobID `json:"job,omitempty"`
	RetryAt int64     `json:"retry_at,omitempty"` // in Unix seconds
}

func queueTable() output.Table[queued] {
	text := func(name string, of func(queued) string) output.Column[queued] {
		return output.Column[queued]{Name: name, Text: of, Look: quiet[queued]}
	}
	place := text("place", func(q queued) string {
		if q.Place == 0 {
			return ""
		}
		return format.Number(q.Place)
	})
	place.Right = true
	title := output.Column[queued]{Name: "title", Wide: true, Text: func(q queued) string { return q.Title }}
	why := output.Column[queued]{Name: "why", Wide: true, Text: func(q queued) string { return q.Why }, Look: quiet[queued]}
	state := output.Column[queued]{Name: "state", Text: func(q queued) string { return q.State }, Look: func(q queued, t theme.Theme) output.Look {
		style := t.Held
		if q.State == "paused" || q.State == "held" || q.State == "unsure" {
			style = t.Warn
		}
		return output.Look{Glyph: t.Glyphs.Held, Style: style}
	}}
	return output.Table[queued]{
		Columns: []output.Column[queued]{
			place, state, title, text("waits_for", func(q queued) string { return q.WaitsFor }), why,
			text("created_at", func(q queued) string {
				if q.CreatedAt == 0 {
					return ""
				}
				return format.Stamp(time.Unix(q.CreatedAt, 0), time.Now())
			}),
			text("id", func(q queued) string { return cmp.Or(string(q.ID), string(q.Job)) }),
		},
		Shown: []string{"place", "state", "title", "waits_for", "why", "id"},
		ID:    func(q queued) string { return string(q.ID) },
		Empty: "Nothing waits here.",
	}
}

// queue opens the queue of the account, without sending or taking over anything. Whose key it
// is was learned by an earlier run, or is asked for.
func (v *invocation) queue(ctx context.Context) (*account.Queue, error) {
	client, err := v.open(ctx)
	if err != nil {
		return nil, err
	}
	place := v.place()
	q, err := place.Queue(ctx, "")
	if !errors.Is(err, account.ErrWho) {
		return q, err
	}
	me, err := client.Me(ctx)
	if err != nil {
		return nil, err
	}
	return place.Queue(ctx, me.Username)
}

// queuedNow is what waits, and what holds for all of it.
func (v *invocation) queuedNow(ctx context.Context, q *account.Queue) ([]queued, submission.Queue, error) {
	all, queue, err := q.All(ctx)
	out := make([]queued, len(all))
	for i := range all {
		o := &all[i]
		w := create.QueuedWords(&o.Outgoing, queue, o.Driven, time.Now())
		out[i] = queued{Place: o.Place, ID: o.ID, Title: o.Title(), State: w.State, Why: w.Why, WaitsFor: w.WaitsFor, CreatedAt: seconds(o.CreatedAt)}
	}
	return out, queue, err
}

// triedAgain are the failed jobs that are tried again by themselves. They can be neither moved
// nor dropped, so --quiet leaves them out.
func (v *invocation) triedAgain(ctx context.Context, q *account.Queue) (out []queued, err error) {
	all, err := q.Again(ctx)
	for _, a := range all {
		out = append(out, queued{Job: a.Job, Title: a.Title, State: "again", WaitsFor: create.AgainAt(a.Retry, time.Now()), RetryAt: seconds(a.At)})
	}
	return out, err
}

var errNotDropped = errors.New("nothing was dropped")

func (v *invocation) askDrop(ctx context.Context, all []queued) error {
	var b strings.Builder
	for _, q := range all {
		b.WriteString("  " + q.called() + "\n")
	}
	return v.agree(ctx, b.String()+"It is never sent then, and nothing is billed. Drop it? [y/N] ", errNotDropped, yesWords...)
}

// called is it in a sentence.
func (q queued) called() string { return calledBy(q.Title, string(q.ID)) }

// waitsAs is what waits under a name: an id, the beginning of one, or a title.
func waitsAs(all []queued, name string) (queued, error) {
	found := named(all, name, leastName, func(q queued) (string, string) { return string(q.ID), q.Title })
	return only(found,
		misnamed{"not_found", format.Line(name) + ": " + submission.Unheard + ".", "lipdash queue lists what waits."},
		misnamed{"ambiguous", fmt.Sprintf("%s: %d wait under that name.", format.Line(name), len(found)), "Give the id of one."})
}

// arrangeQueue changes the queue, of what is named or as a whole, and says what came of it.
func (v *invocation) arrangeQueue(ctx context.Context, c submission.Change, names []string, ask func(context.Context, []queued) error) error {
	q, err := v.queueOf(ctx, names)
	if err != nil {
		return err
	}
	defer q.Close()
	if v.client.ReadOnly() {
		return api.RefuseWrite()
	}
	all, _, err := v.queuedNow(ctx, q)
	if err != nil {
		return err
	}
	if c.Move.To == submission.ToBefore {
		before, err := waitsAs(all, string(c.Move.Before))
		if err != nil {
			return err
		}
		c.Move.Before = before.ID
	}
	var chosen []queued
	var errs []error
	for _, name := range names {
		one, err := waitsAs(all, name)
		if err == nil && c.Do == submission.Drop && ask == nil && string(one.ID) != name {
			err = fmt.Errorf("%s is not the id of %s; without a question only an id is dropped", format.Line(name), one.called())
		}
		if err != nil {
			errs = append(errs, err)
			continue
		}
		chosen, c.IDs = append(chosen, one), append(c.IDs, one.ID)
	}
	if len(chosen) == 0 && len(names) > 0 {
		return together(errs)
	}
	if ask != nil {
		if err := ask(ctx, chosen); err != nil {
			return err
		}
	}
	changed, err := q.Arrange(ctx, c)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return v.sayQueue(ctx, q)
	}
	return together(append(errs, v.sayArranged(ctx, q, chosen, changed)...))
}

// sayQueue says whether the queue is paused.
func (v *invocation) sayQueue(ctx context.Context, q *account.Queue) error {
	all, queue, err := v.queuedNow(ctx, q)
	if err != nil {
		return err
	}
	text := "The queue is resumed: " + format.Count(len(all), "lipsync waits", "lipsyncs wait") + " in it."
	if queue.Paused() {
		text = "The queue is paused: nothing that waits is sent. What is uploading or being sent continues."
	}
	return output.Say(v.printer, queueStateTable, queueState{queue.Paused(), seconds(queue.PausedAt), len(all)}, text)
}

// sayArranged prints what became of each that was changed, and returns why others were not.
func (v *invocation) sayArranged(ctx context.Context, q *account.Queue, chosen []queued, changed submission.Changed) (errs []error) {
	now, _, err := v.queuedNow(ctx, q)
	if err != nil {
		return []error{err}
	}
	is := map[submission.ID]queued{}
	for _, one := range now {
		is[one.ID] = one
	}
	var lines []queued
	for _, one := range chosen {
		for _, r := range changed.Refused {
			if r.ID == one.ID {
				errs = append(errs, fmt.Errorf("%s: %s", one.called(), r.Why))
			}
		}
		for _, id := range changed.Done {
			if id != one.ID {
				continue
			}
			line, waits := is[id]
			if !waits {
				one.Place, one.State, one.Why, one.WaitsFor = 0, "dropped", "", ""
				line = one
			}
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return errs
	}
	if err := output.All(v.printer, queueTable(), lines); err != nil {
		errs = append(errs, err)
	}
	return errs
}
