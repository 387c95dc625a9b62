package statusbar

import (
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// where is the second line: which screen this is, and what there is on it.
func (h Header) where(th theme.Theme, w int) string {
	rights := h.rights(th)
	if len(h.Tabs) == 0 {
		title := []piece{{string(format.Safe(h.Title)), th.Text.Bold(true)}}
		right, _ := fittest(rights, w-3-min(width(title), w/2))
		return spread(th, w, title, right)
	}
	// Tabs are places: what is beside them is said shorter before one of them
	// goes, and only where its shortest form has no room are they narrowed.
	for _, left := range [][]piece{h.drawTabs(th, h.Tabs, wide), h.drawTabs(th, h.Tabs, tight)} {
		if right, ok := fittest(rights, w-3-width(left)); ok {
			return spread(th, w, left, right)
		}
	}
	left := h.drawTabs(th, h.shownTab(), wide)
	right, _ := fittest(rights, w-3-width(left))
	return spread(th, w, left, right)
}

// fittest is the longest of the forms that has room, else the shortest.
func fittest(forms [][]piece, room int) (form []piece, fits bool) {
	for _, f := range forms {
		if width(f) <= room {
			return f, true
		}
	}
	return forms[len(forms)-1], false
}

// rights are the right's forms, the longest first.
func (h Header) rights(th theme.Theme) [][]piece {
	switch {
	case h.AsideState != nil:
		s := *h.AsideState
		return [][]piece{{{s.Glyph + " " + s.Word, s.Style}}}
	case h.Aside != "":
		return h.asides(th)
	case len(h.Tallies) == 0 && len(h.Here) == 0 && h.Paused == "":
		return [][]piece{nil}
	}
	some := h.some()
	return [][]piece{
		h.words(th, h.Tallies, h.Here, h.Of), h.words(th, some, h.Here, h.Of), h.words(th, some, h.Here, h.short()),
		h.words(th, some, h.together("waiting"), h.short()),
		h.glyphs(th, some, "  ", h.short()), h.glyphs(th, open(some), " ", ""),
	}
}

// asides are the aside whole, then without its end, then without more of it, then none.
func (h Header) asides(th theme.Theme) [][]piece {
	parts := strings.Split(h.Aside, gap)
	for i, p := range parts {
		parts[i] = string(format.Safe(p))
	}
	var paused []piece
	if h.Paused != "" {
		paused = []piece{{h.Paused + gap, th.Warn.Bold(true)}}
	}
	var out [][]piece
	for n := len(parts); n > 0; n-- {
		out = append(out, append(slices.Clone(paused), piece{strings.Join(parts[:n], gap), th.Faint}))
	}
	return append(out, paused)
}

// gap parts the tabs, and what an aside is made of.
const gap = "   "

// some are the tallies that count something.
func (h Header) some() []Tally {
	return slices.DeleteFunc(slices.Clone(h.Tallies), func(t Tally) bool { return t.N == 0 })
}

// open are the tallies without the one that asks for nobody.
func open(tallies []Tally) []Tally {
	return slices.DeleteFunc(slices.Clone(tallies), func(t Tally) bool { return t.Status == api.StatusCompleted })
}

// short stands for Of where that has no room: there are more than these.
func (h Header) short() string {
	if h.Of == "" {
		return ""
	}
	return "+"
}

// words are the tallies in words, glyphs the same in signs.
func (h Header) words(th theme.Theme, tallies []Tally, all []Here, of string) []piece {
	var held [][]piece
	for _, here := range all {
		held = append(held, []piece{{strconv.Itoa(here.N), th.Text.Bold(true)}, {" " + here.Word, th.Muted}})
	}
	return h.tallied(th, tallies, held, "  ", of, func(n int, s theme.State) []piece {
		return []piece{{strconv.Itoa(n), s.Style.Bold(n > 0)}, {" " + s.Word, th.Muted}}
	})
}

func (h Header) glyphs(th theme.Theme, tallies []Tally, between, of string) []piece {
	return h.tallied(th, tallies, h.hereInGlyphs(th), between, of, func(n int, s theme.State) []piece {
		return []piece{{s.Glyph + strconv.Itoa(n), s.Style}}
	})
}

// hereInGlyphs is what waits here in its one sign.
func (h Header) hereInGlyphs(th theme.Theme) (out [][]piece) {
	for _, here := range h.together("") {
		out = append(out, []piece{{th.Glyphs.Held + strconv.Itoa(here.N), th.Text}})
	}
	return out
}

// together is all that waits here in one number, under a word where it is of several states.
func (h Header) together(word string) []Here {
	if len(h.Here) < 2 {
		return h.Here
	}
	n := 0
	for _, here := range h.Here {
		n += here.N
	}
	return []Here{{n, word}}
}

// tallied are the tallies with what is held here behind what HeyGen has still to do.
func (h Header) tallied(th theme.Theme, tallies []Tally, held [][]piece, between, of string, one func(n int, s theme.State) []piece) []piece {
	var parts [][]piece
	if h.Paused != "" {
		parts = append(parts, []piece{{h.Paused, th.Warn.Bold(true)}})
	}
	told := false
	for _, t := range tallies {
		if !told && !t.Status.Active() {
			parts, told = append(parts, held...), true
		}
		parts = append(parts, one(t.N, th.Status(t.Status)))
	}
	if !told {
		parts = append(parts, held...)
	}
	var out []piece
	for i, p := range parts {
		if i > 0 {
			out = append(out, piece{between, th.Faint})
		}
		out = append(out, p...)
	}
	if of == "" || len(out) == 0 {
		return out
	}
	if format.Width(of) > 1 {
		of = " " + of
	}
	return append(out, piece{" " + of, th.Faint})
}
