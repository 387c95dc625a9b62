package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/store"
)

// Typical is how long jobs of a mode, or of all modes, took on this account, from
// when they were made until they were done. N is of how many that is known.
type Typical struct {
	Median, P90, P95 time.Duration
	N                int
	// For is the same for outputs of about a length; nil when all there is are
	// the figures above.
	For func(length time.Duration) Typical
}

// enough is how many lives it takes before a guess is shown.
const enough = 3

// typicalFor is how long a figure is used before it is asked for again.
const typicalFor = 5 * time.Minute

// anyMode stands for the jobs of all modes, and for a mode nobody here knows.
const anyMode api.Mode = ""

type typicalReadMsg struct {
	mode    api.Mode
	typical Typical
}

// readTypical asks the journal how long jobs take, now and then.
func (m *Model) readTypical() tea.Cmd {
	if m.memory == nil || m.now.Sub(m.typicalAt) < typicalFor {
		return nil
	}
	m.typicalAt = m.now
	mem, ctx, now := m.memory, m.ctx, m.now
	ask := func(mode api.Mode) tea.Cmd {
		return func() tea.Msg {
			t, err := mem.Typical(ctx, mode, now)
			if err != nil {
				return nil
			}
			return typicalReadMsg{mode, t}
		}
	}
	return tea.Batch(m.guarded(ask(api.ModeSpeed)), m.guarded(ask(api.ModePrecision)), m.guarded(ask(anyMode)))
}

func (m *Model) applyTypicalRead(msg typicalReadMsg) tea.Cmd {
	m.typical[msg.mode] = msg.typical
	return nil
}

// eta is what is likely left of an active job, from this account's own past;
// stuck is true for one that takes more than twice as long as nearly all did. One
// whose mode is not known is compared with all, which is no estimate but tells
// when it is stuck.
func (m *Model) eta(e store.Entry) (info string, stuck bool) {
	r := m.records[e.Job.ID]
	t := m.typical[r.Mode]
	if length := expected(e.Job, r); length > 0 && t.For != nil {
		t = t.For(length)
	}
	if t.N < enough || e.Job.CreatedAt.IsZero() || !e.Job.Status.Active() {
		return "", false
	}
	elapsed := m.now.Sub(m.made(e.Job))
	switch {
	case elapsed > 2*t.P95:
		return "usually under " + format.Age(t.P95), true
	case r.Mode == anyMode:
		return "", false
	case elapsed > t.P90:
		return "longer than most", false
	case elapsed > t.Median:
		return "any moment", false
	}
	return "about " + format.Age(t.Median-elapsed) + " left", false
}

// expected is how long the output of a job will be, 0 when nobody knows: the
// server's word, or the part that was asked for.
func expected(j api.Job, r Record) time.Duration {
	if j.Duration > 0 {
		return j.Duration
	}
	req, _ := api.ParseCreate(r.Values)
	if req.EndTime == nil {
		return 0
	}
	secs := *req.EndTime
	if req.StartTime != nil {
		secs -= *req.StartTime
	}
	return time.Duration(max(0, secs) * float64(time.Second))
}

// stuck changes a row into one that needs a person.
func (m *Model) stuck(row *joblist.Row, info string) {
	row.State = &theme.State{Glyph: m.theme.Glyphs.Stuck, Word: "stuck?", Style: m.theme.Warn.Bold(true)}
	row.Info, row.InfoTone = info, joblist.Odd
}

// rate is what a second of output costs, in dollars, by the settings.
func (m *Model) rate(mode api.Mode) float64 {
	if mode == api.ModePrecision {
		return m.opts.Rates.Precision
	}
	return m.opts.Rates.Speed
}

// Rates are what a second of output costs, in dollars: estimates from the
// settings. Zero is unknown.
type Rates struct {
	Speed, Precision float64
	// Dated says of when they are, for people.
	Dated string
}
