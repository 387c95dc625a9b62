package menu

import (
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// View draws the menu as a block at most maxW cells wide, its items around the cursor.
func (m *Menu) View(th theme.Theme, maxW int) string {
	keys, texts := m.widths()
	w := max(0, min(maxW, max(format.Width(format.Safe(m.title)), keys+texts)+cells.PanelMargin+1))
	const gap = ""
	lines := []string{gap, cells.PanelLine(th, th.Text.Bold(true), string(format.Safe(m.title)), w), gap}
	for i := m.top(); i < m.top()+m.shown(); i++ {
		lines = append(lines, m.row(th, w, keys, i))
	}
	if more := m.more(); more != "" {
		lines = append(lines, cells.PanelLine(th, th.Faint, more, w))
	}
	return cells.PanelBlock(th, append(lines, gap), w, m.Height)
}

// row is an item: the bar and the ground of the cursor, its key, and what it is.
func (m *Menu) row(th theme.Theme, w, keys, i int) string {
	it := m.items[i]
	here, on, style := i == m.at, th.OnField, th.Text
	r := cells.Panel(th, th.Accent, w)
	if here {
		on = th.OnSel
		r = cells.On(on(th.Text), w).Put(on(th.Accent), th.Glyphs.Bar).To(min(cells.PanelMargin, w))
	}
	text, key := it.words(), th.Accent
	if m.gone[it.ID] {
		text += discarded
	}
	if m.gone[it.ID] || it.Why != "" {
		style = th.Faint
	} else {
		style = style.Bold(here)
	}
	if it.Why != "" {
		key = th.Faint
	}
	r.Put(on(key), it.Key).To(min(cells.PanelMargin+keys, w))
	return r.DrawCut(on(style), text, r.Left()-1, th.Glyphs.Ellipsis).String()
}

// discarded stands behind what is thrown away.
const discarded = ", discarded"

// widths are those of the column of keys with the gap behind it, and of the texts.
func (m *Menu) widths() (keys, texts int) {
	for _, it := range m.items {
		w := format.Width(it.words())
		if it.ID != "" {
			w += len(discarded)
		}
		keys, texts = max(keys, format.Width(it.Key)), max(texts, w)
	}
	return keys + 2, texts
}

func (it Item) words() format.Drawn {
	if it.Why != "" {
		return format.Safe(it.Text + ", " + it.Why)
	}
	return format.Safe(it.Text)
}
