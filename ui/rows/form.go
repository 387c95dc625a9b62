package rows

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/form"
	"lipdash/ui/state/create"
	"lipdash/ui/state/voices"
)

// Advice is what the form says of what it holds.
func (s Source) Advice(h form.Held) form.Advice {
	if h.Several {
		return s.adviceOnVoices(h)
	}
	in := create.Inputs{Values: h.Values, Files: h.Files}
	mode, rates := api.ModeOf(h.Values), s.undated()
	a := form.Advice{Warnings: in.Warnings(s.serverNow()), Jobs: 1, Amount: rates.Of(mode) * in.Seconds()}
	a.Cost, a.Why = rates.Price(mode, in.Seconds(), s.Theme.Glyphs.Times)
	s.circumstances(&a, mode, time.Duration(in.Seconds()*float64(time.Second)))
	return a
}

// undated are the rates without their day, which is said once over the money.
func (s Source) undated() create.Rates {
	r := s.Create.Money.Rates
	r.Dated = ""
	return r
}

// circumstances are what there is to say of money and time besides what the jobs cost, whose
// outputs are about as long.
func (s Source) circumstances(a *form.Advice, mode api.Mode, length time.Duration) {
	money := &s.Create.Money
	a.Prices = map[string]string{}
	for _, m := range []api.Mode{api.ModeSpeed, api.ModePrecision} {
		a.Prices[string(m)] = money.Rates.PerSecond(m)
	}
	a.Rates = money.Rates.Told()
	a.Wallet, a.After = Balance(s.Balance), money.After(s.Balance, a.Amount)
	a.Spent, a.Limit = money.TodayAndLimit()
	_, _, used := s.Create.Pending.Here()
	held, used := s.Create.Pending.Held(), s.active()+used
	a.Run = create.Runs(a.Jobs, held, used, s.Slots)
	about, worst, n := s.Create.Durations.Takes(mode, length, a.Jobs, held+used, s.Slots)
	if n > 0 {
		a.Time = "in about " + format.Age(about)
		a.TimeWhy = format.Age(worst) + " at worst"
		if a.Jobs > 1 {
			a.TimeWhy = "from " + format.Number(n) + " like it"
		}
	}
	if s.Transfers.Fetches() {
		a.Fetch = "the result"
	}
}

// adviceOnVoices is what it says of a video and many voices.
func (s Source) adviceOnVoices(h form.Held) form.Advice {
	p := s.plan(h.Values, h.Files, h.Voices, h.More)
	a := form.Advice{
		Warnings: p.Warnings(h.Files, s.serverNow()), Wrong: p.Trouble(), Pattern: p.Pattern,
		Jobs: len(p.Made()),
	}
	a.Cost, a.Why = p.Price(s.undated())
	var known int
	if a.Amount, known = p.Cost(); known < a.Jobs {
		a.Amount = 0
	}
	s.circumstances(&a, api.ModeOf(h.Values), p.Length())
	for _, v := range p.Voices {
		a.Voices = append(a.Voices, form.VoiceRow{
			Name: voices.Name(v.Source), Path: s.shortSource(v.Source), Language: v.Language, Title: v.Title, Length: format.Length(v.File.Length),
			Problem: v.Problem, Warnings: v.Warnings, Twice: v.Twice,
		})
	}
	return a
}

// plan is what becomes of the voices of a form.
func (s Source) plan(values map[string]string, files map[string]api.LocalFile, list []action.Voice, more int) voices.Plan {
	set := voices.Set{Values: values, Video: files["video"], Audios: list, More: more}
	return set.Plan(s.Create.Money.Rates, s.serverNow())
}

// Lipsyncs is what the form holds as what is made of it: one lipsync, or those of a batch.
func (s Source) Lipsyncs(a action.SubmitForm) ([]map[string]string, *record.Batch) {
	if len(a.Voices) == 0 {
		return []map[string]string{a.Values}, nil
	}
	p := s.plan(a.Values, a.Files, a.Voices, 0)
	if values := p.Values(); len(values) < 2 {
		return values, nil
	}
	b := p.Batch()
	return p.Values(), &b
}

// Typed is what is typed in a form, and where.
func Typed(f *form.Form) record.Draft {
	at := f.Place()
	return record.Draft{Values: f.Typed(), Focus: at.Param, Caret: at.Caret}
}
