package form

import (
	"slices"
	"sort"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/keymap"
)

// Form is the create form. It is not safe for concurrent use.
type Form struct {
	keys   *keymap.Map
	fields []field
	w, h   int

	focus stop
	// unfolded shows the rare fields.
	unfolded bool
	list     completions
	voices   voiceList
	// attempted is true once Create was pressed: from then on what is missing
	// counts as a problem too.
	attempted bool
	// sending is true while the root sends what the form holds.
	sending bool
	general string
	// advise tells what speaks against it and what it costs.
	advise func(Held) Advice
}

// New is an empty form with the focus on its first field.
func New(km *keymap.Map) *Form {
	f := &Form{keys: km}
	for _, p := range api.Params() {
		f.fields = append(f.fields, field{param: p})
	}
	sort.SliceStable(f.fields, func(i, j int) bool { return f.fields[i].section() < f.fields[j].section() })
	return f
}

// SetSize says how many cells View draws.
func (f *Form) SetSize(w, h int) { f.w, f.h = w, h }

// Values are the texts by parameter name, without the unset ones: sources may
// be local paths, bools are "true" or "false", and an untyped title of one lipsync is the
// one taken from the video's file name.
func (f *Form) Values() map[string]string {
	values := f.Typed()
	if s := f.suggestion(); s != "" && values[titleParam] == "" && !f.several() {
		values[titleParam] = s
	}
	return values
}

// SetValues replaces everything in the form by texts by parameter name; names
// that are no parameter are ignored. Ask then says what has to be looked up.
func (f *Form) SetValues(values map[string]string) {
	f.Reset()
	for i := range f.fields {
		f.fields[i].set(values[f.fields[i].param.Name])
	}
	f.unfolded = slices.ContainsFunc(f.fields, func(fd field) bool { return fd.param.Rare && fd.text() != "" })
}

// Empty tells whether nothing was typed or chosen.
func (f *Form) Empty() bool {
	return !slices.ContainsFunc(f.fields, func(fd field) bool { return fd.text() != "" })
}

// Reset empties the form; its size stays.
func (f *Form) Reset() {
	for i := range f.fields {
		f.fields[i] = field{param: f.fields[i].param}
	}
	f.list, f.voices = completions{}, voiceList{}
	f.attempted, f.general, f.unfolded = false, "", false
	f.focus = stop{}
}

// index is the field of a parameter by its name, -1 when there is none. A
// server may name a part of it ("video.url", "audio[asset_id]", "body.title").
func (f *Form) index(name string) int {
	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(".[]/", r) }) {
		for i := range f.fields {
			if f.fields[i].param.Name == part {
				return i
			}
		}
	}
	return -1
}
