package form

// Place is where somebody was in the form: the parameter with the caret and the
// caret's place in runes, so that a draft can be gone on with.
type Place struct {
	Param string
	Caret int
}

// Typed are the texts that were typed or chosen, without what the form adds by
// itself.
func (f *Form) Typed() map[string]string {
	values := map[string]string{}
	for i := range f.fields {
		if v := f.fields[i].text(); v != "" {
			values[f.fields[i].param.Name] = v
		}
	}
	return values
}

// Place says where the focus is.
func (f *Form) Place() Place {
	fd := f.at()
	if f.focus.kind == stopVoices {
		return Place{Param: audioParam}
	}
	if fd == nil {
		return Place{}
	}
	return Place{Param: fd.param.Name, Caret: fd.line.At()}
}

// Return puts texts and focus back as they were.
func (f *Form) Return(values map[string]string, at Place) {
	f.SetValues(values)
	i := f.index(at.Param)
	if i < 0 {
		return
	}
	f.goTo(i)
	f.fields[i].line.MoveTo(at.Caret)
}
