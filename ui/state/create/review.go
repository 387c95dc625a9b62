package create

import (
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// Review is what is to be known before jobs are made again.
type Review struct {
	// Active are still running, Done have a result, and Odd failed because of inputs that are
	// still so: of one of them OddText says how.
	Active, Done, Odd int
	OddText           string
	// Cost is what it is likely to cost, in words, Sum the same in dollars, 0 when nobody knows.
	Cost string
	Sum  float64
	// Limit says that it goes over the day's limit, "" when it does not.
	Limit string
}

// Estimates are what jobs that are made again will count as, in dollars and in their order, 0
// for one of unknown cost, and what was spent today by then.
type Estimates struct {
	Each  []float64
	Spent float64
	// Files are what their local files are now, by their paths.
	Files map[string]api.LocalFile
}

// ToMake are the inputs of what is made of a choice, in its order.
func (r *Room) ToMake(c Choice) (values []map[string]string) {
	for _, id := range c.Make {
		values = append(values, r.Remade(id, c.Change))
	}
	return values
}

// Review adds up what jobs will count as, and says of how many that is known.
func (r *Room) Review(c Choice, costs Estimates, jobs *store.Store) Review {
	r.Money.atLeast(costs.Spent)
	r.Sources.Looked(costs.Files)
	out := Review{Cost: "The cost follows the length of the result."}
	priced := 0
	for _, one := range costs.Each {
		if one > 0 {
			out.Sum += one
			priced++
		}
	}
	for _, id := range c.Make {
		e, known := jobs.Get(id)
		odd, _ := r.Inputs(action.JobRow(id)).Odd()
		switch status := e.Job.Status; {
		case !known:
		case status.Active():
			out.Active++
		case status == api.StatusCompleted:
			out.Done++
		case status == api.StatusFailed && odd != "":
			out.Odd, out.OddText = out.Odd+1, odd
		}
	}
	if priced > 0 {
		out.Cost = AboutSome(out.Sum, priced, len(c.Make))
	}
	out.Limit = r.Money.Passes(out.Sum)
	return out
}

// Twice says of how many it is known that they are made a second time and billed for it, "" for
// none; with a change that is what is wanted of those that are done.
func (r Review) Twice(c Choice) string {
	var parts []string
	if r.Done > 0 && c.Change == nil {
		parts = append(parts, format.Count(r.Done, "is done", "are done"))
	}
	if r.Active > 0 {
		parts = append(parts, format.Count(r.Active, "still runs", "still run"))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + ": made a second time, and billed."
}

// Costs says what so many cost, in a sentence without its end.
func (a Ask) Costs() string {
	if a.Of == 1 {
		return "It costs " + About(a.Cost)
	}
	return "These " + format.Number(a.Of) + " cost " + About(a.Cost)
}
