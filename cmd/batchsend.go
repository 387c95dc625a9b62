package cmd

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	"lipdash/ui/state/sheet"
)

// mostNamed is how many rows that do not go are named one by one.
const mostNamed = 20

// send sends what goes, once the user said yes to what is in the way, and stays with it as
// long as was wanted.
func (b *sending) send(ctx context.Context) error {
	b.sayBad()
	b.v.printer.Note(b.sheet.Sum().Told())
	if err := b.agree(ctx); err != nil {
		return err
	}
	b.mem.GoOn()
	if err := b.handOver(ctx); err != nil {
		return err
	}
	return b.stay(ctx)
}

// sayBad names the rows that cannot go, and those with a warning.
func (b *sending) sayBad() {
	named, more := 0, 0
	for i, r := range b.sheet.Rows() {
		if b.sheet.LeftOut(i) || r.Verdict == sheet.Ready || r.Verdict == sheet.MadeBefore {
			continue
		}
		if named++; named > mostNamed {
			more++
			continue
		}
		b.v.printer.Note(fmt.Sprintf("%s %d, %s: %s", b.sheet.Where(), r.Line, r.Verdict, r.Why()))
	}
	if more > 0 {
		b.v.printer.Note(fmt.Sprintf("And %d more: --dry-run lists all.", more))
	}
}

// agree has the user say yes to what is in the way: by flags, or on a terminal in words.
func (b *sending) agree(ctx context.Context) error {
	asks := !b.yes && b.v.streams.terminal(b.v.streams.in) && b.v.streams.terminal(b.v.streams.err) && !b.stdin
	allowed := b.allowed()
	for {
		what, say := b.sheet.Obstacle(allowed, b.funds)
		switch {
		case what == sheet.Nothing:
			return nil // what there is of it already is printed
		case what == sheet.Clear && !asks:
			return b.journalKept()
		case what != sheet.Clear && !asks:
			return unsent{what, say + " Nothing was sent.", b.hint(what)}
		}
		if err := b.ask(ctx, what, say, &allowed); err != nil {
			return err
		}
		if what == sheet.Clear {
			return b.journalKept()
		}
	}
}

// ask puts one question.
func (b *sending) ask(ctx context.Context, what sheet.Obstacle, say string, allowed *sheet.Allowed) error {
	n := format.Count(b.sheet.Sum().Rows, "lipsync", "lipsyncs")
	fit := b.sheet.Fit(b.funds)
	question := "Send " + n + "? [y/N] "
	switch {
	case what == sheet.BadRows:
		question = say + " Go on without? [y/N] "
	case what == sheet.OverFunds && fit > 0:
		question = fmt.Sprintf("%s Send the first %d (f), all %s (a), or nothing (n)? [f/a/N] ", say, fit, n)
	case what == sheet.OverFunds:
		question = fmt.Sprintf("%s Send %s all the same? [y/N] ", say, n)
	}
	_, _ = fmt.Fprint(b.v.streams.err, question)
	answer, err := b.v.readLine(ctx)
	if err != nil && ctx.Err() != nil {
		return err
	}
	answer = strings.ToLower(answer)
	yes := answer == "y" || answer == "yes"
	switch {
	case err != nil:
	case what == sheet.BadRows && yes:
		allowed.BadRows = true
		return nil
	case what == sheet.OverFunds && fit > 0 && answer == "f":
		b.sheet.First(fit)
		return nil
	case what == sheet.OverFunds && (fit > 0 && answer == "a" || fit == 0 && yes):
		allowed.OverFunds = true
		return nil
	case what == sheet.Clear && yes:
		return nil
	}
	return errNothingSent
}

var errNothingSent = errors.New("Nothing was sent.") //nolint:staticcheck // a sentence for people

// hint names the flag that is a yes.
func (b *sending) hint(what sheet.Obstacle) string {
	switch fit := b.sheet.Fit(b.funds); {
	case what == sheet.BadRows:
		return "Mend them, or --skip-trouble sends the others."
	case what == sheet.OverFunds && fit > 0:
		return fmt.Sprintf("--first %d sends these, --over-limit all.", fit)
	case what == sheet.OverFunds:
		return "--over-limit sends them all the same."
	}
	return ""
}

// journalKept refuses to send what is kept nowhere, unless that was allowed.
func (b *sending) journalKept() error {
	trouble := b.mem.Trouble()
	if trouble == "" {
		return nil
	}
	yes, say := b.unasked.Answer(create.Ask{Question: create.NoJournal}, nil, "", trouble)
	if !yes {
		return unsent{sheet.Clear, say, "--no-journal sends it all the same."}
	}
	b.v.printer.Note(say)
	return nil
}

// handOver gives the rows that go to the outbox.
func (b *sending) handOver(ctx context.Context) error {
	order, values := b.sheet.Order()
	if len(values) == 0 {
		return nil
	}
	order.ID = b.id
	if b.stdin {
		order.From = ""
	}
	if _, err := b.mem.SubmitBatch(ctx, order, values); err != nil {
		return err
	}
	b.known = true
	if again := b.sheet.Retries(); len(again) > 0 {
		if _, err := b.mem.RetryBatch(ctx, b.id, again); err != nil {
			return err
		}
	}
	return nil
}

// stay waits as long as was wanted, prints what became of the rows, and writes it down.
func (b *sending) stay(ctx context.Context) error {
	table := itemTable(b.sheet.Where())
	if !b.known {
		return output.All(b.v.printer, table, nil)
	}
	s := staying{b.makingFlags, b.v, b.mem, b.id, table, true}
	waiting, cancel := within(ctx, b.timeout)
	defer cancel()
	got, err := s.stay(waiting)
	if ctx.Err() == nil {
		b.keepResults(got)
	}
	return s.report(got, err)
}
