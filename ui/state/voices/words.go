package voices

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// Warnings are what speaks against the set besides what speaks against single voices, by
// parameter name.
func (p Plan) Warnings(files map[string]api.LocalFile, now time.Time) map[string][]string {
	values := map[string]string{}
	for name, v := range p.values {
		if name != audio {
			values[name] = v
		}
	}
	in := create.Inputs{Values: values, Files: map[string]api.LocalFile{video: files[video]}}
	out := in.Warnings(now)
	if p.Shared > 0 {
		out["title"] = append(out["title"], format.Number(p.Shared)+" titles read like another one: {lang}, {audio} or {n} tells them apart")
	}
	return out
}

// Trouble is why the set cannot be made, by parameter name, nil when it can.
func (p Plan) Trouble() map[string]string {
	out := map[string]string{}
	if p.Wrong != "" {
		out["title"] = p.Wrong
	}
	if p.values["callback_id"] != "" && len(p.Made()) > 1 {
		out["callback_id"] = "it names one lipsync, and these are " + format.Number(len(p.Made())) + ": leave it empty"
	}
	n, first := p.Problems()
	switch why := Name(first.Source) + ": " + first.Problem; {
	case p.TooMany != "":
		out[audio] = p.TooMany
	case n == 1:
		out[audio] = why
	case n > 1:
		out[audio] = format.Number(n) + " of " + format.Number(len(p.Made())) + " voices cannot be sent, " + why
	}
	return out
}

// Price is what the set is likely to cost, in words, and how that comes, as far as it is known.
func (p Plan) Price(rates create.Rates) (cost, why string) {
	rate, jobs := rates.Of(api.Mode(p.values["mode"])), len(p.Made())
	amount, known := p.Cost()
	switch {
	case rate == 0 || jobs == 0:
		return "", ""
	case known == 0:
		return fmt.Sprintf("about $%g/s of output", rate), rates.Dated
	case known < jobs:
		return fmt.Sprintf("%s for %d of %d", create.About(amount), known, jobs), "the rest is of unknown length"
	}
	why = format.Count(jobs, "job", "jobs")
	if told := rates.Told(); told != "" {
		why += ", " + told
	}
	return create.About(amount), why
}

// Told says in a sentence what is made: how many, what they cost, and what goes up for them.
func (p Plan) Told(rates create.Rates) string {
	cost, why := p.Price(rates)
	if cost == "" {
		cost, why = "of unknown cost", "there is no rate in the settings"
	}
	text := format.Count(len(p.Made()), "lipsync", "lipsyncs") + ", " + cost
	if why = strings.TrimPrefix(strings.TrimPrefix(why, format.Count(len(p.Made()), "job", "jobs")), ", "); why != "" {
		text += " (" + why + ")"
	}
	if up := p.uploads(); up != "" {
		text += ", " + up
	}
	return text + "."
}

// uploads says what goes up from this machine, each file once, and what of it is at HeyGen
// already, "" for nothing.
func (p Plan) uploads() string {
	files := map[string]api.LocalFile{}
	for _, f := range append([]api.LocalFile{p.video}, filesOf(p.Made())...) {
		if f.Path != "" && f.Problem == "" {
			files[cmp.Or(f.Real, f.Path)] = f
		}
	}
	var sum create.Uploads
	for _, f := range files {
		sum.Add(f)
	}
	return sum.String()
}

// Uploaded marks the files that HeyGen has already.
func (p *Plan) Uploaded(is func(path string) bool) {
	mark := func(f *api.LocalFile) { f.AtHeyGen = f.Path != "" && f.Problem == "" && is(f.Path) }
	mark(&p.video)
	for i := range p.Voices {
		mark(&p.Voices[i].File)
	}
}

func filesOf(all []Voice) (out []api.LocalFile) {
	for _, v := range all {
		out = append(out, v.File)
	}
	return out
}
