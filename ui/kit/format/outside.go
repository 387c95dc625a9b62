package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/norm"
	"lipdash/api/lazyregexp"
)

// What leaves the program (the clipboard, the plain-text screen) is not cut and
// its characters are not reduced as for drawing; it only loses what a terminal
// or a shell would obey instead of show.

// Outside makes foreign text fit to leave: no escape sequences, no control
// characters but newlines, no bidi overrides and no invisible fillers. Tabs
// become spaces, because a shell completes at one.
func Outside(s string) string {
	s = strings.ToValidUTF8(stripSequences(strings.ReplaceAll(s, "\r\n", "\n")), "\uFFFD")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), invisible(r):
			return -1
		}
		return r
	}, s)
}

// OutsideLine is Outside for what must stay on one line.
func OutsideLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(Outside(s), "\n", " "))
}

// Shorten is CutWith for text that is kept or sent: it takes at most w cells where it
// is drawn, and its clusters are as they were.
func Shorten(s string, w int, ellipsis string) string {
	if Width(Safe(s)) <= w {
		return s
	}
	room, end := w-Width(ellipsis), 0
	for g := graphemes.FromString(s); g.Next(); end = g.End() {
		if room -= Width(clean(g.Value(), false)); room < 0 {
			break
		}
	}
	return s[:end] + ellipsis
}

// Fold is a text as it is looked for: on one line, in lower case, and composed, since
// a letter and its mark are the same whether they came as one character or as two.
func Fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(OutsideLine(s)))), " ")
}

// OutsideJSON is JSON for people and programs, two spaces an indent: what
// Outside would take away is escaped, so that it still means the same.
func OutsideJSON(raw json.RawMessage) string {
	var b bytes.Buffer
	if json.Indent(&b, bytes.TrimSpace(raw), "", "  ") != nil {
		return Outside(string(raw))
	}
	return EscapeJSON(b.String())
}

// EscapeJSON is a JSON text whose unsafe characters are written as \u escapes.
// It changes nothing in what the text means.
func EscapeJSON(text string) string {
	if utf8.ValidString(text) && !strings.ContainsFunc(text, unsafeInJSON) {
		return text
	}
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(text, "\uFFFD") {
		switch {
		case !unsafeInJSON(r):
			b.WriteRune(r)
		case r == '\t', r == '\r':
			b.WriteByte(' ') // between tokens; within a string JSON allows neither
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, `\u%04x\u%04x`, high, low)
		default:
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}

func unsafeInJSON(r rune) bool {
	switch {
	case r >= ' ' && r < 0x7f, r == '\n':
		return false
	}
	return unicode.IsControl(r) || invisible(r) || r == '\u2028' || r == '\u2029'
}

// bare needs no quotes in any POSIX shell.
var bare = lazyregexp.New(`^[A-Za-z0-9_@%+:,./-]+$`)

// drive begins a path of Windows.
var drive = lazyregexp.New(`^([A-Za-z]:)?\\`)

// QuotePath is a path as one word for the shell of the system it is of.
func QuotePath(path string) string {
	switch {
	case !drive.Get().MatchString(path):
		return ShellQuote(path)
	case strings.ContainsAny(path, " &()^;,='"):
		return `"` + path + `"`
	}
	return path
}

// ShellQuote is s as one word for a POSIX shell.
func ShellQuote(s string) string {
	if bare.Get().MatchString(s) {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
