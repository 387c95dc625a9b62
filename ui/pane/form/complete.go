package form

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// completions is the list of paths under a source field.
type completions struct {
	// field and prefix are what the list was made for; it is open only while
	// both hold.
	field  int
	prefix string
	found  []api.LocalFile
	at     int
	// moved is true once the list was moved in: enter then takes from it.
	moved bool
	// coming is true until the list is there, which is read from disk; wanted until it is
	// asked for where no key does. tab is true while the key waits for it.
	coming, wanted, tab bool
}

// complete has the paths read that start like the text of the field with the focus.
func (f *Form) complete(fd *field) action.Action {
	f.list = completions{field: f.focus.i, prefix: fd.line.Text(), coming: true}
	return action.CompletePath{Param: fd.param.Name, Prefix: f.list.prefix}
}

// offer has them read again for a field that gets the focus with what is no whole path.
func (f *Form) offer() {
	fd := f.at()
	if fd == nil || f.sending || f.listOpen() || f.pathOf(fd) == "" {
		return
	}
	if facts, known := fd.known(); !known || facts.Problem != "" {
		f.complete(fd)
		f.list.wanted = true
	}
}

// awaited tells whether the list of the text in the field with the focus is on its way.
func (f *Form) awaited() bool {
	fd := f.at()
	return fd != nil && f.list.coming && f.list.field == f.focus.i && f.list.prefix == fd.line.Text()
}

// leave is for a tab that waits when something else comes first: it goes on after all.
func (f *Form) leave() {
	if f.list.tab {
		f.list.tab = false
		f.move(1)
	}
}

// listOpen tells whether the list is on screen. A list that only repeats what
// was typed is not.
func (f *Form) listOpen() bool {
	fd := f.at()
	if fd == nil || f.sending || f.focus.i != f.list.field || len(f.list.found) == 0 {
		return false
	}
	text := fd.line.Text()
	return text == f.list.prefix && (len(f.list.found) > 1 || f.list.found[0].Path != text)
}

// listKey gives a key to the list of the field with the focus. Its keys are
// the readline and the shell's, as everywhere text is completed.
func (f *Form) listKey(k tea.KeyPressMsg) (action.Action, bool) {
	fd := f.at()
	if fd == nil || fd.param.Kind != api.KindSource {
		return nil, false
	}
	open := f.listOpen()
	switch cmd := f.keys.Lookup(k.Keystroke(), keymap.Form); {
	case cmd == keymap.PathDown, cmd == keymap.PathUp:
		if !open {
			return f.complete(fd), true
		}
		f.list.step(map[keymap.Command]int{keymap.PathDown: 1, keymap.PathUp: -1}[cmd])
		return nil, true
	case cmd == keymap.NextField && k.Code != tea.KeyDown:
		if open && f.list.found[f.list.at].Path != fd.line.Text() {
			return f.take(fd), true
		}
		if f.awaited() && k.Code == tea.KeyTab {
			f.list.tab = true
			return nil, true
		}
	case cmd == keymap.Press:
		if open && f.list.moved {
			return f.take(fd), true
		}
	}
	return nil, false
}

func (c *completions) step(n int) {
	c.at = (c.at + n + len(c.found)) % len(c.found)
	c.moved = true
}

// take puts the chosen path into the field. A folder is completed on; a file is
// looked at.
func (f *Form) take(fd *field) action.Action {
	path := f.list.found[f.list.at].Path
	fd.set(path)
	act := f.changed(fd)
	if !endsFolder(path) {
		f.list = completions{}
		return nil
	}
	return act
}

func endsFolder(path string) bool {
	return path != "" && (path[len(path)-1] == '/' || path[len(path)-1] == '\\')
}
