package sheet

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
)

// paths are what was typed may become.
type paths struct {
	prefix string
	all    []string
}

// Completed takes the paths that a prefix may become.
func (p *Pane) Completed(prefix string, all []string) {
	if line := p.line(); line != nil && line.Text() == prefix {
		p.paths = paths{prefix: prefix, all: all}
		if common := shared(all); len(common) > len(prefix) {
			p.set(common)
		}
	}
}

// shared is what all texts begin with.
func shared(all []string) string {
	if len(all) == 0 {
		return ""
	}
	out := all[0]
	for _, text := range all[1:] {
		for !strings.HasPrefix(text, out) {
			out = out[:len(out)-1]
		}
	}
	return strings.ToValidUTF8(out, "")
}

// Key answers a key; handled is false for keys that are not the screen's.
func (p *Pane) Key(k tea.KeyPressMsg) (act action.Action, handled bool) {
	if p.Typing() {
		return p.typed(k)
	}
	c := p.keys.Lookup(k.String(), keymap.OnSheet, keymap.Move)
	if act := ofSheet(c); act != nil {
		return act, true
	}
	if c == keymap.None || p.rows.Len() == 0 {
		return nil, c != keymap.None
	}
	switch c {
	case keymap.Mark:
		line := p.list.Cursor()
		p.list.Step(1, p.rows)
		return action.ToggleRow{Line: line}, true
	case keymap.Open:
		return p.mend(), true
	case keymap.SeekNext:
		p.seek(1)
	case keymap.SeekPrev:
		p.seek(-1)
	default:
		p.list.Move(c, p.rows)
	}
	return nil, true
}

// ofSheet is what a command does that is about the sheet and needs no row, nil for others.
func ofSheet(c keymap.Command) action.Action {
	switch c {
	case keymap.Sheet:
		return action.AskSheet{}
	case keymap.Rename:
		return action.EditSheet{}
	case keymap.Refresh:
		return action.ReadSheet{}
	case keymap.Submit:
		return action.AskSend{}
	}
	return nil
}

// mend begins to edit the cell at fault; where none is, the sheet is what has to be edited.
func (p *Pane) mend() action.Action {
	r := p.rows.Row(p.list.At())
	if r.Fault == "" {
		return action.EditSheet{}
	}
	p.rows.editing, p.fault, p.cell, p.paths = r.Line, r.Fault, textline.New(r.Text), paths{}
	p.list.Fit(p.rows)
	return nil
}

// seek goes to the next row that something keeps from being sent, around the ends.
func (p *Pane) seek(step int) {
	n := p.rows.Len()
	for i := 1; i <= n; i++ {
		if at := ((p.list.At()+i*step)%n + n) % n; p.rows.Bad(at) {
			p.list.Put(at, p.rows)
			return
		}
	}
}

// typed is a key while text is typed.
func (p *Pane) typed(k tea.KeyPressMsg) (act action.Action, handled bool) {
	line := p.line()
	switch p.keys.Lookup(k.String(), keymap.Path) {
	case keymap.Accept:
		return p.accept(), true
	case keymap.Leave:
		return p.leave()
	case keymap.PathDown:
		return p.complete(), true
	}
	was := line.Text()
	handled = line.Key(k)
	if line.Text() != was {
		p.paths, p.problem = paths{}, ""
	}
	return nil, handled
}

func (p *Pane) accept() action.Action {
	if p.asking {
		if path := strings.TrimSpace(p.path.Text()); path != "" {
			return action.OpenSheet{Path: path}
		}
		return nil
	}
	act := action.FixCell{Line: p.rows.editing, Param: p.fault, Text: strings.TrimSpace(p.cell.Text())}
	p.stop()
	return act
}

// leave leaves the line as it was; without a sheet that is leaving the screen.
func (p *Pane) leave() (action.Action, bool) {
	if p.rows.editing != 0 {
		p.stop()
		return nil, true
	}
	if p.rows.Len() == 0 {
		return action.Back{}, true
	}
	p.asking = false
	return nil, true
}

func (p *Pane) stop() {
	p.rows.editing, p.fault, p.cell, p.paths = 0, "", textline.Line{}, paths{}
	p.list.Fit(p.rows)
}

// complete asks what the text may become.
func (p *Pane) complete() action.Action {
	prefix := p.line().Text()
	if p.asking {
		return action.CompleteSheet{Prefix: prefix}
	}
	if p.fault == "video" || p.fault == "audio" {
		return action.CompleteCell{Prefix: prefix}
	}
	return nil
}

// Hints are the keys it has now, the most used first.
func (p *Pane) Hints() []keymap.Hint {
	scopes := []keymap.Scope{keymap.OnSheet, keymap.Global}
	switch {
	case p.asking:
		return append([]keymap.Hint{{Key: p.keys.Of(keymap.Accept, keymap.Path), Text: "read it"}}, p.keys.Hints([]keymap.Scope{keymap.Path}, keymap.PathDown, keymap.Leave)...)
	case p.rows.editing != 0:
		return p.keys.Hints([]keymap.Scope{keymap.Path}, keymap.Accept, keymap.PathDown, keymap.Leave)
	}
	return p.keys.Hints(scopes, keymap.Submit, keymap.Open, keymap.SeekNext, keymap.Mark, keymap.Rename, keymap.Sheet, keymap.Back, keymap.Refresh, keymap.Help)
}
