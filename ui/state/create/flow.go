package create

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
)

// Question is what is asked before an intent is handed over. Each is asked once at most.
type Question int

// The questions, in the order in which they are asked. NoJournal is asked once a run.
const (
	MadeToday Question = iota
	OverLimit
	NoJournal
	questions
)

// Same is what was made from the same inputs already, or is on its way to be.
type Same struct {
	Jobs    []api.JobID
	Pending []submission.ID
	// Of are the places of what was made already among what is to be made.
	Of []int
}

// Rows are their rows.
func (s Same) Rows() []action.RowID {
	rows := action.JobRows(s.Jobs...)
	for _, id := range s.Pending {
		rows = append(rows, action.SubmissionRow(id))
	}
	return rows
}

// N is how many there are.
func (s Same) N() int { return len(s.Jobs) + len(s.Pending) }

// stage is where an intent stands.
type stage int

const (
	idle stage = iota
	looking
	asked
	handing
)

// passage is one intent on its way to the outbox.
type passage struct {
	n        int
	intent   Intent
	at       stage
	question Question
	answered [questions]bool
	same     Same
}

// Flow is the way of an intent to the outbox:
//
//	what the form holds ─► looking ─► made today? ─┐
//	jobs made again ───────────────────────────────┴─► over the limit? ─► no journal? ─► handing
//
// A question that is left, by whatever way, ends it; nothing goes on without Yes.
type Flow struct {
	n int
	// form and again are the intent of the form, and of jobs that are made again.
	form, again passage
	// insisted is true once the user chose to create without a journal.
	insisted bool
}

// Busy tells whether what the form holds is on its way: it is not sent a second time.
func (f *Flow) Busy() bool { return f.form.at == looking || f.form.at == handing }

// Begin takes an intent.
func (f *Flow) Begin(w Intent, c Conditions) []Effect {
	p := &f.again
	if w.FromForm {
		p = &f.form
	}
	switch {
	case w.FromForm && f.Busy():
		return nil
	case !c.Open:
		return notTaken(w.FromForm, nil, c)
	}
	f.n++
	*p = passage{n: f.n, intent: w}
	if w.FromForm {
		p.at = looking
		return []Effect{LookForSame{N: p.n, Values: w.Values}}
	}
	return f.goOn(p, c)
}

func (f *Flow) sameFound(n int, same Same, costs []float64, c Conditions) []Effect {
	p := f.find(n, looking)
	if p == nil {
		return nil
	}
	p.intent.price(costs)
	if same.N() > 0 {
		p.same = same
		return p.ask(MadeToday, same)
	}
	return f.goOn(p, c)
}

// Yes takes the user's yes to the question that is open; to any other it means nothing. With
// rest it is a yes to what was not made already.
func (f *Flow) Yes(n int, rest bool, c Conditions) []Effect {
	p := f.find(n, asked)
	if p == nil {
		return nil
	}
	if rest {
		p.intent = p.intent.without(p.same.Of)
	}
	p.answered[p.question] = true
	f.insisted = f.insisted || p.question == NoJournal
	return f.goOn(p, c)
}

// goOn asks the next question, or hands over when all are answered.
func (f *Flow) goOn(p *passage, c Conditions) []Effect {
	switch {
	case !c.Open:
		p.at = idle
		return notTaken(p.intent.FromForm, nil, c)
	case record.PassesLimit(c.Limit, c.Spent, p.intent.Cost()) && !p.answered[OverLimit]:
		return p.ask(OverLimit, Same{})
	case c.Trouble != "" && !f.insisted:
		return p.ask(NoJournal, Same{})
	}
	p.at = handing
	if !p.intent.FromForm {
		p.at = idle // its answers are told one by one
	}
	return []Effect{HandOver{N: p.n, Intent: p.intent}}
}

func (p *passage) ask(q Question, same Same) []Effect {
	p.at, p.question = asked, q
	return []Effect{Ask{N: p.n, Question: q, Same: same, Of: p.intent.N(), Cost: p.intent.Cost()}}
}

// handedOver takes the outbox's answer. A journal that turned out to be damaged is one
// more question.
func (f *Flow) handedOver(n int, err error, c Conditions) (Intent, []Effect) {
	p := f.find(n, handing)
	if p == nil {
		if err != nil {
			return Intent{}, notTaken(false, err, c)
		}
		return Intent{}, nil
	}
	if p.at = idle; err == nil {
		return p.intent, nil
	}
	if c.Trouble != "" && !f.insisted {
		return p.intent, p.ask(NoJournal, Same{})
	}
	return p.intent, notTaken(true, err, c)
}

// notTaken says that an intent was not taken, because of err or, without one, because there is
// no outbox yet.
func notTaken(fromForm bool, err error, c Conditions) []Effect {
	why := "HeyGen has not answered yet: try again in a moment."
	if c.Opening {
		why = JournalSlow
	}
	switch {
	case err != nil && fromForm:
		return []Effect{RefuseForm{Text: api.Explain(err).String()}}
	case err != nil:
		return []Effect{NotMadeAgain{err}}
	case fromForm:
		return []Effect{RefuseForm{Text: why + " The draft stays."}}
	}
	return []Effect{Warn{Text: why}}
}

// find is the passage of a number if it stands there, nil when it does not.
func (f *Flow) find(n int, at stage) *passage {
	for _, p := range []*passage{&f.form, &f.again} {
		if p.n == n && p.at == at {
			return p
		}
	}
	return nil
}
