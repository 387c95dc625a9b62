package linemode

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// errLost is that there are no rows to mean.
var errLost = Usage{errors.New("which rows? They were not listed as was asked: the command list reads them")}

// errMoved is that a number is perhaps of the time before something was made.
var errMoved = Usage{errors.New("which rows? They have moved since something was made: the command list reads them")}

// meant are the rows that are meant: by numbers as 2-5,8, by all, else the current one. One that
// is named is the current one from then on.
func (d *dialog) meant(args string) ([]action.RowID, error) {
	if args == "" && d.made != (action.RowID{}) {
		return d.current(d.made), nil
	}
	if d.lost {
		return nil, errLost
	}
	if args == "" {
		if d.at < 0 || d.at >= len(d.rows) {
			return nil, Usage{errors.New("which row? next or the number of a row goes to one")}
		}
		return d.current(d.rows[d.at]), nil
	}
	if len(d.rows) == 0 {
		d.find()
	}
	if len(d.rows) == 0 {
		return nil, errors.New(d.nothing())
	}
	places, err := numbers(args, len(d.rows), "row")
	switch {
	case err != nil:
		d.stand(-1) // what follows is not about the row before
		return nil, err
	case d.moved != nil && args != "all" && slices.ContainsFunc(places, func(at int) bool { return at >= d.told && !d.moved[at] }):
		d.stand(-1)
		return nil, errMoved
	case len(places) == 1:
		d.stand(places[0])
	}
	var out []action.RowID
	for _, at := range places {
		out = append(out, d.rows[at])
	}
	return d.current(out...), nil
}

// numbers are the places, from 0, of things that are numbered from 1 to n: of one as 3, of several
// as 2-5,8, or of all.
func numbers(args string, n int, what string) (out []int, err error) {
	if args == "all" {
		args = "1-" + strconv.Itoa(n)
	}
	for part := range strings.FieldsFuncSeq(args, func(r rune) bool { return r == ',' || r == ' ' }) {
		from, to, ranged := strings.Cut(part, "-")
		if !ranged {
			to = from
		}
		a, err := strconv.Atoi(from)
		b, also := strconv.Atoi(to)
		switch {
		case n == 0:
			return nil, fmt.Errorf("there is no %s", what)
		case err != nil || also != nil || a < 1 || b < a:
			return nil, Usage{fmt.Errorf("%ss are numbers such as 3 or 2-5,8, or all, and not %q", what, format.Line(args))}
		case b > n:
			return nil, Usage{fmt.Errorf("there is no %s %d: there are %d", what, b, n)}
		}
		for i := a - 1; i < b; i++ {
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	if len(out) == 0 {
		return nil, Usage{fmt.Errorf("the number of a %s is needed, 1 to %d", what, n)}
	}
	return out, nil
}

// current are rows with the jobs that submissions have become.
func (d *dialog) current(chosen ...action.RowID) (out []action.RowID) {
	d.do(func() {
		for _, r := range chosen {
			if job := d.job(r); job != "" {
				r = action.JobRow(job)
			}
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	})
	return out
}

func submissionRows(ids []submission.ID) (out []action.RowID) {
	for _, id := range ids {
		out = append(out, action.SubmissionRow(id))
	}
	return out
}

// jobsOf are those rows that are jobs and still there.
func (d *dialog) jobsOf(rows []action.RowID) (jobs []api.Job) {
	d.do(func() { jobs = d.jobs(rows) })
	return jobs
}

// jobs is jobsOf in the follower's loop.
func (d *dialog) jobs(rows []action.RowID) []api.Job { return d.f.Store().Jobs(action.JobsOf(rows)) }

// learn asks the journal what rows were made from, what is here of them, and how long jobs take.
// What it cannot tell is left out.
func (d *dialog) learn(ctx context.Context, rows []action.RowID) {
	var ids, unread, unasked []api.JobID
	typical := false
	d.do(func() {
		for _, r := range rows {
			if id := d.job(r); id != "" {
				ids = append(ids, id)
			}
		}
		unread, unasked = d.room.Records.Unread(ids, time.Now()), d.f.Files().Unasked(ids)
		typical = d.room.Durations.Due(time.Now())
	})
	if typical {
		for _, mode := range create.Modes {
			if t, err := d.o.Memory.Typical(ctx, mode, time.Now()); err == nil {
				d.do(func() { d.room.Durations.Learned(mode, t) })
			}
		}
	}
	if len(unread) > 0 {
		got, err := d.o.Memory.Records(ctx, unread)
		d.do(func() { d.room.Records.Read(unread, got, err, time.Now()) })
	}
	if files := d.o.Memory.Downloads(); files != nil && len(unasked) > 0 {
		saved, err := files.Saved(ctx, unasked)
		d.do(func() {
			d.f.Files().SavedRead(unasked, saved, err, time.Now())
			d.f.Store().Look(slices.Collect(maps.Keys(saved))...)
		})
	}
}

// namedOr are rows as the subject of a sentence with a verb: one by its name, several counted.
func (d *dialog) namedOr(chosen []action.RowID, one, many string) string {
	if len(chosen) != 1 {
		return format.Count(len(chosen), one, many)
	}
	_, verb, _ := strings.Cut(one, " ")
	return d.called(chosen) + " " + verb
}

// called is how rows are called, the first few of them.
func (d *dialog) called(chosen []action.RowID) string {
	const few = 3
	var all []string
	d.do(func() {
		for _, r := range chosen[:min(few, len(chosen))] {
			all = append(all, d.names().Row(r))
		}
	})
	if n := len(chosen) - few; n > 0 {
		all = append(all, "and "+format.Count(n, "more", "more"))
	}
	return strings.Join(all, ", ")
}
