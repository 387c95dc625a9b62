package ui

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
)

// spentFor is how long today's figure is used before it is asked for again.
const spentFor = time.Minute

type spentReadMsg struct{ amount float64 }

// readSpent asks the journal what today's jobs are estimated to cost.
func (m *Model) readSpent() tea.Cmd {
	if m.memory == nil || m.now.Sub(m.spentAt) < spentFor {
		return nil
	}
	m.spentAt = m.now
	mem, ctx, since := m.memory, m.ctx, m.today()
	return m.guarded(func() tea.Msg {
		amount, err := mem.Spent(ctx, since)
		if err != nil {
			return nil
		}
		return spentReadMsg{amount}
	})
}

func (m *Model) applySpentRead(msg spentReadMsg) tea.Cmd {
	m.spent = msg.amount
	return nil
}

// spentText is today's estimate for the header, "" when there is none.
func (m *Model) spentText() string {
	if m.spent <= 0 {
		return ""
	}
	s := "today about " + format.Money(m.spent, api.CurrencyUSD)
	if m.opts.DailyLimit > 0 {
		s += " of " + format.Money(m.opts.DailyLimit, api.CurrencyUSD)
	}
	return s
}

// overLimit tells whether the day's limit is reached, which stops creates until
// the user insists.
func (m *Model) overLimit() bool {
	return m.opts.DailyLimit > 0 && m.spent >= m.opts.DailyLimit
}

// askLimit asks whether the day's limit is to be passed.
func (m *Model) askLimit(a action.Action) tea.Cmd {
	m.openDialog(confirm.Spec{
		Title: "The day's limit is reached",
		Lines: []confirm.Line{{
			Text: "about " + format.Money(m.spent, api.CurrencyUSD) + " of " + format.Money(m.opts.DailyLimit, api.CurrencyUSD) + " by estimate",
			Tone: confirm.Warn,
		}},
		Buttons: []confirm.Button{{Label: "Cancel"}, {Label: "Create all the same", Action: a, Danger: true}},
	})
	return nil
}

// cost is what a job is likely to have cost, by the settings' rates, and how
// that comes; nothing for jobs whose mode is not known here.
func (m *Model) cost(j api.Job) (cost, why string) {
	mode := m.records[j.ID].Mode
	switch {
	case mode == "":
		return "", ""
	case j.Status == api.StatusFailed:
		return "none", "failed jobs: no charge"
	case j.Status != api.StatusCompleted || j.Duration <= 0 || m.rate(mode) == 0:
		return "", ""
	}
	secs := j.Duration.Seconds()
	return "about " + format.Money(m.rate(mode)*secs, api.CurrencyUSD),
		m.product(secs, mode)
}

// product is how an estimate comes, with the day of its rate.
func (m *Model) product(secs float64, mode api.Mode) string {
	s := fmt.Sprintf("%.0f s %s $%g", secs, m.theme.Glyphs.Times, m.rate(mode))
	if d := m.opts.Rates.Dated; d != "" {
		s += " of " + d
	}
	return s
}

// price is what the form says a job costs: by the part that was chosen, else by
// the second, since HeyGen bills the output's length and nobody knows that yet.
func (m *Model) price(mode api.Mode, secs float64) (cost, why string) {
	rate := m.rate(mode)
	switch {
	case rate == 0:
		return "", ""
	case secs > 0:
		return "about " + format.Money(rate*secs, api.CurrencyUSD), m.product(secs, mode)
	}
	why = m.opts.Rates.Dated
	return fmt.Sprintf("about $%g/s of output", rate), why
}

// remakeCost is what making jobs again is likely to cost: by the lengths of those
// that were done and the parts that were asked for, and of how many that is known.
func (m *Model) remakeCost(ids []api.JobID, change map[string]string) string {
	var cost float64
	priced := 0
	for _, id := range ids {
		values, _ := m.repeatable(action.JobRow(id))
		values = with(values, change)
		e, _ := m.store.Get(id)
		if c := m.rate(api.Mode(values["mode"])) * expected(e.Job, Record{Values: values}).Seconds(); c > 0 {
			cost += c
			priced++
		}
	}
	about := "about " + format.Money(cost, api.CurrencyUSD)
	switch priced {
	case 0:
		return "The cost follows the length of the result."
	case len(ids):
		return about + ", by their lengths"
	}
	return fmt.Sprintf("%s for %d of %d, the rest is of unknown length", about, priced, len(ids))
}
