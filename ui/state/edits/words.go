package edits

import (
	"errors"
	"strconv"
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

// ErrLeft is why something was not sent when another profile was opened.
var ErrLeft = errors.New("another profile was opened before that was sent")

// word is the reason in a word or two: what reasons are counted by.
func (f Failure) word() string {
	e := &api.Error{}
	errors.As(f.Err, &e)
	switch {
	case f.Lost && e.Status < 400:
		return "no answer"
	case f.Unsent && (api.IsAuth(f.Err) || errors.Is(f.Err, ErrReopened)):
		return "bad key"
	case errors.Is(f.Err, ErrLeft):
		return "you left"
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

// Note is how far a group is, "" while there is none worth a word.
func (q *Queue) Note(now time.Time) string {
	for k, doing := range [...]string{Delete: "deleting ", Rename: "renaming "} {
		done, of := q.Progress(Kind(k))
		if of < 2 {
			continue
		}
		s := doing + format.Count(done, "of", "of") + " " + format.Count(of, "job", "jobs")
		if wait, waits := q.Waiting(now); waits {
			s += ", HeyGen asked to slow down, resumes in " + format.Seconds(wait)
		}
		return s
	}
	return ""
}

// Words say what was taken back, "" where the rows do, and what kind of news that is.
func (u Undone) Words() (news activity.Kind, text string) {
	kept := "kept " + format.Count(u.Of, "job", "jobs") + ", nothing was "
	switch left := u.Of - len(u.Kept); {
	case u.Away > 0:
		return activity.Odd, "too late: " + format.Count(u.Away, "job is", "jobs are") + " on " + format.Plural(u.Away, "its", "their") + " way out"
	case u.Dropped > 0:
		return activity.Note, format.Count(u.Dropped, "lipsync that was dropped does", "lipsyncs that were dropped do") + " not come back, nothing is billed"
	case u.Of == 0 && u.Renames == 0:
		return activity.Note, "nothing to take back: no delete, rename or review"
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
