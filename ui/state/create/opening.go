package create

import "time"

// Opening is how far the journal is from being open: not asked for, which it is again
// once the account's name is known, or being opened since a time. It is slow while
// another process keeps it locked, or its disk is.
type Opening struct {
	since time.Time
	// told is why nothing is kept, as far as that was said.
	told string
}

// Slow is how long a journal takes to open before that is said.
const Slow = 3 * time.Second

// Begin opens it, unless that is under way.
func (o *Opening) Begin(now time.Time) bool {
	if o.UnderWay() {
		return false
	}
	o.since = now
	return true
}

// UnderWay tells whether it is being opened.
func (o *Opening) UnderWay() bool { return !o.since.IsZero() }

// Since is when that began.
func (o *Opening) Since() time.Time { return o.since }

// JournalSlow says that the journal takes long to open.
const JournalSlow = "The journal is not open yet: another process keeps it locked, or its disk is slow. It is retried automatically."

// StillSlow says so when what began then is not over.
func (o *Opening) StillSlow(since time.Time) []Effect {
	if !o.UnderWay() || !since.Equal(o.since) {
		return nil
	}
	return []Effect{Warn{Text: JournalSlow}, LookAgain{Since: since}}
}

// Ended says that it is open, or cannot be yet.
func (o *Opening) Ended() { o.since = time.Time{} }

// tell tells each reason why nothing is kept once.
func (o *Opening) tell(trouble string) (news bool) {
	news = trouble != "" && trouble != o.told
	if news {
		o.told = trouble
	}
	return news
}
