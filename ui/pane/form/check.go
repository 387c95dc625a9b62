package form

import (
	"errors"

	"lipdash/api"
)

// problems is what is wrong now, one sentence by parameter name: what the server
// said, what is known of the file, what the parameter table says. What is
// missing counts only once Create was pressed.
func (f *Form) problems() map[string]string {
	out := map[string]string{}
	_, errs := api.ParseCreate(f.Values())
	for i := range f.fields {
		fd := &f.fields[i]
		name := fd.param.Name
		facts, known := fd.known()
		switch err := errs[name]; {
		case fd.refused != "":
			out[name] = fd.refused
		case known && facts.Problem != "":
			out[name] = facts.Problem
		case err != nil && !errors.Is(err, api.ErrNotUploaded) && (f.attempted || !f.immature(fd)):
			out[name] = err.Error()
		}
	}
	return out
}

// immature tells whether a field is empty or its text is the beginning of
// something: no time to complain.
func (f *Form) immature(fd *field) bool {
	return fd.text() == "" || f.at() == fd && fd.param.Kind == api.KindSource && fd.undecided()
}

func (f *Form) firstProblem() (int, bool) {
	problems := f.problems()
	for i := range f.fields {
		if problems[f.fields[i].param.Name] != "" {
			return i, true
		}
	}
	return 0, false
}

// sound tells whether a field was checked and nothing was found: not while it is empty,
// or while it is not known whether its file can be sent.
func (f *Form) sound(fd *field) bool {
	_, known := fd.known()
	return !f.immature(fd) && fd.checked() && (fd.path() == "" || known)
}

// checked tells whether there is a rule a text could break; a tick behind free
// text would say nothing.
func (fd *field) checked() bool {
	switch fd.param.Kind {
	case api.KindSource, api.KindSeconds, api.KindURL:
		return true
	}
	return false
}
