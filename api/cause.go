package api

import (
	"strings"

	"lipdash/api/lazyregexp"
)

// Cause is what a failure comes from, as far as its message tells (api.md 2, 5.2 and 9).
type Cause int

// The causes. Only what is surely passing is worth the same thing again.
const (
	// CauseUnknown: the message says nothing that is known.
	CauseUnknown Cause = iota
	// CausePassing: the server was busy or at fault, or the host of a source did not answer.
	CausePassing
	// CauseInput: what was given is to blame, and would fail again.
	CauseInput
)

// causes are the words by which a failure is known, with what to do about it. Those of the
// input come first: "could not download: 404" is one of the link, however it begins.
var causes = []struct {
	cause Cause
	words *lazyregexp.Regexp
	next  string
}{
	{
		CauseInput, lazyregexp.New(`(?i)\b(40[0134]|410|forbidden|unauthori[sz]ed|access denied|not found|no such|expired|login|sign in|private|not public|not shared|html|web ?page|invalid url|certificate)\b`),
		"the link must lead to the file itself: public, not expired, no page and no login",
	},
	{
		CauseInput, lazyregexp.New(`(?i)\b(faces?|lips?|mouth|speech|voice|silent|silence|no audio|no video|audio track|codec|format|unsupported|corrupt|damaged|too (long|short|large|small|big)|dimensions?|resolution|duration|length|language|policy|moderation|nsfw|copyright|invalid|credits?|quota|balance)\b`),
		"the inputs are to be changed before it is made again",
	},
	{
		CausePassing, lazyregexp.New(`(?i)\b(429|rate.?limit\w*|too many requests|concurren\w+|overload\w*|busy|capacity|unavailable|try again|retry|temporar\w+|50[0234]|bad gateway|gateway time-?out|internal (server )?error|server error|rendering failed)\b`),
		"HeyGen was busy or at fault: it may work later",
	},
	{
		CausePassing, lazyregexp.New(`(?i)(time[d -]*out|connection (was )?(reset|refused|closed)|(could not|cannot|can't|failed to|unable to) (be )?(reach|connect)|unreachable|no route|dns|name resolution|network error|did not answer)`),
		"the host of a source did not answer: it may work later",
	},
}

// CauseOf is what a job's failure message, or a refusal's, says it comes from, and what to do
// in a few words, "" where that is not known.
func CauseOf(message string) (c Cause, next string) {
	for _, k := range causes {
		if k.words.Get().MatchString(strings.Join(strings.Fields(message), " ")) {
			return k.cause, k.next
		}
	}
	return CauseUnknown, ""
}
