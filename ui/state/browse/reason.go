package browse

import (
	"regexp"
	"strings"
)

// NoReason groups the failures that HeyGen said nothing about.
const NoReason = "no reason given"

// What differs between two failures of one kind: addresses, quoted names, ids
// and numbers.
var (
	addresses = regexp.MustCompile(`(?i)\b[a-z][a-z0-9+.-]*://\S+`)
	quoted    = regexp.MustCompile("\"[^\"]*\"|`[^`]*`|\u201c[^\u201d]*\u201d|(^|[\\s(])'[^']*'")
	ids       = regexp.MustCompile(`(?i)\b(?:[a-z]{2,6}_[a-z0-9]{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]*[0-9][0-9a-f]{6,}|[a-f][0-9a-f]*[0-9][0-9a-f]{5,})\b`)
	numbers   = regexp.MustCompile(`\d+(?:[.,:]\d+)*`)
	blanks    = regexp.MustCompile(`\s+`)
)

// Reason is what is common to failures of one kind: the message in lower case
// without the addresses, quoted names, ids and numbers in it.
func Reason(failure string) string {
	s := fold(failure)
	s = addresses.ReplaceAllString(s, "<link>")
	s = quoted.ReplaceAllString(s, "$1<name>")
	s = ids.ReplaceAllString(s, "<id>")
	s = numbers.ReplaceAllString(s, "<n>")
	s = strings.Trim(blanks.ReplaceAllString(s, " "), " .!")
	if s == "" {
		return NoReason
	}
	return s
}
