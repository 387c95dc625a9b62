// Package voices is about one video that is given many voices: which languages their names
// tell, how the lipsyncs are called, what speaks against each voice, and what they cost
// together. The form and the create command decide by it. It is pure: which files there are
// and how long they are it is told.
package voices

import (
	"cmp"
	"maps"
	"path/filepath"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/template"
	"lipdash/ui/state/create"
)

// Most is how many voices a video is given in one go: as many as HeyGen takes in one batch
// (api.md 1.1).
const Most = 100

// Audio is one voice as it was named, and what is known of its file.
type Audio = action.Voice

// Set is a video and the voices it is given.
type Set struct {
	// Values are texts by parameter name: the video and the options, and as title the pattern
	// of titles, empty for one that tells the voices apart.
	Values map[string]string
	Video  api.LocalFile
	Audios []Audio
	// More is how many there are besides these, over Most.
	More int
}

// Voice is one voice of a set.
type Voice struct {
	Audio
	// Language is its English name, "" when the name tells none.
	Language string
	// Title is what its lipsync is called.
	Title string
	// Problem is why it cannot be made, "" when it can; Warnings are what speaks against it,
	// one sentence each.
	Problem  string
	Warnings []string
	// Twice says that it stands in the list before: it is not made a second time.
	Twice bool
	// Cost is what it is likely to cost, in dollars, 0 when that is not known.
	Cost float64
}

// Plan is what becomes of a set.
type Plan struct {
	// Voices are all of the list; those that stand in it twice are made once.
	Voices []Voice
	// Pattern is that of the titles, Wrong what is wrong with it, "" for nothing, and
	// Shared how many titles another one reads like.
	Pattern, Wrong string
	Shared         int
	// TooMany says that there are more voices than are made in one go, "" when there are not.
	TooMany string

	values map[string]string
	video  api.LocalFile
}

// Plan makes a plan of the set at a time, with what a second costs.
func (s Set) Plan(rates create.Rates, now time.Time) Plan {
	p := Plan{values: s.Values, video: s.Video, TooMany: tooMany(len(s.Audios) + s.More)}
	once, sources := map[string]bool{}, []string{}
	for _, a := range s.Audios {
		v := Voice{Audio: a, Language: Language(a.Source), Twice: once[identity(a)]}
		once[identity(a)] = true
		if !v.Twice {
			sources = append(sources, a.Source)
		}
		p.Voices = append(p.Voices, v)
	}
	titles := p.title(namesOf(s.Values["video"], sources), s.Values["title"])
	for i := range p.Voices {
		v := &p.Voices[i]
		if v.Twice {
			v.Warnings = []string{"it is in the list twice, and made once"}
			continue
		}
		v.Title, titles = titles[0], titles[1:]
		s.judge(v, rates, now)
	}
	return p
}

// identity is the same for two names of a file.
func identity(a Audio) string {
	path := api.LocalPath(a.Source)
	switch {
	case path == "":
		return a.Source
	case a.File.Real != "":
		return a.File.Real
	}
	return filepath.Clean(path)
}

// title gives the titles by the pattern that was typed, else by one that tells the voices
// apart.
func (p *Plan) title(n names, typed string) []string {
	if p.Pattern = typed; typed == "" {
		p.Pattern = n.pattern()
	}
	t, err := template.Parse(p.Pattern, Fields()...)
	if err != nil {
		p.Wrong = err.Error()
		return make([]string, len(n.voices))
	}
	titles := n.titles(t)
	p.Shared = shared(titles)
	return titles
}

// judge tells what is wrong with a voice, what speaks against it and what it costs.
func (s Set) judge(v *Voice, rates create.Rates, now time.Time) {
	if _, path, err := api.ParseSource(v.Source); err != nil {
		v.Problem = err.Error()
		return
	} else if path != "" {
		v.Problem = v.File.Problem
	}
	values := with(s.Values, v)
	in := create.Inputs{Values: values, Files: map[string]api.LocalFile{"video": s.Video, "audio": v.File}}
	if v.Problem == "" {
		v.Warnings = in.Warnings(now)["audio"]
		v.Cost = rates.Of(api.Mode(values["mode"])) * in.Seconds()
	}
}

// with are the values of a voice's lipsync.
func with(values map[string]string, v *Voice) map[string]string {
	out := map[string]string{}
	maps.Copy(out, values)
	out["audio"], out["title"] = v.Source, v.Title
	return out
}

// Made are the voices that are made, each once.
func (p Plan) Made() (out []Voice) {
	for _, v := range p.Voices {
		if !v.Twice {
			out = append(out, v)
		}
	}
	return out
}

// Problems are how many voices cannot be made, and the first of them.
func (p Plan) Problems() (n int, first Voice) {
	for _, v := range p.Made() {
		if v.Problem != "" {
			if n++; n == 1 {
				first = v
			}
		}
	}
	return n, first
}

// Values are what each lipsync is made from, by parameter name.
func (p Plan) Values() (out []map[string]string) {
	for _, v := range p.Made() {
		out = append(out, with(p.values, &v))
	}
	return out
}

// Batch is the set as one batch: it is called after the video.
func (p Plan) Batch() record.Batch {
	b := record.Batch{Name: cmp.Or(videoName(p.values["video"]), "voices")}
	for i, v := range p.Made() {
		b.Items = append(b.Items, record.BatchItem{Number: i + 1, Input: Name(v.Source), Cost: v.Cost})
	}
	return b
}

// Name is what a voice is called in a list: its file's name, or the link's.
func Name(source string) string {
	src, path, err := api.ParseSource(source)
	switch {
	case err == nil && path != "":
		return filepath.Base(path)
	case err == nil && src.URL != "":
		return cmp.Or(string(format.URLFile(src.URL)), format.Redact(src.URL))
	}
	return source
}

// Cost is what the set is likely to cost, in dollars, and of how many voices that is known.
func (p Plan) Cost() (amount float64, known int) {
	for _, v := range p.Made() {
		if v.Cost > 0 {
			amount += v.Cost
			known++
		}
	}
	return amount, known
}

// Length is how long an output is likely to be on average, 0 when that is not known.
func (p Plan) Length() time.Duration {
	var sum time.Duration
	n := 0
	for _, v := range p.Made() {
		if v.File.Length > 0 {
			sum += v.File.Length
			n++
		}
	}
	return sum / time.Duration(max(1, n))
}

// tooMany says that there are more voices than are made in one go, "" when there are not.
func tooMany(n int) string {
	if n <= Most {
		return ""
	}
	return "there are " + format.Number(n) + " voices, and " + format.Number(Most) + " are made in one go: name fewer"
}
