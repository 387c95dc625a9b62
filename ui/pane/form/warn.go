package form

import (
	"lipdash/api"
	"lipdash/ui/kit/action"
)

// Held is what the form holds: texts and local files by parameter name. Where the audio names
// Several, Voices are those, as far as they were looked for, with More besides, and the title
// is a pattern.
type Held struct {
	Values  map[string]string
	Files   map[string]api.LocalFile
	Several bool
	Voices  []action.Voice
	More    int
}

// Advice is what there is to say of what the form holds.
type Advice struct {
	// Warnings are what speaks against it, by parameter name, one sentence each; Wrong is why
	// several voices cannot be made.
	Warnings map[string][]string
	Wrong    map[string]string
	// Prices are what a second costs in each mode.
	Prices map[string]string
	// Cost is what it is likely to cost and Why how that comes; Amount is the same in dollars,
	// 0 where it is not known.
	Cost, Why string
	Amount    float64
	// Rates says of when the prices are.
	Rates string
	// Wallet is what there is to spend and After what is left of it then; Spent is what today's
	// jobs cost and Limit what a day may cost.
	Wallet, After, Spent, Limit string
	// Run says what waits for a slot, Time when all is likely to be done and TimeWhy how that
	// is known, Fetch where the result goes by itself; each is "" where there is nothing to say.
	Run, Time, TimeWhy, Fetch string
	// Jobs is how many are made. Voices is a row for each voice, Pattern that of their titles.
	Jobs    int
	Voices  []VoiceRow
	Pattern string
}

// VoiceRow is one voice as it is shown. Twice says that it is in the list before.
type VoiceRow struct {
	Name, Language, Title, Length string
	// Path is its file as people write it, "" where it is none.
	Path     string
	Problem  string
	Warnings []string
	Twice    bool
}

// Advisor sets what advises on what the form holds; without one there is no advice.
func (f *Form) Advisor(advise func(Held) Advice) { f.advise = advise }

// look is what is wrong now, and the advice on the rest.
type look struct {
	Advice
	problems map[string]string
}

// look looks at what was typed to its end and what is known of its files. Warnings stop
// nobody, and there are none where something is wrong.
func (f *Form) look() look {
	l := look{Advice: f.unfiltered()}
	l.problems = f.problemsBy(l.Advice)
	for name := range l.problems {
		delete(l.Warnings, name)
	}
	return l
}

// held is what the form holds that was typed to its end.
func (f *Form) held() Held {
	values, files := f.Typed(), map[string]api.LocalFile{}
	for i := range f.fields {
		fd := &f.fields[i]
		if f.immature(fd) {
			delete(values, fd.param.Name)
		}
		if facts, ok := fd.known(); ok {
			files[fd.param.Name] = facts
		}
	}
	h := Held{Values: values, Files: files, Several: f.several()}
	if h.Several {
		h.Voices, _ = f.listed()
		h.More = f.voices.more
	}
	return h
}

// unfiltered is all advice.
func (f *Form) unfiltered() Advice {
	if f.advise == nil {
		return Advice{}
	}
	return f.advise(f.held())
}
