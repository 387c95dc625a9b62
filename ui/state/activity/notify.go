package activity

import (
	"strconv"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

const (
	// gatherFor is how long ends are gathered after the first, gatherMost how
	// long when more of them are to be expected.
	gatherFor  = 2500 * time.Millisecond
	gatherMost = 10 * time.Second
	// absentFor without a key is what looking elsewhere means in a terminal that
	// does not tell where the focus is.
	absentFor = 30 * time.Second
	// askAgainFor is how long after an answer that was asked for it is looked again.
	askAgainFor = time.Second
)

// About is about which jobs the user is told when they end.
type About string

// A job is watched when somebody said so, and without a word when it was made on this
// machine.
const (
	Watched About = "watched"
	AllJobs About = "all"
	Nothing About = "off"
)

// Subject is a job, or a submission that is no job yet.
type Subject struct {
	Job        api.JobID
	Submission submission.ID
}

// Notifier decides what a user who looks elsewhere is told of jobs that have ended: one
// message for all that end together, never one each.
type Notifier struct {
	// able is false where there is no way to tell anything.
	able  bool
	about About
	// said is true once the user said so, and not the settings.
	said bool
	// chosen is what was said about single jobs.
	chosen map[Subject]bool

	// told is true while the terminal's word about the focus holds, away what it
	// said. A key proves it wrong: nobody types into a window without the focus.
	told, away bool
	// there is when somebody was there last: a key, or the start.
	there time.Time

	// done and failed count what was gathered since first, the last of it at
	// last; only is the sentence when it is one. due is when to look at it again.
	done, failed     int
	only             string
	first, last, due time.Time
	// asked is true once the rest of a burst was asked for.
	asked bool
}

// NewNotifier tells about some jobs, if it is able to.
func NewNotifier(able bool, about About) *Notifier {
	return &Notifier{able: able, about: about, chosen: map[Subject]bool{}}
}

// KeepUser takes over what is known of the user from the session before.
func (n *Notifier) KeepUser(before *Notifier) {
	n.told, n.away, n.there = before.told, before.away, before.there
	if before.said {
		n.about, n.said = before.about, true
	}
}

// drop forgets what was gathered.
func (n *Notifier) drop() { n.done, n.failed, n.only, n.asked, n.due = 0, 0, "", false, time.Time{} }

// Focus takes what the terminal says. Whoever has the focus sees the screen.
func (n *Notifier) Focus(focused bool) {
	n.told, n.away = true, !focused
	if focused {
		n.drop()
	}
}

// Started tells that somebody started the dashboard.
func (n *Notifier) Started(now time.Time) { n.there = now }

// Pressed tells that a key was pressed: somebody is there.
func (n *Notifier) Pressed(now time.Time) {
	n.told, n.there = n.told && !n.away, now
	n.drop()
}

// sight is from when on the user may look elsewhere, false while it is certain that
// nobody does.
func (n *Notifier) sight() (from time.Time, unseen bool) {
	if n.told {
		return time.Time{}, n.away
	}
	return n.there.Add(absentFor), true
}

// Unseen tells whether the user looks elsewhere, as far as anybody knows.
func (n *Notifier) Unseen(now time.Time) bool {
	from, unseen := n.sight()
	return unseen && !now.Before(from)
}

// Ended takes the end of a watched job in words. mine tells that it was made here.
func (n *Notifier) Ended(of Subject, mine, failed bool, words string, now time.Time) {
	_, unseen := n.sight()
	if !n.Watches(of, mine) || !unseen || n.about == Nothing || !n.able {
		return
	}
	if n.done+n.failed == 0 {
		n.first, n.due = now, now.Add(gatherFor)
	}
	if failed {
		n.failed++
	} else {
		n.done++
	}
	n.only, n.last = words, now
}

// Refused takes in words that a submission is not made; nothing more is heard of it.
func (n *Notifier) Refused(of Subject, words string, now time.Time) {
	n.Ended(of, true, true, words, now)
	n.Forget(of)
}

// Next is when Due is to be called, zero when nothing was gathered.
func (n *Notifier) Next() time.Time { return n.due }

// Polling is what is known of the answers to come.
type Polling struct {
	// More tells that watched jobs are active and that HeyGen answers.
	More bool
	// Asking tells that a round is under way; Next is when the next one begins.
	Asking bool
	Next   time.Time
}

// Due is what to tell now, "" when there is nothing or it is waited for more. ask tells
// that the next round is to begin at once: the rest of a burst is to be in one message.
func (n *Notifier) Due(p Polling, now time.Time) (text string, ask bool) {
	if n.due.IsZero() || now.Before(n.due) {
		return "", false
	}
	from, unseen := n.sight()
	switch {
	case !unseen:
		n.drop()
		return "", false
	case now.Before(from):
		n.due = from
		return "", false
	}
	wait, ask := n.more(p, now)
	if wait > 0 {
		n.due = now.Add(wait)
		return "", ask
	}
	text = n.text()
	n.drop()
	return text, false
}

// more is how long to wait on while a burst may not be over: some of it was seen a
// moment ago, or the round that shows the rest is under way or near. Far off as it may
// be while nobody looks, it is asked for, once.
func (n *Notifier) more(p Polling, now time.Time) (wait time.Duration, ask bool) {
	left := gatherMost - now.Sub(n.first)
	switch next := p.Next.Sub(now); {
	case left <= 0 || !p.More:
		return 0, false
	case now.Sub(n.last) < gatherFor:
		return min(left, gatherFor-now.Sub(n.last)), false
	case p.Asking:
		return min(left, askAgainFor), false
	case n.asked:
		return 0, false
	case next < left:
		n.asked = true
		return min(left, max(0, next)+askAgainFor), false
	}
	n.asked = true
	return min(left, askAgainFor), true
}

// text is what there is to tell: one end in words, more as numbers.
func (n *Notifier) text() string {
	switch done, failed := strconv.Itoa(n.done)+" done", strconv.Itoa(n.failed)+" failed"; {
	case n.done+n.failed == 1:
		return n.only
	case n.failed == 0:
		return done
	case n.done == 0:
		return failed
	default:
		return done + ", " + failed
	}
}
