package rows

import (
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
	cost, why := s.Create.Money.Rates.Price(api.Mode(h.Values["mode"]), in.Seconds(), s.Theme.Glyphs.Times)
	return form.Advice{Warnings: in.Warnings(s.serverNow()), Cost: cost, Why: why, Spent: s.spent(), Jobs: 1}
}

// adviceOnVoices is what it says of a video and many voices.
func (s Source) adviceOnVoices(h form.Held) form.Advice {
	p := s.plan(h.Values, h.Files, h.Voices, h.More)
	a := form.Advice{
		Warnings: p.Warnings(h.Files, s.serverNow()), Wrong: p.Trouble(), Pattern: p.Pattern,
		Spent: s.spent(), Jobs: len(p.Made()),
	}
	a.Cost, a.Why = p.Price(s.Create.Money.Rates)
	for _, v := range p.Voices {
		a.Voices = append(a.Voices, form.VoiceRow{
			Name: voices.Name(v.Source), Language: v.Language, Title: v.Title, Length: format.Length(v.File.Length),
			Problem: v.Problem, Warnings: v.Warnings, Twice: v.Twice,
		})
	}
	return a
}

// spent is what today's jobs are estimated to have cost, "" for nothing.
func (s Source) spent() string {
	if s.Create.Money.Today() == "" {
		return ""
	}
	return s.Create.Money.SoFar()
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
