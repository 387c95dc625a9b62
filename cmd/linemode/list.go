package linemode

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

// atOnce is how many rows are read out at a time.
const atOnce = 10

// find takes the rows of the list as it is now. Their numbers hold until it is listed again, so
// that nothing that arrives moves under a number.
func (d *dialog) find() {
	d.do(func() {
		d.rows = d.rows[:0:0]
		if !d.query.Filters() {
			all := d.room.Pending.All()
			for i := range all {
				d.rows = append(d.rows, action.SubmissionRow(all[len(all)-1-i].ID))
			}
		}
		d.rows = append(d.rows, action.JobRows(browse.Find(d.f.Store(), d.query, d.ahead(), d.source().About)...)...)
		if d.only != nil {
			d.rows = d.among(d.rows)
		}
	})
	d.told, d.moved, d.lost = 0, nil, false
	d.stand(-1)
}

// stand makes the row at a place the current one, -1 for none.
func (d *dialog) stand(at int) {
	if d.at, d.made = at, (action.RowID{}); d.moved != nil {
		d.moved[at] = true
	}
}

// among are the rows of the batch that is listed, in its order. It runs in the follower's loop.
func (d *dialog) among(listed []action.RowID) (out []action.RowID) {
	there := map[action.RowID]bool{}
	for _, r := range listed {
		there[r] = true
	}
	for _, r := range d.only {
		if job := d.job(r); job != "" {
			r = action.JobRow(job)
		}
		if there[r] {
			out = append(out, r)
		}
	}
	return out
}

func list(ctx context.Context, d *dialog, _ string) error {
	d.only = nil
	d.find()
	if len(d.rows) == 0 {
		d.say(d.nothing())
		return nil
	}
	d.say(d.heading())
	d.readOut(ctx)
	return nil
}

// heading says how many there are, and of what.
func (d *dialog) heading() string {
	text := format.Count(len(d.rows), "row", "rows")
	if of := d.queried(); of != "" {
		text += ", " + of
	}
	return sentence(text)
}

// queried is what is listed, in words, "" for everything as it is.
func (d *dialog) queried() string {
	reason := ""
	if jobs := d.jobsOf(d.rows[:min(1, len(d.rows))]); len(jobs) > 0 {
		reason = jobs[0].FailureMessage
	}
	return worded(d.query, reason)
}

// worded is a query in words; reason is the one it is about as HeyGen gives it, "" for as it is
// looked for.
func worded(q browse.Query, reason string) string {
	var parts []string
	if w := q.State.Word(); w != "" {
		parts = append(parts, "only "+w)
	}
	if q.Text != "" {
		parts = append(parts, "filter "+format.Line(q.Text))
	}
	if q.Reason != "" {
		parts = append(parts, "reason: "+strings.TrimSuffix(format.Line(cmp.Or(reason, strings.ReplaceAll(q.Reason, "<n>", "n"))), "."))
	}
	if q.Sort != browse.Newest || q.Reverse {
		parts = append(parts, "sorted by "+q.Sort.Word(q.Reverse))
	}
	return strings.Join(parts, ", ")
}

// nothing says why no row is there.
func (d *dialog) nothing() string {
	if of := d.queried(); of != "" {
		return sentence("no row, "+of) + " The command list all shows everything."
	}
	if d.only != nil {
		return "No row of this batch. The command list all shows everything."
	}
	loaded := false
	d.do(func() { loaded = d.f.Store().Loaded() })
	if !loaded {
		return "There is no list yet: HeyGen has not answered."
	}
	return "No jobs yet. The command create makes one."
}

// readOut reads the next rows.
func (d *dialog) readOut(ctx context.Context) {
	from, to := d.told, min(len(d.rows), d.told+atOnce)
	d.learn(ctx, d.rows[from:to])
	var texts []string
	d.do(func() {
		for i := from; i < to; i++ {
			texts = append(texts, fmt.Sprintf("Row %d. %s", i+1, d.row(d.rows[i])))
		}
	})
	d.say(texts...)
	if d.told = to; to < len(d.rows) {
		d.say(fmt.Sprintf("%d of %d. The command more reads on.", to, len(d.rows)))
		return
	}
	if d.more() {
		d.say("HeyGen has older jobs. The command more loads them.")
	}
}

// more tells whether there are jobs that are not loaded.
func (d *dialog) more() (is bool) {
	d.do(func() { is = d.f.Store().HasMore() })
	return is
}

// goTo makes a row the current one and reads it.
func (d *dialog) goTo(ctx context.Context, i int) error {
	if len(d.rows) == 0 && !d.lost {
		d.find()
	}
	switch {
	case d.lost:
		return errLost
	case len(d.rows) == 0:
		return errors.New(d.nothing())
	case i < 0:
		return errors.New("this is the first row")
	case i >= len(d.rows) && d.more():
		return fmt.Errorf("this was the last of %d rows: the command more loads older jobs", len(d.rows))
	case i >= len(d.rows):
		return fmt.Errorf("this was the last of %d rows", len(d.rows))
	}
	d.stand(i)
	d.learn(ctx, d.rows[i:i+1])
	text := ""
	d.do(func() {
		text = d.row(d.rows[i])
		d.f.Store().Look(d.job(d.rows[i]))
	})
	d.say(fmt.Sprintf("Row %d of %d. %s", i+1, len(d.rows), text))
	return nil
}

func next(ctx context.Context, d *dialog, _ string) error     { return d.goTo(ctx, d.at+1) }
func previous(ctx context.Context, d *dialog, _ string) error { return d.goTo(ctx, max(d.at, 0)-1) }

func row(ctx context.Context, d *dialog, args string) error {
	n, err := strconv.Atoi(args)
	if err != nil || n < 1 {
		d.stand(-1) // what follows is not about the row before
		return Usage{errors.New("the number of a row is needed, such as row 3")}
	}
	if len(d.rows) == 0 && !d.lost {
		d.find()
	}
	if n > len(d.rows) && !d.lost {
		d.stand(-1)
		return Usage{fmt.Errorf("there is no row %d: there are %d", n, len(d.rows))}
	}
	return d.goTo(ctx, n-1)
}

// readMore reads rows on, and loads older jobs at their end.
func readMore(ctx context.Context, d *dialog, _ string) error {
	if len(d.rows) == 0 && d.only == nil {
		return list(ctx, d, "")
	}
	if d.told < len(d.rows) {
		d.readOut(ctx)
		return nil
	}
	before, reads := 0, false
	d.f.Do(func(ctx context.Context) { before, reads = d.f.Store().Len(), d.f.Read(ctx) })
	if !reads {
		return errors.New("these are all jobs there are")
	}
	if _, err := d.await(ctx, func() bool { return !d.f.Reading() }); err != nil {
		return err
	}
	got, trouble, told, at, made := 0, error(nil), d.told, d.at, d.made
	d.do(func() { got, trouble = d.f.Store().Len()-before, d.f.Trouble() })
	if got <= 0 && trouble != nil {
		return trouble
	}
	d.say(sentence(format.Count(max(0, got), "older job", "older jobs") + " loaded"))
	was := d.rows
	d.find()
	if d.told = told; d.query.Sort != browse.Newest || !startsWith(d.rows, was) {
		d.told, at = 0, -1
		d.say(d.heading())
	}
	d.at, d.made = at, made
	d.readOut(ctx)
	return nil
}

// startsWith tells whether rows kept their numbers.
func startsWith(rows, with []action.RowID) bool {
	return len(rows) >= len(with) && slices.Equal(rows[:len(with)], with)
}
