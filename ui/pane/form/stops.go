package form

import "slices"

// stop is something that can have the focus. The zero stop is the first field.
type stop struct {
	kind stopKind
	// i is the index of the field or of the button.
	i int
}

type stopKind int

const (
	stopField stopKind = iota
	// stopVoices is the list of the voices.
	stopVoices
	// stopMore is the fold over the rare fields.
	stopMore
	stopButton
)

// The buttons, the default first and the one that empties the form last.
const (
	buttonCreate = iota
	buttonKeep
	buttonDiscard
)

var buttonLabels = []string{"Create", "Keep draft", "Discard"}

// stops are all stops in the order of tab.
func (f *Form) stops() []stop {
	var out []stop
	folded := false
	for i := range f.fields {
		if f.fields[i].param.Rare {
			if !folded {
				folded = true
				out = append(out, stop{stopMore, 0})
			}
			if !f.unfolded {
				break
			}
		}
		out = append(out, stop{stopField, i})
		if items, _ := f.listed(); len(items) > 0 && f.fields[i].param.Name == audioParam {
			out = append(out, stop{stopVoices, 0})
		}
	}
	for i := range buttonLabels {
		out = append(out, stop{stopButton, i})
	}
	return out
}

// move goes step stops on, around the ends.
func (f *Form) move(step int) {
	all := f.stops()
	at := max(0, slices.Index(all, f.focus))
	f.focus = all[(at+step+len(all))%len(all)]
	f.offer()
}

// goTo puts the focus on a field, unfolding it if need be.
func (f *Form) goTo(i int) {
	if f.fields[i].param.Rare {
		f.unfolded = true
	}
	f.focus = stop{stopField, i}
}

// at is the field with the focus, nil when a button or the fold has it.
func (f *Form) at() *field {
	if f.focus.kind != stopField {
		return nil
	}
	return &f.fields[f.focus.i]
}

// Typing tells whether keys are text.
func (f *Form) Typing() bool { return f.typing() != nil }

// typing is the field with the focus if text goes into it, or nil.
func (f *Form) typing() *field {
	if fd := f.at(); fd != nil && fd.typed() {
		return fd
	}
	return nil
}
