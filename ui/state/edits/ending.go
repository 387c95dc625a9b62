package edits

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/activity"
)

// Ending is how a group of edits went, in words: what kind of news that is, and the kind that
// it is kept under, "" where the activity has all of it already.
type Ending struct {
	News, Kept activity.Kind
	Text       string
	// Long is the text that also names the job, "" where that is no other.
	Long string
}

// Ending puts the end of a group into words. What failed is in the activity with its reason,
// and so is each that was deleted.
func (q *Queue) Ending(t Tally, refused bool) Ending {
	text := q.summary(t, refused)
	switch {
	case len(t.Failed) > 0 && t.All() > 1:
		return Ending{News: activity.Bad, Kept: activity.Bad, Text: text}
	case len(t.Failed) > 0:
		return Ending{News: activity.Bad, Text: text}
	case t.Kind == Delete:
		return Ending{News: activity.Good, Text: text}
	case t.All() == 1 && t.Gone == 1:
		return Ending{News: activity.Odd, Kept: activity.Odd, Text: "it was deleted elsewhere, there is nothing to rename"}
	case t.Back == t.All() && t.Back > 1:
		return Ending{News: activity.Good, Kept: activity.Named, Text: format.Count(t.Back, "rename", "renames") + " taken back"}
	case t.Back == 1 && t.All() == 1 && t.LastTitle != "":
		return Ending{News: activity.Good, Kept: activity.Good, Text: "rename taken back: " + format.Shorten(format.Line(t.LastTitle), 40, q.on.Ellipsis)}
	case t.All() == 1 && t.Done == 1 && t.LastTitle == "":
		return Ending{News: activity.Good, Kept: activity.Good, Text: "the title is gone again", Long: format.Line(t.LastWas) + " has no title now"}
	case t.All() == 1 && t.Done == 1:
		was, now := cmp.Or(format.Line(t.LastWas), "an untitled job"), format.Line(t.LastTitle)
		return Ending{News: activity.Good, Kept: activity.Good, Text: "renamed to " + format.Shorten(now, 40, q.on.Ellipsis), Long: was + " is now called " + now}
	}
	return Ending{News: activity.Good, Kept: activity.Named, Text: text}
}

// summary is what came of a group in one honest sentence.
func (q *Queue) summary(t Tally, refused bool) string {
	var parts []string
	if t.Done > 0 {
		parts = append(parts, format.Count(t.Done, "job", "jobs")+" "+t.Kind.Participle())
	}
	if len(t.Failed) > 0 {
		parts = append(parts, q.undone(t, len(parts) == 0), q.whyNot(t.Failed, refused))
	}
	if t.Gone > 0 {
		parts = append(parts, format.Count(t.Gone, "was", "were")+" deleted elsewhere")
	}
	if n := t.Kept; n > 0 && len(parts) == 0 {
		parts = append(parts, format.Count(n, "job was", "jobs were")+" kept after all")
	} else if n > 0 {
		parts = append(parts, format.Count(n, "was", "were")+" kept after all")
	}
	return strings.Join(parts, ", ")
}

// undone counts what failed: what was not done, and that of which nobody knows.
func (q *Queue) undone(t Tally, first bool) string {
	lost := q.count(t.Failed, func(f Failure) bool { return f.Lost })
	var s string
	switch n := len(t.Failed) - lost; {
	case n > 0 && first:
		s = format.Count(n, "job was", "jobs were") + " not " + t.Kind.Participle()
	case n > 0:
		s = format.Count(n, "was", "were") + " not"
	case first:
		return format.Count(lost, "job", "jobs") + " may or may not be " + t.Kind.Participle()
	default:
		return format.Number(lost) + " may or may not be"
	}
	if lost > 0 {
		s += ", " + format.Number(lost) + " may or may not be"
	}
	return s
}

// whyNot are the way out and the reasons; with a refused key also how many were not even
// sent. The way out comes first: the end of the line is what a narrow screen cuts.
func (q *Queue) whyNot(failed []api.JobID, refused bool) string {
	s := q.on.wayOut(refused) + " tries again: " + q.reasons(failed)
	if !refused {
		return s
	}
	switch unsent := q.count(failed, func(f Failure) bool { return f.Unsent }); {
	case unsent == len(failed):
		s = format.Plural(unsent, "it was not", "none was") + " sent, " + s
	case unsent > 0:
		s = strconv.Itoa(unsent) + " never sent, " + s
	}
	return s
}

// reasons say why things failed: in words where that is one reason, else as counts, the
// most frequent first.
func (q *Queue) reasons(failed []api.JobID) string {
	counts, texts := map[string]int{}, map[string]bool{}
	for _, id := range failed {
		f := q.failures[id]
		counts[f.word()]++
		texts[api.Explain(f.Err).What] = true
	}
	if len(texts) == 1 {
		return strings.Join(slices.Collect(maps.Keys(texts)), "")
	}
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, w := range words {
		words[i] = w + " for " + strconv.Itoa(counts[w])
	}
	return strings.Join(words, ", ")
}

func (q *Queue) count(ids []api.JobID, is func(Failure) bool) (n int) {
	for _, id := range ids {
		if is(q.failures[id]) {
			n++
		}
	}
	return n
}
