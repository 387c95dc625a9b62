package browse

import (
	"strings"

	"lipdash/api/lazyregexp"
)

// NoReason groups the failures that HeyGen said nothing about.
const NoReason = "no reason given"

// What differs between two failures of one kind: addresses, quoted names, ids
// and numbers.
var (
	addresses = lazyregexp.New(`(?i)\b[a-z][a-z0-9+.-]*://\S+`)
	quoted    = lazyregexp.New("\"[^\"]*\"|`[^`]*`|\u201c[^\u201d]*\u201d|(^|[\\s(])'[^']*'")
	ids       = lazyregexp.New(`(?i)\b(?:[a-z]{2,6}_[a-z0-9]{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]*[0-9][0-9a-f]{6,}|[a-f][0-9a-f]*[0-9][0-9a-f]{5,})\b`)
	numbers   = lazyregexp.New(`\d+(?:[.,:]\d+)*`)
	blanks    = lazyregexp.New(`\s+`)
)

// Reason is what is common to failures of one kind: the message in lower case
// without the addresses, quoted names, ids and numbers in it.
func Reason(failure string) string {
	s := fold(failure)
	s = addresses.Get().ReplaceAllString(s, "<link>")
	s = quoted.Get().ReplaceAllString(s, "$1<name>")
	s = ids.Get().ReplaceAllString(s, "<id>")
	s = numbers.Get().ReplaceAllString(s, "<n>")
	s = strings.Trim(blanks.Get().ReplaceAllString(s, " "), " .!")
	if s == "" {
		return NoReason
	}
	return s
}
