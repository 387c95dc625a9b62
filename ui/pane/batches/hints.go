package batches

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// Hints are the footer's entries.
func (p *Pane) Hints() []keymap.Hint {
	var x Row
	if p.rows.Len() > 0 {
		x = p.rows.Row(p.list.At())
	}
	var out []keymap.Hint
	for _, c := range []keymap.Command{keymap.Open, keymap.Again, keymap.Download, keymap.SaveResults, keymap.Watch, keymap.CopyID, keymap.TabJobs, keymap.Help} {
		for _, h := range p.keys.Hints([]keymap.Scope{keymap.Batches, keymap.Global}, c) {
			if c != keymap.Watch || tells(&h, x.Unended, x.Told) {
				out = append(out, h)
			}
		}
	}
	return out
}

// tells says what the key that tells does now, false where nothing is left to tell of.
func tells(h *keymap.Hint, unended, told bool) bool {
	if told {
		h.Text = action.DoNotTell
	}
	return unended
}

// Hints are the footer's entries.
func (p *Items) Hints() []keymap.Hint {
	var it Item
	if p.rows.Len() > 0 {
		it = p.rows[p.list.At()]
	}
	var out []keymap.Hint
	for _, c := range []keymap.Command{keymap.Open, keymap.Again, keymap.Download, keymap.States, keymap.SaveResults, keymap.Watch, keymap.CopyID, keymap.Back, keymap.Help} {
		for _, h := range p.keys.Hints([]keymap.Scope{keymap.Batches, keymap.Global}, c) {
			switch {
			case c == keymap.Watch && !tells(&h, it.Unended, it.Told):
				continue
			case c == keymap.Open:
				h.Text = "its job"
			case c == keymap.Again:
				h.Text = "try again"
			case c == keymap.Download:
				h.Text = "fetch"
			case c == keymap.States && p.only:
				h.Text = "all items"
			case c == keymap.States:
				h.Text = "what needs you"
			}
			out = append(out, h)
		}
	}
	return out
}
