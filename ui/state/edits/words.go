package edits

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/activity"
)

// Here failures become words.

// Participle is what a kind of edit does to a job.
func (k Kind) Participle() string {
	if k == Rename {
		return "renamed"
	}
	return "deleted"
}

// ErrReopened is why nobody knows, or nothing was sent, when a session made place for
// another before the answer.
var ErrReopened = errors.New("the key was looked for again before that was over")

// word is the reason in a word or two: what reasons are counted by.
func (f Failure) word() string {
	e := &api.Error{}
	errors.As(f.Err, &e)
	switch {
	case f.Lost && e.Status < 400:
		return "no answer"
	case f.Unsent && (api.IsAuth(f.Err) || errors.Is(f.Err, ErrReopened)):
		return "bad key"
	case api.IsProxy(f.Err):
		return "proxy"
	case api.IsUntrusted(f.Err):
		return "certificate"
	case api.IsOffline(f.Err):
		return "offline"
	case e.Status > 0:
		return strconv.Itoa(e.Status)
	}
	return "refused"
}

func (f Failure) brief() string {
	switch what := f.Kind.Participle(); {
	case f.Unsent:
		return "not sent, " + f.word()
	case f.Lost:
		// It may have worked: nobody knows.
		return what + "? " + f.word()
	default:
		return "not " + what + ", " + f.word()
	}
}

// Brief is how the last thing asked for a job failed, in the few cells of a row, "" when it
// did not.
func (q *Queue) Brief(id api.JobID) string {
	if f, bad := q.failures[id]; bad {
		return f.brief()
	}
	return ""
}

// Whole is the failure in a sentence or two.
func (f Failure) Whole() string {
	why := api.Explain(f.Err).String()
	switch what := f.Kind.Participle(); {
	case f.Unsent:
		return "Not " + what + ", and not sent: " + why
	case f.Lost:
		return "Nobody knows whether it was " + what + ". " + why
	default:
		return "Not " + what + ". " + why
	}
}

// Terminal is what sentences depend on: the keys that ask once more for what failed and look
// for the API key again, and how a cut text ends.
type Terminal struct{ Again, Reconnect, Ellipsis string }

// NeedsKey says what comes before what failed can be asked again.
func (q *Queue) NeedsKey() string {
	return "the key is refused: " + q.on.Reconnect + " looks for it again, then " + q.on.Again + " tries these"
}

// wayOut is what has to be pressed to try again.
func (on Terminal) wayOut(refused bool) string {
	if refused {
		return on.Reconnect + ", then " + on.Again
	}
	return on.Again
}

// Outcome is how the last thing asked for a job failed, with the way out, "" when it did
// not. Refused tells that the API key is.
func (q *Queue) Outcome(id api.JobID, refused bool) string {
	f, bad := q.failures[id]
	if !bad {
		return ""
	}
	return f.Whole() + " Press " + q.on.wayOut(refused) + " to try again."
}

// Ending is how a group of edits went, in words: what kind of news that is, and the kind that
// it is kept under, "" where the activity has all of it already.
type Ending struct {
	News, Kept activity.Kind
	Text       string
}

// Ending puts the end of a group into words. What failed is in the activity with its reason,
// and so is each that was deleted.
func (q *Queue) Ending(t Tally, refused bool) Ending {
	text := q.summary(t, refused)
	switch {
	case len(t.Failed) > 0 && t.All() > 1:
		return Ending{activity.Bad, activity.Bad, text}
	case len(t.Failed) > 0:
		return Ending{activity.Bad, "", text}
	case t.Kind == Delete:
		return Ending{activity.Good, "", text}
	case t.All() == 1 && t.Gone == 1:
		return Ending{activity.Odd, activity.Odd, "it was deleted elsewhere, there is nothing to rename"}
	case t.All() == 1 && t.Done == 1 && t.LastTitle == "":
		return Ending{activity.Good, activity.Good, "the title is gone again"}
	case t.All() == 1 && t.Done == 1:
		return Ending{activity.Good, activity.Good, "renamed to " + format.Shorten(format.Line(t.LastTitle), 40, q.on.Ellipsis)}
	}
	return Ending{activity.Good, activity.Named, text}
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

// Note is how far a group is, "" while there is none worth a word.
func (q *Queue) Note(now time.Time) string {
	for k, doing := range [...]string{Delete: "deleting ", Rename: "renaming "} {
		done, of := q.Progress(Kind(k))
		if of < 2 {
			continue
		}
		s := doing + format.Count(done, "of", "of") + " " + format.Count(of, "job", "jobs")
		if wait, waits := q.Waiting(now); waits {
			s += ", HeyGen asked to slow down, goes on in " + format.Seconds(wait)
		}
		return s
	}
	return ""
}

// Words say what was taken back, "" where the rows do, and what kind of news that is.
func (u Undone) Words() (news activity.Kind, text string) {
	kept := "kept " + format.Count(u.Of, "job", "jobs") + ", nothing was "
	switch left := u.Of - len(u.Kept); {
	case u.Of == 0 && u.Renames == 0:
		return activity.Note, "nothing to take back"
	case u.Changed > 0:
		return activity.Note, format.Count(u.Changed, "job has", "jobs have") + " another title since and " + format.Plural(u.Changed, "keeps it", "keep it")
	case u.Renames > 0:
		return activity.Good, ""
	case left > 0:
		return activity.Odd, "kept " + format.Count(len(u.Kept), "job", "jobs") + ", " + format.Count(left, "delete", "deletes") + " had left"
	case u.Tried:
		return activity.Good, kept + "deleted"
	}
	return activity.Good, kept + "sent"
}
