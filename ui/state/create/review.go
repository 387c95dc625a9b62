package create

import (
	"lipdash/api"
	"lipdash/ui/state/store"
)

// Review is what is to be known before jobs are made again.
type Review struct {
	// Active are still running.
	Active int
	// Cost is what it is likely to cost, in words.
	Cost string
}

// Review prices jobs by the lengths of those that were done and the parts that were
// asked for, and says of how many that is known.
func (r *Room) Review(c Choice, jobs *store.Store) Review {
	out := Review{Cost: "The cost follows the length of the result."}
	var cost float64
	priced := 0
	for _, id := range c.Make {
		values := with(r.Records.Of(id).Values, c.Change)
		e, ok := jobs.Get(id)
		if ok && e.Job.Status.Active() {
			out.Active++
		}
		if one := r.Money.Rates.Of(api.Mode(values["mode"])) * expected(e.Job, values).Seconds(); one > 0 {
			cost += one
			priced++
		}
	}
	switch priced {
	case 0:
	case len(c.Make):
		out.Cost = About(cost) + ", by their lengths"
	default:
		out.Cost = AboutSome(cost, priced, len(c.Make))
	}
	return out
}
