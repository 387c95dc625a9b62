package form

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
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

// keyOf is the key of a command as it is shown, "" when it has none.
func (f *Form) keyOf(cmd keymap.Command) string {
	b, _ := f.keys.Find(cmd, keymap.Form)
	return b.Help().Key
}
