package create

import (
	"strings"

	"lipdash/api/submission"
)

// A command makes a lipsync as the dashboard does, but nobody can be asked: what would be
// a question is said, and what spends more than was allowed is not done.

// Unasked says what is done all the same for whoever cannot be asked.
type Unasked struct {
	// OverLimit is true to spend more than the day's limit, NoJournal to create although
	// nothing is kept.
	OverLimit, NoJournal bool
}

// Answer is the answer to a question, and what there is to say: a notice with a yes, else why
// not. Same is what was made from the same inputs, in words; trouble why nothing is kept.
func (u Unasked) Answer(a Ask, money *Money, same, trouble string) (yes bool, say string) {
	switch a.Question {
	case MadeToday:
		say = same + " made from the same inputs today already: "
		if a.Of > 1 {
			return true, say + "each of these is another job, and billed as one."
		}
		return true, say + "this is another job, and billed as one."
	case OverLimit:
		what, says := money.OverLimit(a)
		say, yes = what+". "+strings.Join(says, " "), u.OverLimit
	case NoJournal:
		say = trouble + " If lipdash is killed before HeyGen answers, nobody can tell whether the job was made."
		yes = u.NoJournal
	}
	if !yes {
		say += " Nothing was made."
	}
	return yes, say
}

// Fate is what becomes of a submission that a command waits for.
type Fate int

// The fates. Parked waits for the user, who is not there, and has made nothing; Unsure may
// or may not have made a job.
const (
	GoesOn Fate = iota
	Made
	NotMade
	Parked
	Unsure
)

// FateOf is a submission's fate.
func FateOf(o *Outgoing) Fate {
	switch {
	case o.State == submission.Accepted:
		return Made
	case o.State == submission.Discarded && o.Doubt:
		return Unsure
	case o.State.Final():
		return NotMade
	case o.State == submission.Asking, o.Held && (o.Doubt || o.Sent()):
		return Unsure
	case o.Held:
		return Parked
	}
	return GoesOn
}

// Left says what is known of a submission whose command ends before it is a job, and what to
// do. Named tells that the command was given an idempotency key.
func (p *Pending) Left(o *Outgoing, named bool) string {
	var say string
	switch {
	case FateOf(o) == Unsure:
		say = "HeyGen's answer was lost, and it cannot be told whether the job was made. Open lipdash, which shows it and asks."
		if named {
			say += " The same key sends nothing until then."
		}
		return say
	case o.Doubt, o.Sent():
		say = "HeyGen has not answered: the job may be made already, and is looked for before anything is sent again."
	case o.State == submission.Uploading:
		say = "Its files are on their way; nothing was made yet."
	default:
		say = "It waits here; nothing was made yet."
	}
	if named {
		return say + " The same command with the same key continues with it, and so does any lipdash that is open."
	}
	return say + " The next lipdash continues with it: do not send it a second time."
}

// Progress is a submission on its way in a few words, for one line.
func (p *Pending) Progress(o *Outgoing) string {
	word, info := p.Phase(o, o.UpdatedAt)
	return p.Called(o) + ": " + strings.TrimSpace(word+" "+info)
}
