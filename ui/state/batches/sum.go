package batches

import (
	"cmp"
	"fmt"
	"sort"
	"strings"
	"time"

	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
)

// Sum is how far the items of a batch have come.
type Sum struct {
	Total int
	// Done have a result, Saved of them are on this machine. Failed ended without one; Gone were
	// deleted or taken back.
	Done, Saved, Failed, Gone int
	// Running are worked on by HeyGen. Waiting are on their way there or in line; Asks wait for
	// the user.
	Running, Waiting, Asks int
	// Sent are those of Waiting that HeyGen has.
	Sent int
	// Cost is what all are estimated to cost but those that failed or are gone, in dollars;
	// Unpriced of them are of unknown cost.
	Cost     float64
	Unpriced int
	// Reasons are why items failed, the most frequent first.
	Reasons []Reason
	// Wants is why the first of those that ask does.
	Wants string
}

// Reason is why some items failed. Example is one of its messages.
type Reason struct {
	Example string
	N       int
}

// Of sums items up.
func Of(items []record.BatchItem) Sum {
	s := Sum{Total: len(items)}
	reasons := map[string]int{}
	for _, it := range items {
		switch state := it.State; {
		case state.Failed():
			s.Failed++
			kind := browse.Reason(it.Reason)
			i, met := reasons[kind]
			if !met {
				i = len(s.Reasons)
				reasons[kind] = i
				s.Reasons = append(s.Reasons, Reason{Example: cmp.Or(it.Reason, browse.NoReason)})
			}
			s.Reasons[i].N++
			continue
		case state.Ended() && state != record.ItemCompleted:
			s.Gone++
			continue
		case state == record.ItemCompleted:
			s.Done++
			if it.Saved != "" {
				s.Saved++
			}
		case state.Asks():
			s.Asks++
			s.Wants = cmp.Or(s.Wants, it.Reason)
		case state == record.ItemRunning:
			s.Running++
		default:
			s.Waiting++
			if !onTheWay(state) {
				s.Sent++
			}
		}
		if it.Cost > 0 {
			s.Cost += it.Cost
		} else {
			s.Unpriced++
		}
	}
	sort.SliceStable(s.Reasons, func(i, j int) bool { return s.Reasons[i].N > s.Reasons[j].N })
	return s
}

// Ended counts the items of which nothing comes any more.
func (s Sum) Ended() int { return s.Done + s.Failed + s.Gone }

// Over tells whether nothing comes of the batch any more by itself.
func (s Sum) Over() bool { return s.Ended() == s.Total }

// Money is the estimate in words, "" when nothing is known.
func (s Sum) Money() string {
	switch {
	case s.Cost <= 0:
		return ""
	case s.Unpriced > 0:
		return "from " + format.Dollars(s.Cost)
	}
	return "~" + format.Dollars(s.Cost)
}

// Left is how long the rest is likely to take by how long jobs take here and how many run at
// once (slots, 0 for all), in words, "" when that is not known. The last of them has run for gone.
func (s Sum) Left(typical, gone time.Duration, slots int) string {
	rest := s.Running + s.Waiting
	if rest == 0 || typical <= 0 {
		return ""
	}
	rounds := 1
	if slots > 0 {
		rounds = (rest + slots - 1) / slots
	}
	left := time.Duration(rounds)*typical - gone
	if left < time.Second {
		return ""
	}
	return "about " + format.Age(left)
}

// Note is what else there is to say of a batch, "" for nothing, and whether it needs somebody.
func (s Sum) Note() (text string, wanted bool) {
	var parts []string
	if s.Asks > 0 {
		wants := format.Count(s.Asks, "waits", "wait") + " for you"
		if s.Wants != "" {
			wants += ": " + brief(s.Wants)
		}
		parts = append(parts, wants)
	}
	for i, r := range s.Reasons {
		if i == reasonsSaid {
			parts = append(parts, fmt.Sprintf("+%d more reasons", len(s.Reasons)-i))
			break
		}
		parts = append(parts, format.Count(r.N, "failed: ", "failed: ")+browse.Brief(r.Example))
	}
	switch missing := s.Done - s.Saved; {
	case s.Done > 0 && missing == 0 && s.Over():
		parts = append(parts, "all results are here")
	case missing > 0 && s.Over():
		parts = append(parts, format.Count(missing, "result is not here yet", "results are not here yet"))
	}
	if s.Gone > 0 {
		parts = append(parts, format.Number(s.Gone)+" deleted or taken back")
	}
	return strings.Join(parts, "; "), s.Asks+s.Failed > 0
}

// reasonsSaid is how many reasons a batch's line tells.
const reasonsSaid = 2

// brief is a sentence as a part of another.
func brief(s string) string { return strings.TrimSuffix(format.Line(s), ".") }

// Told is a batch in the header of its own screen.
func (s Sum) Told(left string) string { return strings.Join(s.parts(left), "   ") }

// Sentence is the same where there is one line for it.
func (s Sum) Sentence() string { return strings.Join(s.parts(""), ", ") }

func (s Sum) parts(left string) []string {
	parts := []string{fmt.Sprintf("%d of %d done", s.Done, s.Total)}
	if s.Failed > 0 {
		parts = append(parts, format.Count(s.Failed, "failed", "failed"))
	}
	if s.Asks > 0 {
		parts = append(parts, format.Count(s.Asks, "waits for you", "wait for you"))
	}
	if left != "" {
		parts = append(parts, left+" left")
	}
	if m := s.Money(); m != "" {
		parts = append(parts, m)
	}
	return parts
}
