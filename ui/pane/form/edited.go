package form

import (
	"maps"
	"strconv"

	"lipdash/ui/kit/textline"
)

// Edited takes texts that were edited elsewhere, with what is wrong with them by
// parameter. Where a text is longer than a field takes, the field keeps what it held. With
// err nothing came back; why is that in words, "" without it.
func (f *Form) Edited(values, wrong map[string]string, err error) (why string) {
	if err != nil {
		return "the form is as it was: " + err.Error()
	}
	old, at := f.Typed(), f.Place()
	values, errs := maps.Clone(values), map[string]string{}
	maps.Copy(errs, wrong)
	for name, v := range values {
		if textline.TooLong(v) {
			values[name] = old[name]
			errs[name] = "over " + strconv.Itoa(textline.Longest) + " characters, left as it was"
		}
	}
	f.Return(values, at)
	if len(errs) > 0 {
		f.Refused(errs, "")
	}
	return ""
}
