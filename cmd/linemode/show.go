package linemode

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/rows"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// show reads all there is to rows.
func show(ctx context.Context, d *dialog, args string) error {
	chosen, err := d.meant(args)
	if err != nil {
		return err
	}
	d.learn(ctx, chosen)
	for i, r := range chosen {
		if i > 0 {
			d.say("")
		}
		id := api.JobID("")
		d.do(func() { id = d.job(r) })
		if id == "" {
			text := ""
			d.do(func() { text = d.row(r) })
			d.say(text)
			continue
		}
		if err := d.readJob(ctx, id); err != nil {
			d.say(sentence("it could not be refreshed: " + reason(err)))
		}
		var facts []string
		d.do(func() { facts = d.facts(id) })
		d.say(facts...)
	}
	return nil
}

// readJob reads a job anew.
func (d *dialog) readJob(ctx context.Context, id api.JobID) error {
	var seq store.Seq
	d.do(func() { seq = d.f.Store().NextSeq() })
	job, err := d.o.Client.GetJob(ctx, id)
	if err != nil {
		return err
	}
	d.f.Do(func(ctx context.Context) { d.f.Learned(ctx, seq, job) })
	return nil
}

// facts are all there is to a job, a sentence each. It runs in the follower's loop.
func (d *dialog) facts(id api.JobID) (out []string) {
	e, ok := d.f.Store().Get(id)
	if !ok {
		return []string{"It is no longer there."}
	}
	d.f.Store().Look(id)
	j := e.Job
	say := func(name, text string) {
		if text != "" {
			out = append(out, name+": "+full(text))
		}
	}
	say("Title", format.Line(j.Title))
	state := statusWord(j.Status)
	if j.Status.Active() {
		state = together(state, d.left(j))
	}
	say("State", state)
	say("Reason", format.Line(j.FailureMessage))
	as, of := d.source().Again(action.JobRow(id))
	say("Tried again", d.room.Retries.Long(id, time.Now()))
	say("Made again as", together(as.Name, as.State))
	say("Makes again", together(of.Name, of.State))
	say("Review", thought(d.reviews.Of(id)))
	say("Id", string(j.ID))
	if !j.CreatedAt.IsZero() {
		say("Made", j.CreatedAt.Add(-d.ahead()).Local().Format("2 January 2006 15:04:05")+", "+d.ago(j.CreatedAt))
	}
	if j.Duration > 0 {
		say("Length", spoken(j.Duration))
	}
	cost, _ := d.room.Cost(j, "times")
	say("Cost", cost)
	say("Callback id", format.Line(browse.ShownCallback(j)))
	out = append(out, d.madeFrom(id)...)
	for _, f := range d.f.Files().Saved(id) {
		kind := "Video here"
		if f.Captions {
			kind = "Captions here"
		}
		say(kind, format.Line(f.Name)+", "+format.Size(f.Size))
	}
	if _, has := j.VideoLink(); has {
		say("Results", map[bool]string{true: "video and captions", false: "video"}[e.HasCaptions])
	}
	if failed := d.edits.Outcome(id, false); failed != "" {
		say("Last", aloud(failed))
	}
	return out
}

// together are parts that are there, with commas between.
func together(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), ", ")
}

// madeFrom are the inputs of a job, as far as this machine knows them.
func (d *dialog) madeFrom(id api.JobID) (out []string) {
	values := d.room.Records.Of(id).Values
	if len(values) == 0 {
		return []string{"Made elsewhere: HeyGen does not say from what."}
	}
	for _, p := range api.Params() {
		if v := values[p.Name]; v != "" && p.Name != "title" {
			out = append(out, format.Capital(p.Label)+": "+full(d.value(p, v)))
		}
	}
	return out
}

// value is an input for the ear.
func (d *dialog) value(p api.Param, v string) string {
	if p.Kind == api.KindBool || p.Kind == api.KindTriState {
		return strings.NewReplacer("true", "yes", "false", "no").Replace(v)
	}
	return d.short(v)
}

// short is a source for the ear: a path as people write it, a link without its secrets.
func (d *dialog) short(v string) string {
	if path := api.LocalPath(v); path != "" {
		v = d.o.Short(path)
	}
	return format.Line(format.RedactValue(v))
}

// part prints the id or a link of a job, alone on its line.
func part(ctx context.Context, d *dialog, args string) error {
	what, of, _ := strings.Cut(args, " ")
	what, err := oneOf("copy", what, []string{"id", "link", "captions"})
	if err != nil {
		return err
	}
	chosen, err := d.meant(of)
	if err != nil {
		return err
	}
	jobs := d.jobsOf(chosen)
	if len(jobs) == 0 {
		return fmt.Errorf("about %s: it is no job yet", d.called(chosen))
	}
	for _, j := range jobs {
		if what == "id" {
			d.say(string(j.ID))
			continue
		}
		now, err := d.o.Client.GetJob(ctx, j.ID)
		if err != nil {
			return err
		}
		link, ok := now.VideoLink()
		if what == "captions" {
			link, ok = now.CaptionLink()
		}
		if !ok {
			return fmt.Errorf("%s is %s and has no such link", titleOf(now), statusWord(now.Status))
		}
		d.say(format.OutsideLine(link))
	}
	return nil
}

// account reads what is left and what was spent.
func account(ctx context.Context, d *dialog, _ string) error {
	d.readAccount(ctx)
	d.learnSpent(ctx)
	d.say(sentence("jobs in " + d.where() + ", key ending in " + d.o.Identity.KeyTail))
	if b := rows.Balance(d.account.Balance); b != "" {
		d.say("Balance " + b + ".")
	} else {
		d.say("What is left is not known.")
	}
	today := ""
	d.do(func() { today = d.room.Money.SoFar() })
	d.say(sentence("spent today " + today + ", by estimate"))
	return nil
}

// learnSpent asks what today's jobs cost.
func (d *dialog) learnSpent(ctx context.Context) {
	if spent, err := d.o.Memory.Spent(ctx, format.Midnight(time.Now())); err == nil {
		d.do(func() { d.room.Money.Spent(spent) })
	}
}

func refresh(ctx context.Context, d *dialog, _ string) error {
	var before, now time.Time
	d.f.Do(func(ctx context.Context) {
		before = d.f.Store().LoadedAt()
		d.f.Refresh(ctx)
	})
	var trouble error
	if _, err := d.await(ctx, func() bool {
		trouble, now = d.f.Trouble(), d.f.Store().LoadedAt()
		return trouble != nil || !d.f.Asking()
	}); err != nil {
		return err
	}
	if trouble != nil {
		return trouble
	}
	if !now.After(before) && !before.IsZero() { // it was asked just now, or the minute's calls are spent
		d.say(sentence("not refreshed, it is as " + aloud(format.Ago(time.Since(before)))))
	}
	d.say(d.summary())
	return nil
}

// conditions are what the questions before a create depend on.
func (d *dialog) conditions() create.Conditions { return d.way(nil).Conditions() }
