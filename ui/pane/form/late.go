package form

import (
	"maps"
	"slices"
	"strings"
	"time"

	"lipdash/api"
)

// FileChecked takes what is known of a file, the answer to action.CheckFile; one for a
// path that is no longer typed is ignored.
func (f *Form) FileChecked(param string, file api.LocalFile) {
	if f.several() && param == audioParam {
		f.voiceChecked(file)
		return
	}
	if param == audioParam && file.Folder {
		f.voices.folder = file.Path
		return
	}
	if i := f.index(param); i >= 0 && file.Path != "" && f.fields[i].path() == file.Path {
		f.fields[i].facts = file
	}
}

// known are the facts about the path that is typed now.
func (fd *field) known() (api.LocalFile, bool) {
	p := fd.path()
	if p == "" || fd.facts.Path != p {
		return api.LocalFile{}, false
	}
	return fd.facts, true
}

// Completions takes the paths that start like prefix; a list for a text that is
// no longer typed is ignored. Those whose length is to be looked up come back. A tab that waits
// for them takes the first, or goes on where there is none.
func (f *Form) Completions(param, prefix string, found []api.LocalFile) (measure []string) {
	i := f.index(param)
	if i < 0 || f.focus != (stop{stopField, i}) || f.fields[i].line.Text() != prefix {
		if f.list.field == i && f.list.prefix == prefix {
			f.list.coming = false // it was left meanwhile
		}
		return nil
	}
	tab := f.list.tab
	f.list = completions{field: i, prefix: prefix, found: slices.Clone(found)}
	if tab {
		f.tabbed(&f.fields[i])
	}
	if !f.listOpen() {
		return nil
	}
	const most = 3 * listRows
	for _, file := range found[:min(most, len(found))] {
		if !file.Folder {
			measure = append(measure, file.Path)
		}
	}
	return measure
}

// tabbed is what a tab does that waited for the list.
func (f *Form) tabbed(fd *field) {
	if !f.listOpen() || f.list.found[0].Path == fd.line.Text() {
		f.move(1)
		return
	}
	f.list.wanted = f.take(fd) != nil
}

// Measured takes how long files of the list are.
func (f *Form) Measured(lengths map[string]time.Duration) {
	for i := range f.list.found {
		if length := lengths[f.list.found[i].Path]; length > 0 {
			f.list.found[i].Length = length
		}
	}
}

// Refused puts what the server said about parameters, by name, on their fields
// and moves the focus to the first of them. general, and what was said about
// names that are no field, is shown above the buttons.
func (f *Form) Refused(errs map[string]string, general string) {
	said := []string{}
	if general != "" {
		said = append(said, general)
	}
	first := len(f.fields)
	for _, name := range slices.Sorted(maps.Keys(errs)) {
		i := f.index(name)
		if i < 0 {
			said = append(said, strings.TrimSpace(name+": "+errs[name]))
			continue
		}
		f.fields[i].refused = errs[name]
		first = min(first, i)
	}
	f.general = strings.Join(said, " ")
	if first < len(f.fields) {
		f.goTo(first)
	}
}

// Submitting says that the root is sending what the form holds, or that it has
// stopped. Until then the form can be read and left, and not changed.
func (f *Form) Submitting(on bool) {
	f.sending = on
	if !on {
		return
	}
	f.general, f.list = "", completions{}
	for i := range f.fields {
		f.fields[i].refused = ""
	}
}
