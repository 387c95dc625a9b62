package create

import (
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Ended takes what an answer says of jobs: one that was not known to be over has a cost by now,
// or none, and today's figure is to be asked for again.
func (m *Money) Ended(jobs []api.Job) {
	for _, j := range jobs {
		if _, known := m.ended[j.ID]; known || !j.Status.Terminal() {
			continue
		}
		if m.ended == nil {
			m.ended = map[api.JobID]struct{}{}
		}
		m.ended[j.ID], m.spentAt = struct{}{}, time.Time{}
	}
}

// Today is today's estimate, and beside what limit that is, both "" when there is none; over
// tells that the limit is reached.
func (m *Money) Today() (figure, of string, over bool) {
	if m.spent <= 0 {
		return "", "", false
	}
	if m.Limit > 0 {
		of = "of "
		if m.spent > m.Limit {
			of = "over "
		}
		of += strings.TrimSuffix(format.Dollars(m.Limit), ".00") + " "
	}
	return "~" + format.Dollars(m.spent), of + "today", m.Over()
}

// Waiting is what is part of today's estimate and was not made yet when the day was read.
func (m *Money) Waiting() float64 {
	rest := m.spent
	for _, of := range m.Day.Modes {
		rest -= of.Cost
	}
	if rest < 0.005 {
		return 0
	}
	return rest
}

// SoFar is the same in a sentence.
func (m *Money) SoFar() string {
	s := About(m.spent)
	if m.Limit > 0 {
		s += " of " + format.Dollars(m.Limit)
	}
	return s
}

// TodayAndLimit are today's estimate and what a day may cost, "" for what there is not.
func (m *Money) TodayAndLimit() (today, limit string) {
	if m.spent > 0 {
		today = About(m.spent)
	}
	if m.Limit > 0 {
		limit = "limit " + format.Dollars(m.Limit)
		if today == "" && m.known {
			today = format.Dollars(0)
		}
	}
	return today, limit
}
