package detail

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Key scrolls and toggles the raw JSON; false means that a key is not the
// pane's. The pane has no actions of its own: what can be done with a job is the
// list's business.
func (p *Pane) Key(key string) (action.Action, bool) {
	if p.keys.Lookup(key, keymap.Jobs) == keymap.Raw {
		p.ToggleRaw()
		return nil, true
	}
	c := p.keys.Lookup(key, keymap.Move)
	if c == keymap.None {
		return nil, false
	}
	return nil, p.scroll(c)
}

// scroll answers a command that moves the text.
func (p *Pane) scroll(c keymap.Command) bool {
	if p.data.Row() != (action.RowID{}) {
		// How long the text is depends on neither colours nor the hour.
		head, body := p.compose(p.blank(theme.New(theme.Options{}), p.data.SeenAt))
		p.text = p.text.On(body, p.h-len(head))
	}
	return p.text.Move(c)
}

// Hints are the keys it has now, the most used first, of those that do something with the job.
func (p *Pane) Hints(fit action.Fit) []keymap.Hint {
	return fit.Hints(p.keys, []keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Move, keymap.Global}, keymap.Back, keymap.Download, keymap.CopyMenu, keymap.OpenLink,
		keymap.Again, keymap.Double, keymap.Promote, keymap.Rename, keymap.Delete, keymap.Raw, keymap.NextJob, keymap.PrevJob, keymap.Refresh, keymap.Help)
}
