package form

import (
	"lipdash/ui/kit/action"
)

// copyCommand copies the command that would make a file fit: of the field with
// the focus, else of the first that has one.
func (f *Form) copyCommand() action.Action {
	if fd := f.at(); fd != nil && fd.conversion() != "" {
		return copying(fd)
	}
	for i := range f.fields {
		if f.fields[i].conversion() != "" {
			return copying(&f.fields[i])
		}
	}
	return nil
}

func copying(fd *field) action.Action {
	return action.Copy{What: "ffmpeg command", Text: fd.conversion()}
}
