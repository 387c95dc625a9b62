package form

import (
	"lipdash/api"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// listRows is how many paths are on screen at a time.
const listRows = 5

// paths draws the list of paths under the field, around the chosen one, and the keys that
// take it.
func (c *canvas) paths(at columns) {
	all := c.f.list.found
	rows := min(listRows, len(all))
	top := cells.Window(len(all), rows, c.f.list.at, c.f.list.at)
	for i := top; i < top+rows; i++ {
		c.add(c.row().To(at.box).Raw(c.path(at, all[i], i == c.f.list.at), at.boxW), true)
	}
	r := c.row().To(at.box + 1)
	put := func(cmd keymap.Command, text string) {
		if key := c.f.keys.Key(cmd, keymap.Form); key != "" && r.Left() > len(key)+len(text)+1 {
			r.Put(c.th.Accent, key).Put(c.th.Faint, text)
		}
	}
	put(keymap.NextField, " takes it  ")
	if len(all) > 1 {
		put(keymap.PathDown, " ")
		put(keymap.PathUp, " move  ")
	}
	if more := len(all) - rows; more > 0 && r.Left() > len("9,999 more") {
		r.Put(c.th.Faint, format.Count(more, "more", "more"))
	}
	c.add(r, true)
}

// path is one of them, with its size and its length where there is room.
func (c *canvas) path(at columns, file api.LocalFile, chosen bool) string {
	const sizeW, lengthW, sizedFrom, timedFrom = 10, 8, 30, 38
	on, style, bar := c.th.OnField, c.th.Muted, " "
	if chosen {
		on, style, bar = c.th.OnSel, c.th.Text.Bold(true), c.th.Glyphs.Bar
	}
	size, length := "", ""
	if file.Size > 0 && at.boxW >= sizedFrom {
		size = format.Size(file.Size)
	}
	if file.Length > 0 && at.boxW >= timedFrom {
		length = format.Length(file.Length)
	}
	room := at.boxW - 2
	if size != "" {
		room -= sizeW
	}
	if at.boxW >= timedFrom && !file.Folder {
		room -= lengthW
	}
	r := cells.On(on(c.th.Text), at.boxW).Put(on(c.th.Accent), bar)
	r.Draw(on(style), format.TailWith(format.Safe(file.Path), room, c.th.Glyphs.Ellipsis)).To(1 + room)
	if size != "" {
		r.Put(on(c.th.Faint), format.FitRight(size, sizeW))
	}
	if length != "" {
		r.Put(on(c.th.Faint), format.FitRight(length, lengthW))
	}
	return r.String()
}
