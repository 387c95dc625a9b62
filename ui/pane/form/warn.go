package form

import "lipdash/api"

// Advice is what speaks against what the form holds, by parameter name, one sentence
// each, and what it is likely to cost and how that comes.
type Advice struct {
	Warnings  map[string][]string
	Cost, Why string
}

// Advisor sets what advises on texts and local files by parameter name; without one
// there is no advice.
func (f *Form) Advisor(advise func(values map[string]string, files map[string]api.LocalFile) Advice) {
	f.advise = advise
}

// advice is about what was typed to its end and what is known of its files. It stops
// nobody, and is none where something is wrong.
func (f *Form) advice() Advice {
	if f.advise == nil {
		return Advice{}
	}
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
	a := f.advise(values, files)
	for name := range f.problems() {
		delete(a.Warnings, name)
	}
	return a
}
