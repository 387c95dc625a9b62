package linemode

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/sheet"
)

// readBatches reads which batches there are, or lists the rows of one.
func readBatches(ctx context.Context, d *dialog, args string) error {
	all, err := d.o.Memory.Batches(ctx)
	if err != nil {
		return err
	}
	if args != "" {
		return d.listBatch(ctx, args, all)
	}
	if len(all) == 0 {
		d.say("No batches were made on this machine.")
	}
	d.batches = idsOfBatches(all)
	for i, b := range all {
		if i == atOnce {
			d.say(sentence(format.Count(len(all)-i, "older batch", "older batches") + " not read out"))
			break
		}
		d.say(fmt.Sprintf("Batch %d. %s %s %s", i+1, full(format.Line(b.Name)), sentence(aloud(format.Ago(time.Since(b.MadeAt)))), sentence(aloud(d.sum(b)))))
	}
	return nil
}

func idsOfBatches(all []record.Batch) (ids []record.BatchID) {
	for _, b := range all {
		ids = append(ids, b.ID)
	}
	return ids
}

// listBatch lists the rows of a batch, by its number as batches were last read out, and says what
// of it was not made.
func (d *dialog) listBatch(ctx context.Context, number string, all []record.Batch) error {
	if d.batches == nil {
		d.batches = idsOfBatches(all)
	}
	i, err := place(number, len(d.batches), "batch")
	if err != nil {
		return err
	}
	if i = slices.Index(idsOfBatches(all), d.batches[i]); i < 0 {
		return errors.New("that batch is no longer there")
	}
	d.query, d.only = browse.Query{}, []action.RowID{}
	var said []string
	for _, it := range all[i].Items {
		switch {
		case it.Job != "":
			d.only = append(d.only, action.JobRow(it.Job))
		case it.State.Failed():
			said = append(said, full("Not made: "+cmp.Or(format.Line(it.Title), "number "+fmt.Sprint(it.Number))+". "+sentence(format.Line(it.Reason))))
		default:
			d.only = append(d.only, action.SubmissionRow(it.Submission))
		}
	}
	d.find()
	d.say(full(format.Line(all[i].Name)) + " " + sentence(aloud(d.sum(all[i]))) + " " + d.heading())
	if n := len(d.only) - len(d.rows); n > 0 {
		d.say(format.Count(n, "of its jobs is", "of its jobs are") + " not in the list: deleted, or older than what is loaded.")
	}
	d.readOut(ctx)
	d.say(said...)
	return nil
}

// sum is how far a batch is, by what is known now.
func (d *dialog) sum(b record.Batch) (text string) {
	d.do(func() {
		items := make([]record.BatchItem, len(b.Items))
		for i, it := range b.Items {
			items[i] = batches.Now(it, d.f.Store())
		}
		text = batches.Of(items).Sentence()
	})
	return text
}

// mostBad is how many rows of a sheet that cannot go are read out.
const mostBad = 10

// batch checks a sheet, says what comes of it, and sends it.
func batch(ctx context.Context, d *dialog, path string) error {
	if path == "" {
		return Usage{errors.New("the file of a sheet or a folder is needed, such as batch week47.csv")}
	}
	t, err := d.o.Sheets.Read(path)
	if err != nil {
		return err
	}
	s, err := sheet.New(t, nil, d.o.Settings.Rates, time.Now())
	if err != nil {
		return err
	}
	s.Looked(calls.LookAtFiles(ctx, calls.Remembering(ctx, d.o.Files, d.o.Memory), s.Files()))
	id := s.ID(0)
	got, known, err := d.o.Memory.Batch(ctx, id)
	if err != nil {
		return err
	}
	if known {
		had, err := d.o.Memory.Had(ctx, got, s.Values())
		if err != nil {
			return err
		}
		if why := s.Foreign(got, had); why != "" {
			return errors.New(why)
		}
		s.InBatch(got, had, false)
	}
	for _, a := range calls.MadeBefore(ctx, d.o.Memory, s.Inputs()) {
		s.Made(a)
	}
	d.tellSheet(s)
	funds := calls.Funds(ctx, d.o.Client, d.o.Memory, d.o.Settings.DailyLimit, format.Midnight(time.Now()))
	if yes, err := d.agree(ctx, s, funds); err != nil || !yes {
		return err
	}
	order, values := s.Order()
	order.ID = id
	if _, err := d.o.Memory.SubmitBatch(ctx, order, values); err != nil {
		return err
	}
	d.look()
	d.say(sentence(format.Count(len(values), "lipsync is", "lipsyncs are") + " on the way. The command watch tells what becomes of them"))
	return nil
}

// tellSheet says what is in a sheet, and what of it cannot go.
func (d *dialog) tellSheet(s *sheet.Sheet) {
	for _, note := range s.Notes() {
		d.say(sentence(format.Line(note)))
	}
	bad := 0
	for i, r := range s.Rows() {
		if s.LeftOut(i) || r.Verdict == sheet.Ready || r.Verdict == sheet.MadeBefore {
			continue
		}
		if bad++; bad <= mostBad {
			d.say(sentence(fmt.Sprintf("%s %d, %s: %s", s.Where(), r.Line, r.Verdict, aloud(format.Line(r.Why())))))
		}
	}
	if bad > mostBad {
		d.say(fmt.Sprintf("And %d more.", bad-mostBad))
	}
	d.say(sentence(aloud(s.Sum().Told())))
}

// agree asks until nothing is in the way of a sheet.
func (d *dialog) agree(ctx context.Context, s *sheet.Sheet, funds sheet.Funds) (bool, error) {
	if trouble := d.o.Memory.Trouble(); trouble != "" && !d.o.Identity.Demo {
		d.say(sentence(trouble))
	}
	allowed := sheet.Allowed{}
	for {
		what, say := s.Obstacle(allowed, funds)
		question := "Send " + format.Count(s.Sum().Rows, "lipsync", "lipsyncs") + "?"
		switch what {
		case sheet.Nothing:
			d.say(sentence(say))
			return false, nil
		case sheet.BadRows:
			d.say(sentence(aloud(say)))
			question, allowed.BadRows = "Go on without them?", true
		case sheet.OverFunds:
			d.say(sentence(aloud(say)))
			question, allowed.OverFunds = "Send them all the same?", true
		case sheet.Clear:
		}
		yes, err := d.yes(ctx, question)
		if err != nil || !yes {
			if err == nil {
				d.say("Nothing was sent.")
			}
			return false, err
		}
		if what == sheet.Clear {
			return true, nil
		}
	}
}
