package form

import (
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// under draws what belongs under a field: what is wrong with it, or what is known
// of its file and what speaks against it; what would help; then the list of paths. Where
// there is nothing of that, it says what the field with the focus is for.
func (c *canvas) under(at columns, fd *field, focus bool) {
	before := len(c.lines)
	c.known(at, fd, focus)
	if focus && !c.f.sending && len(c.lines) == before {
		c.say(c.f.helpText(c.look))
	}
	if fd.several(&c.f.voices) {
		c.voices(at)
	}
}

func (c *canvas) known(at columns, fd *field, focus bool) {
	const most, mostOfWarning = 3, 4
	facts, known := fd.known()
	switch {
	case c.look.problems[fd.param.Name] != "":
		c.text(at, c.th.Fail, format.Safe(c.withName(fd, c.look.problems[fd.param.Name])), most, focus)
	default:
		if known && facts.Problem == "" {
			c.text(at, c.th.Faint, describe(facts, c.th.Glyphs.Times), most, focus)
		}
		for _, text := range c.look.Warnings[fd.param.Name] {
			c.signed(at, c.th.Warn, c.th.Glyphs.Stuck, c.withName(fd, text), mostOfWarning, focus)
		}
	}
	c.conversion(at, fd, focus)
	if focus && c.f.listOpen() {
		c.paths(at)
	}
}

// signed draws sentences behind a sign.
func (c *canvas) signed(at columns, s theme.Style, glyph, text string, most int, focus bool) {
	c.text(at, s, format.Drawn(glyph+" ")+format.Safe(text), most, focus)
}

// withName is a problem with the field's name before it where several fields
// share a row.
func (c *canvas) withName(fd *field, problem string) string {
	switch fd.section() {
	case sectionPart, sectionOption:
		return fd.param.Label + ": " + problem
	}
	return problem
}

// directFrom is the size in bytes from which a file is uploaded in three steps
// instead of one (api.md 3.2).
const directFrom = 32 << 20

// conversion draws the command that makes a file of another type one that can be
// sent; on a screen too narrow for all of it the key copies it whole.
func (c *canvas) conversion(at columns, fd *field, focus bool) {
	const most = 5
	command := fd.conversion()
	if command == "" {
		return
	}
	if key := c.f.keys.Key(keymap.CopyCommand, keymap.Form); focus && key != "" {
		c.add(c.row().To(at.box+1).Put(c.th.Accent, key).Put(c.th.Faint, " copies this:"), focus)
	}
	c.text(at, c.th.Text, format.Safe(command), most, focus)
}

// conversion is the command that would help, "" when there is none.
func (fd *field) conversion() string {
	facts, known := fd.known()
	if !known || facts.Problem == "" && facts.Warning == "" || fd.refused != "" {
		return ""
	}
	if format.OutsideLine(facts.Convert) != facts.Convert {
		return "" // what is copied would not be the command
	}
	return facts.Convert
}

// describe is what is known of a file, on one line. Of a MIME type its second
// half is enough: the field says whether it is video or audio. Times is the sign between
// width and height.
func describe(facts api.LocalFile, times string) format.Drawn {
	text := string(format.Safe(facts.Kind))
	if _, kind, mime := strings.Cut(text, "/"); mime {
		text = strings.TrimPrefix(kind, "x-")
	}
	parts := []string{text}
	if facts.Width > 0 && facts.Height > 0 {
		parts = append(parts, strconv.Itoa(facts.Width)+times+strconv.Itoa(facts.Height))
	}
	parts = append(parts, format.Length(facts.Length))
	if facts.Size > 0 {
		parts = append(parts, format.Size(facts.Size))
	}
	text = strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "  ")
	if facts.Size > directFrom {
		text += ", uploads in 3 steps"
	}
	return format.Drawn(text)
}
