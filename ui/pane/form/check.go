package form

import "lipdash/api"

// problems is what is wrong now, one sentence by field index: what the server
// said, what is known of the file, what the parameter table says. What is
// missing counts only once Create was pressed.
func (f *Form) problems() map[int]string {
	out := map[int]string{}
	_, errs := api.ParseCreate(f.stand())
	for name, err := range errs {
		if i := f.index(name); i >= 0 && (f.attempted || !f.immature(i)) {
			out[i] = err.Error()
		}
	}
	for i := range f.fields {
		fd := &f.fields[i]
		if facts, ok := fd.known(); ok && facts.Problem != "" {
			out[i] = facts.Problem
		}
		if fd.refused != "" {
			out[i] = fd.refused
		}
	}
	return out
}

// stand are the values with local paths replaced by what they will be: the id
// of an uploaded file. Only so can the rest be checked before the upload.
func (f *Form) stand() map[string]string {
	values := f.Values()
	for i := range f.fields {
		if f.fields[i].path() != "" {
			values[f.fields[i].param.Name] = "asset:not_uploaded_yet"
		}
	}
	return values
}

// immature tells whether a field is empty or its text is the beginning of
// something: no time to complain.
func (f *Form) immature(i int) bool {
	fd := &f.fields[i]
	return fd.text() == "" || f.at() == fd && fd.param.Kind == api.KindSource && fd.undecided()
}

func (f *Form) firstProblem() (int, bool) {
	problems := f.problems()
	for i := range f.fields {
		if problems[i] != "" {
			return i, true
		}
	}
	return 0, false
}

// verdict is what stands at the right of a field.
type verdict int

const (
	unsure verdict = iota
	good
	doubtful
	bad
)

// judge says how a field stands: nothing while it is empty, or while it is not
// known whether its file can be sent.
func (f *Form) judge(i int, problem string, warnings []string) verdict {
	fd := &f.fields[i]
	switch {
	case problem != "":
		return bad
	case len(warnings) > 0:
		return doubtful
	case f.immature(i), !fd.checked():
		return unsure
	case fd.path() != "":
		if _, ok := fd.known(); !ok {
			return unsure
		}
	}
	return good
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
