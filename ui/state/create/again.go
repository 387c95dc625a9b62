package create

import (
	"maps"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// What was asked for here can be asked for again: HeyGen does not return it, so
// only jobs in the journal can.

// madeElsewhere is why a job of which nothing is known cannot be made again.
const madeElsewhere = "it was made elsewhere, and HeyGen does not tell what it was made from"

// Why a submission is not made a second time.
const (
	noJobYet = "no job yet, it is sent automatically"
	paused   = "no job yet, and paused"
	waitsYet = "no job yet, it waits for you"
)

// ofMany are reasons that are said of one, said of several.
var ofMany = map[string]string{
	madeElsewhere: "they were made elsewhere, and HeyGen does not tell what they were made from",
	noJobYet:      "no jobs yet, they are sent by themselves",
	paused:        "no jobs yet, and paused",
	waitsYet:      "no jobs yet, they wait for you",
}

// WhyNotAgain is why a lipsync cannot be made again from its values, "" when it can.
func WhyNotAgain(values map[string]string) string {
	if len(values) == 0 {
		return madeElsewhere
	}
	if gone := submission.Withheld(values); len(gone) > 0 {
		return "the link to its " + strings.Join(gone, " and ") + " was signed, and signatures are not kept"
	}
	return ""
}

// Choice is what is done about some rows that are to be made again: what waits for the
// user is no job yet, it is sent and not made twice.
type Choice struct {
	Make []api.JobID
	Send []submission.ID
	// Change are the inputs that are others than they were.
	Change map[string]string
	// Left are left out, the last of them because of Why. Mixed says that others of them are
	// for another reason.
	Left  int
	Why   string
	Mixed bool
}

func (c *Choice) leave(why string) {
	c.Mixed = c.Mixed || c.Left > 0 && c.Why != why
	c.Left, c.Why = c.Left+1, why
}

// LeftOut says how many are left out, and why: of different reasons one.
func (c Choice) LeftOut() string {
	text := format.Count(c.Left, "job is", "jobs are") + " left out"
	if c.Mixed {
		return text + ", one of them because: " + c.Why
	}
	return text + ": " + c.reason()
}

// reason is why they are left out, in the number they are.
func (c Choice) reason() string {
	if many := ofMany[c.Why]; many != "" && c.Left > 1 && !c.Mixed {
		return many
	}
	return c.Why
}

// Title is what is done about the chosen ones, as they are called.
func (c Choice) Title(called string) string {
	if c.Change == nil {
		return "Try again " + called
	}
	return "Make " + called + " in precision"
}

// None says why nothing is made of so many that were chosen.
func (c Choice) None(of int) string {
	all := "none of " + format.Count(of, "job", "jobs")
	switch {
	case c.Change == nil && of == 1:
		return "it cannot be made again: " + c.Why
	case c.Change == nil:
		return all + " can be made again: " + c.reason()
	case of > 1:
		return all + " is made in precision: " + c.reason()
	}
	return "not made in precision: " + c.Why
}

// Again is what is done about jobs and submissions that are to be made again: as they were,
// or with a change.
func (r *Room) Again(jobs []api.JobID, subs []submission.ID, change map[string]string) Choice {
	c := Choice{Change: change}
	for _, id := range subs {
		switch waits := r.Pending.waiting(id); {
		case waits && change == nil:
			c.Send = append(c.Send, id)
		case waits:
			c.leave(waitsYet)
		case r.Pending.pausedOne(id):
			c.leave(paused)
		default:
			c.leave(noJobYet)
		}
	}
	for _, id := range jobs {
		values := r.Records.Of(id).Values
		if why := WhyNotAgain(values); why != "" {
			c.leave(why)
		} else if change != nil && values["mode"] == change["mode"] {
			c.leave("in precision already")
		} else {
			c.Make = append(c.Make, id)
		}
	}
	return c
}

// waiting tells whether a submission waits for the user here.
func (p *Pending) waiting(id submission.ID) bool {
	o := p.Find(id)
	return o != nil && o.Held && !o.Elsewhere
}

// pausedOne tells whether a submission is kept back by the user, alone or with the queue.
func (p *Pending) pausedOne(id submission.ID) bool {
	o := p.Find(id)
	return o != nil && o.Waits() && (o.Paused || p.Paused())
}

// InPrecision is what makes a job again in precision.
var InPrecision = map[string]string{"mode": string(api.ModePrecision)}

// Copy is what a new form holds for a job or a submission: what it was made from, and why
// that is not all of it, "" when it is.
func (r *Room) Copy(row action.RowID, jobs *store.Store) (values map[string]string, why string) {
	values = r.Typed(row)
	if why = WhyNotAgain(values); why != "" {
		why = "Not all of it is known: " + why + "."
	}
	if title, listed := jobs.Title(row.Job); listed && len(values) == 0 {
		values = map[string]string{"title": title}
	}
	return values, why
}

// CopyOf notes what the form holds a copy of: a job, which is made again with it, or a
// submission, which makes the same job again.
func (r *Room) CopyOf(row action.RowID) {
	r.Drafts.form.Again, r.Drafts.copied = row.Job, row
	if o := r.Pending.Find(row.Submission); o != nil {
		r.Drafts.form.Again = o.Again
	}
}

// Remade are the inputs of a job with some of them changed.
func (r *Room) Remade(id api.JobID, change map[string]string) map[string]string {
	return with(r.Records.Of(id).Values, change)
}

// Remake makes jobs again, with some inputs changed; cost is what that is estimated to cost.
func (r *Room) Remake(ids []api.JobID, change map[string]string, cost float64, c Conditions) []Effect {
	w := Intent{Estimate: cost}
	for _, id := range ids {
		if values := r.Records.Of(id).Values; WhyNotAgain(values) == "" {
			w.Values, w.Again = append(w.Values, r.Remade(id, change)), append(w.Again, id)
		}
	}
	return r.Flow.Begin(w, c)
}

// with are values in which some are changed.
func with(values, change map[string]string) map[string]string {
	out := map[string]string{}
	maps.Copy(out, values)
	maps.Copy(out, change)
	return out
}

// Resumed says that submissions that waited for the user are sent: the first as it is called, and
// how many there are.
func Resumed(first string, n int) string {
	if n == 1 {
		return first + " is sent"
	}
	return format.Count(n, "lipsync", "lipsyncs") + " that waited are sent"
}
