package form

import (
	"maps"
	"strconv"

	"lipdash/ui/kit/textline"
)

// Edited takes texts that were edited elsewhere, with what is wrong with them by
// parameter. Where a text is longer than a field takes, the field keeps what it held.
func (f *Form) Edited(values, wrong map[string]string) {
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
}
