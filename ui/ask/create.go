package ask

import (
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/create"
)

// Create is the question before something is made: same is what was made from the same inputs,
// in words, trouble why nothing is kept. Cancel leaves everything as it is.
func Create(e create.Ask, money *create.Money, trouble, same string) confirm.Spec {
	yes := confirm.Button{Label: "Create all the same", Action: action.GoOn{N: e.N}, Danger: true}
	spec := confirm.Spec{Buttons: []confirm.Button{{Label: "Cancel"}, yes}}
	switch e.Question {
	case create.MadeToday:
		spec.Title = "Already made today"
		spec.Lines = []confirm.Line{
			{Text: same + format.Plural(e.Same.N(), " was", " were") + " made from the same inputs.", Tone: theme.Warn},
			{Text: "Making it again is another job, and billed as one."},
		}
		spec.Buttons[1] = confirm.Button{Label: "Make it again", Action: yes.Action}
		if e.Of > 1 {
			someMadeToday(&spec, e)
		}
	case create.OverLimit:
		what, says := money.OverLimit(e)
		spec.Title = what
		for _, text := range says {
			spec.Lines = append(spec.Lines, confirm.Line{Text: text, Tone: theme.Warn})
		}
	case create.NoJournal:
		spec.Title = "Create without a journal?"
		spec.Lines = []confirm.Line{
			{Text: trouble, Tone: theme.Warn},
			{},
			{Text: "If lipdash is killed before HeyGen answers, nobody can tell whether the job was made."},
		}
		spec.Footer = "asked once a run"
	}
	return spec
}

// someMadeToday offers the rest of several of which some were made today.
func someMadeToday(spec *confirm.Spec, e create.Ask) {
	all := confirm.Button{Label: "Make all " + format.Number(e.Of), Action: action.GoOn{N: e.N}, Danger: true}
	spec.Lines[1].Text = "Making them again is another job for each, and billed as one."
	spec.Buttons[1] = all
	if rest := e.Of - len(e.Same.Of); rest > 0 {
		only := confirm.Button{Label: "Only the other " + format.Number(rest), Action: action.GoOn{N: e.N, Rest: true}}
		spec.Buttons, spec.Choice = []confirm.Button{spec.Buttons[0], only, all}, true
	}
}

// Again is the review before jobs are made again. Going on is the first button:
// nothing is lost by it, and it says what it costs.
func Again(c create.Choice, r create.Review, called string, names []string) confirm.Spec {
	var lines []confirm.Line
	if len(c.Make) > 1 {
		lines = append(lines, confirm.Line{Names: names, Of: len(c.Make), Tone: theme.Muted}, confirm.Line{})
	}
	warn := func(text string) {
		if text != "" {
			lines = append(lines, confirm.Line{Text: text, Tone: theme.Warn})
		}
	}
	warn(r.Twice(c))
	lines = append(lines, confirm.Line{Text: format.Sentence(strings.TrimSuffix(r.Cost, "."))})
	warn(r.Limit)
	if c.Left > 0 {
		warn(c.LeftOut())
	}
	spec := confirm.Spec{
		Title:   c.Title(called),
		Buttons: []confirm.Button{{Label: "Go on", Action: action.Remake{IDs: c.Make, Change: c.Change, Cost: r.Sum, Over: r.Limit != ""}}, {Label: "Cancel"}},
	}
	switch {
	case len(c.Make) > 1:
		spec.Footer = eachItsKey
		if r.Odd > 0 {
			warn(format.Count(r.Odd, "is", "are") + " likely to fail again, unbilled: " + r.OddText)
		}
	case r.Odd > 0:
		warn("It is likely to fail again, unbilled: " + r.OddText)
		fix := confirm.Button{Label: "Fix it in the form", Action: action.Duplicate{ID: action.JobRow(c.Make[0])}}
		spec.Buttons, spec.Choice = append([]confirm.Button{fix}, spec.Buttons...), true
	}
	spec.Lines = lines
	return spec
}

// eachItsKey is said of several that are sent.
const eachItsKey = "each gets a key of its own: one job each, even if sent twice"

// Remade says that so many jobs, as they are called, are made again.
func Remade(called string, n int) string {
	return called + format.Plural(n, " is", " are") + " made again"
}

// Made asks what became of a submission of which nobody knows whether it was made, because of why; candidate is what may be its job.
func Made(o *create.Outgoing, title, why, candidate string) confirm.Spec {
	spec := confirm.Spec{
		Title: "Was " + title + " made?",
		Lines: []confirm.Line{
			{Text: why},
			{Text: "Sending it again may make a second, paid job.", Tone: theme.Warn},
		},
		Buttons: []confirm.Button{{Label: "Leave it"}},
		Choice:  true, // "yes, it was made" would send it again
	}
	if o.Candidate != "" {
		spec.Lines = append(spec.Lines, confirm.Line{}, confirm.Line{Text: "It may be " + candidate + "."})
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "It is that one", Action: action.Decide{ID: o.ID, Job: o.Candidate}})
	}
	spec.Buttons = append(spec.Buttons,
		confirm.Button{Label: "Send again", Action: action.Decide{ID: o.ID, Again: true}, Danger: true},
		confirm.Button{Label: "Forget it", Action: action.Decide{ID: o.ID}})
	return spec
}

// TakeBack asks before a submission that is held here is forgotten.
func TakeBack(o *create.Outgoing, title string) confirm.Spec {
	return confirm.Spec{
		Title:   "Take back " + title + "?",
		Lines:   []confirm.Line{{Text: "It was not made yet: nothing is billed."}},
		Buttons: []confirm.Button{{Label: "Keep it"}, {Label: "Take it back", Action: action.Delete{IDs: []action.RowID{action.SubmissionRow(o.ID)}}, Danger: true}},
		Danger:  true,
	}
}
