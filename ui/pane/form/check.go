package form

import (
	"errors"
	"slices"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// problemsBy is what is wrong now, one sentence by parameter name: what the server
// said, what is known of the file, what the parameter table says. What is
// missing counts only once Create was pressed. Of several voices the advice tells.
func (f *Form) problemsBy(a Advice) map[string]string {
	out := map[string]string{}
	_, errs := api.ParseCreate(f.Values())
	several := f.several()
	for i := range f.fields {
		fd := &f.fields[i]
		name := fd.param.Name
		facts, known := fd.known()
		switch err := errs[name]; {
		case fd.refused != "":
			out[name] = fd.refused
		case several && a.Wrong[name] != "":
			out[name] = a.Wrong[name]
		case several && name == audioParam:
			if why := f.unlisted(); why != "" {
				out[name] = why
			}
		case known && facts.Problem != "" && (f.attempted || !f.completing(fd)):
			out[name] = facts.Problem
		case err != nil && !errors.Is(err, api.ErrNotUploaded) && (f.attempted || !f.immature(fd)):
			out[name] = err.Error()
		}
	}
	return out
}

// unlisted is why there are no voices, once that is no matter of typing on.
func (f *Form) unlisted() string {
	items, known := f.listed()
	at := stop{stopField, f.index(audioParam)}
	switch typing := f.focus == at && !f.attempted; {
	case typing, len(items) > 0:
		return ""
	case !known && f.attempted:
		return "the voices are still being looked for"
	case known:
		return "there is no such file"
	}
	return ""
}

// completing tells whether the list of a field is open: its text is on the way to one of them.
func (f *Form) completing(fd *field) bool { return f.at() == fd && f.listOpen() }

// immature tells whether a field is empty or its text is the beginning of
// something: no time to complain.
func (f *Form) immature(fd *field) bool {
	return fd.text() == "" || f.at() == fd && fd.param.Kind == api.KindSource && fd.undecided()
}

func (f *Form) firstProblem() (int, bool) {
	problems := f.look().problems
	for i := range f.fields {
		if problems[f.fields[i].param.Name] != "" {
			return i, true
		}
	}
	return 0, false
}

// notSent says why nothing is sent: what is wrong with the first field, and how many others.
func (f *Form) notSent(first int) string {
	fd, problems := &f.fields[first], f.look().problems
	text := "not sent: " + f.labelOf(fd) + ": " + problems[fd.param.Name]
	if more := len(problems) - 1; more > 0 {
		text += ", and " + format.Count(more, "other field", "other fields")
	}
	return text
}

// sound tells whether a field was checked and nothing was found: not while it is empty,
// or while it is not known whether its file can be sent.
func (f *Form) sound(fd *field) bool {
	_, known := fd.known()
	if fd.several(&f.voices) {
		items, _ := f.listed()
		return len(items) > 0 && !slices.ContainsFunc(items, unchecked)
	}
	return !f.immature(fd) && !f.completing(fd) && fd.checked() && (fd.path() == "" || known)
}

// unchecked tells whether nobody has looked yet at the file of a voice.
func unchecked(v action.Voice) bool {
	return api.LocalPath(v.Source) != "" && v.File.Path == ""
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
