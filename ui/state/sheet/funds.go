package sheet

import (
	"fmt"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Funds are what may be spent.
type Funds struct {
	// Wallet is what is left there, nil when nobody knows; it may be wrong, so it stops
	// nobody for good (api.md 4).
	Wallet *float64
	// Limit is what may be spent in a day, 0 for no limit, and Spent what was.
	Limit, Spent float64
}

// Left is the least of both; false when nothing is known.
func (f Funds) Left() (left float64, known bool) {
	if f.Limit > 0 {
		left, known = max(0, f.Limit-f.Spent), true
	}
	if f.Wallet != nil && (!known || *f.Wallet < left) {
		left, known = *f.Wallet, true
	}
	return left, known
}

// Fit is how many of the rows that would go the funds carry, from the first on; all when
// nothing is known. A row of unknown length is not counted.
func (s *Sheet) Fit(f Funds) int {
	left, known := f.Left()
	n := 0
	if record.PassesLimit(f.Limit, f.Spent, 0) {
		return 0 // also of what nobody knows the cost
	}
	for i := range s.rows {
		if !s.Goes(i) {
			continue
		}
		left -= s.rows[i].Cost
		if known && left < 0 {
			break
		}
		n++
	}
	return n
}

// Over says why the funds do not carry what would go, "" when they do.
func (s *Sheet) Over(f Funds) string {
	fit, sum := s.Fit(f), s.Sum()
	if fit >= sum.Rows {
		return ""
	}
	left, _ := f.Left()
	what := "the wallet has " + format.Dollars(left)
	if f.Wallet == nil || left < *f.Wallet {
		what = fmt.Sprintf("the daily limit of %s leaves %s", format.Dollars(f.Limit), format.Dollars(left))
	}
	fits := fmt.Sprintf("the first %d of %d fit", fit, sum.Rows)
	switch fit {
	case 0:
		fits = fmt.Sprintf("none of %d fits", sum.Rows)
	case 1:
		fits = fmt.Sprintf("the first of %d fits", sum.Rows)
	}
	return fmt.Sprintf("%s for about %s: %s", what, format.Dollars(sum.Cost), fits)
}
