package form

import (
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/textline"
)

// field is one parameter in the form.
type field struct {
	param api.Param
	// line is the text of a field that is typed, value the text of one that
	// is chosen; both are "" while unset.
	line  textline.Line
	value string

	// asked is the path last asked about, facts the last answer.
	asked string
	facts api.LocalFile
	// refused is what the server said about the value, until it is changed.
	refused string
}

// section is the part of the form a field stands in.
type section int

const (
	sectionSource section = iota
	sectionText
	sectionMode
	sectionOption
	sectionPart
	sectionEnum
	sectionRare
)

func (fd *field) section() section {
	switch {
	case fd.param.Rare:
		return sectionRare
	case fd.param.Kind == api.KindSource:
		return sectionSource
	case fd.param.Kind == api.KindBool, fd.param.Kind == api.KindTriState:
		return sectionOption
	case fd.param.Kind == api.KindSeconds:
		return sectionPart
	case fd.param.Kind == api.KindEnum && fd.param.Default != "":
		return sectionMode
	case fd.param.Kind == api.KindEnum:
		return sectionEnum
	}
	return sectionText
}

// typed tells whether the field is a line of text.
func (fd *field) typed() bool {
	switch fd.param.Kind {
	case api.KindBool, api.KindTriState, api.KindEnum:
		return false
	}
	return true
}

// text is the field's value in text form, "" while unset.
func (fd *field) text() string {
	if fd.typed() {
		return strings.TrimSpace(fd.line.Text())
	}
	return fd.value
}

func (fd *field) set(text string) {
	switch fd.param.Kind {
	case api.KindBool, api.KindTriState:
		fd.value = text
		if on, err := strconv.ParseBool(text); err == nil {
			fd.value = strconv.FormatBool(on)
		}
	case api.KindEnum:
		fd.value = text
	default:
		fd.line = textline.New(text)
	}
}

// on is how a bool reads now: as set, or as HeyGen has it by default.
func (fd *field) on() bool {
	if fd.value != "" {
		return fd.value == "true"
	}
	return fd.param.Default == "true"
}

// choice is one of the words a field can be set to.
type choice struct{ value, word string }

// choices are the words of an enum or a three-state field in order. The unset
// word comes first where the parameter has no default. An open enum that holds
// a word nobody listed offers it too.
func (fd *field) choices() []choice {
	if fd.param.Kind == api.KindTriState {
		return []choice{{"", "auto"}, {"true", "yes"}, {"false", "no"}}
	}
	var out []choice
	if fd.param.Default == "" {
		out = append(out, choice{"", "auto"})
	}
	for _, w := range fd.param.Enum {
		out = append(out, choice{w, w})
	}
	if fd.value != "" && !slices.Contains(fd.param.Enum, fd.value) {
		out = append(out, choice{fd.value, fd.value})
	}
	return out
}

// chosen is the index of the choice that holds now.
func (fd *field) chosen() int {
	value := fd.value
	if value == "" {
		value = fd.param.Default
	}
	return max(0, slices.IndexFunc(fd.choices(), func(c choice) bool { return c.value == value }))
}

// cycle moves the value of a chosen field by a step, around the ends. A value
// equal to the default is left unset, so that only what was changed is sent.
func (fd *field) cycle(step int) {
	value := strconv.FormatBool(!fd.on())
	if all := fd.choices(); fd.param.Kind != api.KindBool {
		value = all[(fd.chosen()+step+len(all))%len(all)].value
	}
	if value == fd.param.Default {
		value = ""
	}
	fd.value = value
	fd.refused = ""
}
