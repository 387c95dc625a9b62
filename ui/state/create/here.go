package create

import (
	"slices"

	"lipdash/ui/kit/format"
)

// Here is how many submissions wait here in a state, in the word that their rows have for it.
type Here struct {
	N    int
	Word string
}

// words are those that a row may have for what waits here, in the order in which they are counted.
var words = []string{"held", "paused", "upload", "sending", "checking", "unsure"}

// shown is a submission's state in the word that its row has for it.
func shown(o *Outgoing) string {
	switch {
	case o.WaitsElsewhere():
	case o.Paused && o.Waits():
		return "paused"
	case o.Held && !o.Elsewhere:
		return "held"
	}
	return Word(o)
}

// Here counts the submissions as their rows show them: those that wait here, and those that are
// at HeyGen, which are pending. used are how many slots of the account they take.
func (p *Pending) Here() (here []Here, pending, used int) {
	for i := range p.all {
		o := &p.all[i]
		if o.HoldsSlot() {
			used++
		}
		word := shown(o)
		if word == "pending" {
			pending++
			continue
		}
		at := slices.IndexFunc(here, func(h Here) bool { return h.Word == word })
		if at < 0 {
			at, here = len(here), append(here, Here{Word: word})
		}
		here[at].N++
	}
	slices.SortFunc(here, func(a, b Here) int { return slices.Index(words, a.Word) - slices.Index(words, b.Word) })
	return here, pending, used
}

// Held is how many submissions wait for their turn.
func (p *Pending) Held() (n int) {
	for i := range p.all {
		if p.all[i].Waits() {
			n++
		}
	}
	return n
}

// Taken says that what was handed over is in the queue, "" when it is a job already.
func (p *Pending) Taken(h Handed) string {
	n, name := 0, ""
	for i := range p.all {
		if o := &p.all[i]; o.ID == h.ID || h.Batch != "" && o.Batch == h.Batch {
			n, name = n+1, p.Called(o)
		}
	}
	if n > 1 {
		name = format.Count(n, "lipsync", "lipsyncs")
	}
	switch {
	case n == 0:
		return ""
	case p.Paused():
		return name + format.Plural(n, " waits: ", " wait: ") + p.pausedText()
	}
	return name + format.Plural(n, " is taken, and sent in its turn", " are taken, and sent in their turn")
}
