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

// Keys are what is pressed: Again asks once more for what failed, Reconnect looks for the
// API key again.
type Keys struct{ Again, Reconnect string }

// wayOut is what has to be pressed to try again.
func (k Keys) wayOut(refused bool) string {
	if refused {
		return k.Reconnect + ", then " + k.Again
	}
	return k.Again
}

// Outcome is how the last thing asked for a job failed, with the way out, "" when it did
// not. Refused tells that the API key is.
func (q *Queue) Outcome(id api.JobID, refused bool, k Keys) string {
	f, bad := q.failures[id]
	if !bad {
		return ""
	}
	return f.Whole() + " Press " + k.wayOut(refused) + " to try again."
}

// Summary is what came of a group in one honest sentence.
func (q *Queue) Summary(t Tally, refused bool, k Keys) string {
	var parts []string
	if t.Done > 0 {
		parts = append(parts, format.Count(t.Done, "job", "jobs")+" "+t.Kind.Participle())
	}
	if len(t.Failed) > 0 {
		parts = append(parts, q.undone(t, len(parts) == 0), q.whyNot(t.Failed, refused, k))
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
func (q *Queue) whyNot(failed []api.JobID, refused bool, k Keys) string {
	s := k.wayOut(refused) + " tries again: " + q.reasons(failed)
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

// Words say what was taken back, "" where the rows do; whole is true when all of it was.
func (u Undone) Words() (text string, whole bool) {
	kept := "kept " + format.Count(u.Of, "job", "jobs") + ", nothing was "
	switch left := u.Of - len(u.Kept); {
	case u.Of == 0 && u.Renames == 0:
		return "nothing to take back", false
	case u.Changed > 0:
		return format.Count(u.Changed, "job has", "jobs have") + " another title since and " + format.Plural(u.Changed, "keeps it", "keep it"), false
	case u.Renames > 0:
		return "", true
	case left > 0:
		return "kept " + format.Count(len(u.Kept), "job", "jobs") + ", " + format.Count(left, "delete", "deletes") + " had left", false
	case u.Tried:
		return kept + "deleted", true
	}
	return kept + "sent", true
}
