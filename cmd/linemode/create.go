package linemode

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/rows"
	"lipdash/ui/state/create"
)

// errDraft is that a create was left; what was typed is kept.
var errDraft = errors.New("nothing was made; what you typed is kept, and create draft continues it")

// first are the parameters that are always asked for; the others only when the user wants.
var first = []string{"video", "audio", "title", "mode"}

// makeOne asks for what a lipsync is made from, says what comes of it and what it costs, and
// makes it.
func makeOne(ctx context.Context, d *dialog, args string) error {
	values, err := d.started(ctx, args)
	if err != nil {
		return err
	}
	d.say("Cancel leaves, back goes to the question before. An answer that is one of these words is put in quotes.")
	if err := d.askAll(ctx, values, first); err != nil {
		return d.leftAs(ctx, err)
	}
	more, err := d.yes(ctx, "More options?")
	if err == nil && more {
		err = d.askAll(ctx, values, rest())
	}
	if err != nil {
		return d.leftAs(ctx, err)
	}
	several := d.voices(ctx, values)
	in, wrong := d.o.Inspect(values)
	if several != nil {
		wrong = several.wrong
	}
	if len(wrong) > 0 {
		name := wrong.Names()[0]
		return fmt.Errorf("%s: %w. %w", name, wrong[name], errDraft)
	}
	if several != nil {
		return d.makeVoices(ctx, several)
	}
	d.tellPlan(ctx, in)
	sure, err := d.yes(ctx, "Make it?")
	if err != nil || !sure {
		return d.leftAs(ctx, err)
	}
	return d.submit(ctx, create.Intent{Values: []map[string]string{values}})
}

// leftAs is why a create was left.
func (d *dialog) leftAs(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, errEnded) {
		return err
	}
	if err == nil || errors.Is(err, errCancelled) {
		d.say(sentence(errDraft.Error()))
		return nil
	}
	return fmt.Errorf("%w: %w", err, errDraft)
}

// started is what a create begins with: nothing, or a draft.
func (d *dialog) started(ctx context.Context, args string) (map[string]string, error) {
	all, err := d.o.Memory.Drafts(ctx)
	if err != nil {
		all = nil // drafts are no reason not to make anything
	}
	word, of, _ := strings.Cut(args, " ")
	if args == "" {
		d.do(func() { d.room.Drafts.Pick("", d.room.Drafts.Form(), api.NewIdempotencyKey, time.Now()) })
		if len(all) > 0 {
			d.say(sentence(fmt.Sprintf("%s kept, the last one %s: create draft continues it", format.Count(len(all), "draft is", "drafts are"), format.Line(all[0].Name()))))
		}
		return map[string]string{}, nil
	}
	if _, err := oneOf("create", word, []string{"draft"}); err != nil {
		return nil, err
	}
	i := 0
	if of != "" || len(all) == 0 {
		if i, err = d.draft(of, all); err != nil {
			return nil, err
		}
	}
	d.do(func() { d.room.Drafts.Pick(all[i].ID, d.room.Drafts.Form(), api.NewIdempotencyKey, time.Now()) })
	return maps.Clone(all[i].Values), nil
}

// place is the place of something that was numbered from 1.
func place(arg string, n int, what string) (int, error) {
	i, err := strconv.Atoi(strings.TrimSpace(arg))
	switch {
	case n == 0:
		return 0, fmt.Errorf("there is no %s", what)
	case err != nil || i < 1 || i > n:
		return 0, Usage{fmt.Errorf("the number of a %s is needed, 1 to %d", what, n)}
	}
	return i - 1, nil
}

// keep keeps what was typed so far.
func (d *dialog) keep(ctx context.Context, values map[string]string, at string) {
	var save []create.Effect
	d.do(func() {
		d.room.Drafts.Typed(record.Draft{Values: values, Focus: at}, api.NewIdempotencyKey, time.Now())
		save = d.room.Drafts.Save()
	})
	for _, e := range save {
		if e, ok := e.(create.SaveDraft); ok {
			err := d.o.Memory.SaveDraft(ctx, e.Draft)
			d.do(func() { d.room.Drafts.Saved(e.Edit, err, d.o.Memory.Trouble()) })
		}
	}
}

// tellPlan says what is made, what speaks against it and what it costs.
func (d *dialog) tellPlan(ctx context.Context, in create.Inputs) {
	v := in.Values
	mode := api.ModeOf(v)
	title := "without a title"
	if v["title"] != "" {
		title = "called " + format.Line(v["title"])
	}
	d.say(sentence(fmt.Sprintf("it makes one lipsync %s in %s from %s and %s", title, mode, d.short(v["video"]), d.short(v["audio"]))))
	d.tellOptions(v)
	d.tellAgainst(in.Warnings(time.Now()))
	text := "The cost is not known: " + in.Assumes()
	if cost, _ := d.o.Settings.Rates.Price(mode, in.Seconds(), "times"); cost != "" {
		text = "It costs " + cost + ": " + in.Assumes()
	}
	d.say(sentence(aloud(lengths(text))))
	d.tellMoney(ctx)
}

// tellOptions says what was chosen besides what every lipsync has.
func (d *dialog) tellOptions(values map[string]string) {
	for _, name := range rest() {
		if p, _ := api.ParamByName(name); values[name] != "" {
			d.say(sentence(p.Label + ": " + d.value(p, values[name])))
		}
	}
}

// tellAgainst says what speaks against inputs.
func (d *dialog) tellAgainst(warnings map[string][]string) {
	for _, p := range api.Params() {
		for _, w := range warnings[p.Name] {
			d.say(sentence(p.Label + ": " + aloud(lengths(w))))
		}
	}
}

// tellMoney says what is left, and what was spent today.
func (d *dialog) tellMoney(ctx context.Context) {
	d.readAccount(ctx)
	d.learnSpent(ctx)
	today := ""
	d.do(func() {
		if d.room.Money.SpentToday() > 0 {
			today = "today " + d.room.Money.SoFar()
		}
	})
	if b := rows.Balance(d.account.Balance); b != "" {
		d.say("Balance " + b + ".")
	}
	d.say(sentence(aloud(today)))
}
