package create

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// Review is what is to be known before jobs are made again.
type Review struct {
	// Active are still running.
	Active int
	// Cost is what it is likely to cost, in words, Sum the same in dollars, 0 when nobody knows.
	Cost string
	Sum  float64
}

// Estimates are what jobs that are made again will count as, in dollars and in their order, 0
// for one of unknown cost, and what was spent today by then.
type Estimates struct {
	Each  []float64
	Spent float64
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
	out := Review{Cost: "The cost follows the length of the result."}
	priced := 0
	for _, one := range costs.Each {
		if one > 0 {
			out.Sum += one
			priced++
		}
	}
	for _, id := range c.Make {
		if e, ok := jobs.Get(id); ok && e.Job.Status.Active() {
			out.Active++
		}
	}
	if priced > 0 {
		out.Cost = AboutSome(out.Sum, priced, len(c.Make))
	}
	return out
}

// Costs says what so many cost, in a sentence without its end.
func (a Ask) Costs() string {
	if a.Of == 1 {
		return "It costs " + About(a.Cost)
	}
	return "These " + format.Number(a.Of) + " cost " + About(a.Cost)
}
