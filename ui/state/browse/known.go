package browse

import (
	"strings"

	"lipdash/api/lazyregexp"
	"lipdash/ui/kit/format"
)

// known is a failure that HeyGen is known to tell of. It is one when each of its words is in
// the message; words behind a bar are other ways to say the same.
type known struct {
	words []string
	brief string
}

// failures are those that are known, the more exact before the less. {input} is what the
// message is about, {answer} what became of its link.
var failures = []known{
	{[]string{"face", "too small|tiny"}, "face too small"},
	{[]string{"face", "multiple|several|more than one|too many"}, "more than one face"},
	{[]string{"face", "no |not |cannot|could not|without|unable"}, "no face found"},
	{[]string{"face", "covered|occluded|hidden|turned|profile|angle"}, "face not in full view"},
	{[]string{"credit|balance|funds|wallet", "insufficient|not enough|out of|exhausted"}, "no credit left"},
	{[]string{"trial"}, "trial is used up"},
	{[]string{"policy|moderation|nsfw|inappropriate|prohibited|violat"}, "content refused"},
	{[]string{"download|fetch|access|reach|retrieve", "could not|cannot|can't|failed|unable|error|denied|forbidden|not "}, "{input} link {answer}"},
	{[]string{"no speech|no voice|no audible|does not contain speech|no spoken"}, "no speech in {input}"},
	{[]string{"silent|silence|no sound|no audio track|no audio stream"}, "{input} is silent"},
	{[]string{"too long|longer than|exceeds the max|exceeds max|maximum duration|maximum length|duration limit|exceeds the limit"}, "{input} too long"},
	{[]string{"too short|shorter than|minimum duration|minimum length"}, "{input} too short"},
	{[]string{"too large|larger than|file size"}, "{input} too large"},
	{[]string{"resolution|dimensions", "too|limit|exceed|support|below|above|must"}, "resolution not taken"},
	{[]string{"language", "support|unknown|detect"}, "language not supported"},
	{[]string{"codec|format|container|corrupt|decode|unreadable|not a valid|invalid file", "support|corrupt|decode|unreadable|invalid|valid|unknown|read"}, "{input} not readable"},
	{[]string{"upgrade|subscription|your plan|this plan"}, "plan lacks this"},
	{[]string{"timed out|timeout|took too long"}, "timed out at HeyGen"},
	{[]string{"rendering|render", "fail|error"}, "rendering failed"},
	{[]string{"internal|unexpected|something went wrong|server error|unknown error"}, "a fault at HeyGen"},
}

// hostAnswer is the status with which a host refused to give a file.
var hostAnswer = lazyregexp.New(`\b[45]\d\d\b`)

// Brief is a failure in the few cells of a row: the words for one that is known, else
// all of it.
func Brief(failure string) string {
	message := format.Fold(failure)
	for _, k := range failures {
		if k.is(message) {
			return k.said(message)
		}
	}
	return Whole(failure)
}

// Whole is all of a failure's message as a cell says it: without its article and its full
// stop, in lower case.
func Whole(failure string) string {
	s := strings.TrimSuffix(format.Line(failure), ".")
	for _, article := range []string{"The ", "the ", "A ", "An "} {
		s = strings.TrimPrefix(s, article)
	}
	word, _, _ := strings.Cut(s, " ")
	if len(word) > 1 && word[0] >= 'A' && word[0] <= 'Z' && strings.ToLower(word[1:]) == word[1:] { // HeyGen is a name
		s = string(s[0]+'a'-'A') + s[1:]
	}
	return s
}

func (k known) is(message string) bool {
	for _, ways := range k.words {
		met := false
		for way := range strings.SplitSeq(ways, "|") {
			met = met || strings.Contains(message, way)
		}
		if !met {
			return false
		}
	}
	return true
}

func (k known) said(message string) string {
	input, answer := "input", "fails"
	video, audio := strings.Index(message, "video"), strings.Index(message, "audio")
	switch {
	case audio >= 0 && (video < 0 || audio < video):
		input = "audio"
	case video >= 0:
		input = "video"
	}
	if c := hostAnswer.Get().FindString(message); c != "" {
		answer = "gave " + c
	}
	return strings.NewReplacer("{input}", input, "{answer}", answer).Replace(k.brief)
}
