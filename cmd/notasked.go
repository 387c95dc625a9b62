package cmd

import (
	"strings"

	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// sameNamed is how many jobs are named that were made from the same inputs.
const sameNamed = 2

// same is what was made already, as the subject of a sentence.
func same(s create.Same) string {
	var who []string
	for _, id := range s.Jobs[:min(len(s.Jobs), sameNamed)] {
		who = append(who, string(id))
	}
	if n := len(s.Jobs) - len(who); n > 0 {
		who = append(who, format.Count(n, "other job", "other jobs"))
	}
	if n := len(s.Pending); n > 0 {
		who = append(who, format.Count(n, "lipsync on its way", "lipsyncs on their way"))
	}
	return strings.Join(who, ", ") + format.Plural(s.N(), " was", " were")
}

// notAsked is a question that would have needed a yes.
type notAsked struct {
	question create.Question
	say      string
}

func (n notAsked) Error() string { return n.say }

// Failure names the flag that is a yes.
func (n notAsked) Failure() output.Failure {
	f := output.Failure{Code: "over_limit", Message: n.say, Hint: "Create all the same with --over-limit, or raise daily_limit."}
	if n.question == create.NoJournal {
		f.Code, f.Hint = "no_journal", "Create all the same with --no-journal."
	}
	return f
}
