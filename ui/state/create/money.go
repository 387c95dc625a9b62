package create

import (
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Rates are what a second of output costs, in dollars: estimates from the
// settings. Zero is unknown.
type Rates struct {
	Speed, Precision float64
	// Dated says of when they are, for people.
	Dated string
}

// Of is the rate of a mode, that of speed where none is chosen.
func (r Rates) Of(mode api.Mode) float64 {
	if mode == api.ModePrecision {
		return r.Precision
	}
	return r.Speed
}

// Money is what jobs cost by the settings' rates, and what the day's jobs did.
type Money struct {
	Rates Rates
	// Limit is what may be spent in a day, in dollars, 0 for no limit.
	Limit float64

	// Day is what was made from here today, as it was last read.
	Day record.Day

	// spent is the estimate of a day once it is known; spentAt is when it was asked for.
	spent        float64
	known        bool
	day, spentAt time.Time
	// ended are the jobs that are known to be over.
	ended map[api.JobID]struct{}
}

// spentFor is how long today's figure is used before it is asked for again.
const spentFor = 15 * time.Second

// Due tells whether the journal is to be asked what today's jobs cost, once. What yesterday's
// did is not today's figure: it is forgotten at midnight.
func (m *Money) Due(now time.Time) bool {
	if today := format.Midnight(now); !m.day.Equal(today) {
		m.spent, m.known, m.day, m.spentAt, m.Day = 0, false, today, time.Time{}, record.Day{}
	}
	return due(&m.spentAt, spentFor, now)
}

// due tells once that something is to be asked for that is used for a while.
func due(at *time.Time, every time.Duration, now time.Time) bool {
	if now.Sub(*at) < every {
		return false
	}
	*at = now
	return true
}

// Spent takes today's estimate, and Read with it what was made.
func (m *Money) Spent(amount float64) { m.spent, m.known = amount, true }

// Read takes what the journal says of the day.
func (m *Money) Read(amount float64, day record.Day) {
	m.Spent(amount)
	m.Day = day
}

// Changed says that what was handed over counts from now on: today's figure is asked for again.
func (m *Money) Changed() { m.spentAt = time.Time{} }

// SpentToday is today's estimate, in dollars.
func (m *Money) SpentToday() float64 { return m.spent }

// atLeast takes an estimate that may be older than the one that is known.
func (m *Money) atLeast(amount float64) { m.spent, m.known = max(m.spent, amount), true }

// Over tells whether the day's limit is reached.
func (m *Money) Over() bool { return record.PassesLimit(m.Limit, m.spent, 0) }

// Passes says in a sentence that a cost in dollars goes over the day's limit, "" when it does not.
func (m *Money) Passes(cost float64) string {
	if !record.PassesLimit(m.Limit, m.spent, cost) {
		return ""
	}
	what, says := m.OverLimit(Ask{})
	return what + ". " + says[0]
}

// OverLimit says why what is to be made needs a yes because of the day's limit: what is so, and
// in sentences today's sum, the limit and what it costs as far as that is known.
func (m *Money) OverLimit(a Ask) (what string, says []string) {
	what = "The day's limit is reached"
	if !m.Over() {
		what = "This passes the day's limit"
	}
	says = []string{"Today is at " + m.SoFar() + " by estimate."}
	if a.Cost > 0 {
		says = append(says, a.Costs()+".")
	}
	return what, says
}

// After says what is left of a balance after an amount in dollars, "" where nobody can tell,
// and that it is not enough.
func (m *Money) After(b api.Balance, amount float64) string {
	switch {
	case !b.Known || b.Currency != api.CurrencyUSD || amount <= 0:
		return ""
	case amount > b.Amount:
		return "not enough"
	}
	return About(b.Amount-amount) + " after"
}

// Runs says how many of some new jobs run at once, and how many wait for one of the account's
// slots, of which some are used and others are waited for already; "" where none has to wait.
func Runs(jobs, waiting, used, slots int) string {
	now := min(jobs, max(0, slots-used-waiting))
	switch rest := jobs - now; {
	case slots == 0 || rest == 0:
		return ""
	case now == 0:
		return format.Plural(jobs, "it waits", "they wait") + " for a slot"
	default:
		return format.Number(now) + " now, " + format.Count(rest, "waits", "wait") + " for a slot"
	}
}

// About is an estimate in words.
func About(amount float64) string { return "about " + format.Dollars(amount) }

// AboutSome is About for all of which only some are known.
func AboutSome(amount float64, known, all int) string {
	if known == all {
		return About(amount)
	}
	return fmt.Sprintf("%s for %d of %d, the rest is of unknown length", About(amount), known, all)
}

// Cost is what a job is likely to have cost, and how that comes: nothing for a job
// whose mode is not known here. Times is the sign between the factors.
func (r *Room) Cost(j api.Job, times string) (cost, why string) {
	mode := r.Records.Of(j.ID).Mode
	switch {
	case mode == "":
		return "", ""
	case j.Status == api.StatusFailed:
		return "none", "failed jobs: no charge"
	case j.Status != api.StatusCompleted || j.Duration <= 0:
		return "", ""
	}
	return r.Money.Rates.Price(mode, j.Duration.Seconds(), times)
}

// Priced is what a job is likely to cost as a figure of a column, "" when nobody knows or it
// costs nothing: by its length, else as it was estimated when it was sent.
func (r *Room) Priced(j api.Job) string {
	rec := r.Records.Of(j.ID)
	if j.Status == api.StatusFailed {
		return ""
	}
	cost := r.Money.Rates.Of(rec.Mode) * expected(j, rec.Values).Seconds()
	if rec.Mode == "" || cost <= 0 {
		cost = rec.Cost
	}
	return Figure(cost)
}

// Figure is an estimate in a column of them, "" for none.
func Figure(cost float64) string {
	switch {
	case cost <= 0:
		return ""
	case cost >= 100:
		return "~" + format.Number(int(cost+0.5))
	}
	return fmt.Sprintf("~%.2f", cost)
}

// Price is what a job costs: a number of seconds times their rate, with the day of the rate.
// While nobody knows how long the output is, which HeyGen bills, it is what a second costs.
func (r Rates) Price(mode api.Mode, secs float64, times string) (cost, why string) {
	rate := r.Of(mode)
	switch {
	case rate == 0:
		return "", ""
	case secs <= 0:
		return fmt.Sprintf("about $%g/s of output", rate), r.Dated
	}
	why = format.Length(seconds(secs)) + fmt.Sprintf(" %s $%g", times, rate)
	if r.Dated != "" {
		why += " of " + r.Dated
	}
	return About(rate * secs), why
}

// Told says of when the rates are, "" where nobody knows.
func (r Rates) Told() string {
	if r.Dated == "" {
		return ""
	}
	return "rates of " + r.Dated
}

// PerSecond is what a second costs in a mode, "" where that is not known.
func (r Rates) PerSecond(mode api.Mode) string {
	if r.Of(mode) == 0 {
		return ""
	}
	return fmt.Sprintf("$%g/s", r.Of(mode))
}
