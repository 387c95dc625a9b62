package browse

import (
	"cmp"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// fact is what a query looks at of a job, as it was when it was last put in its place:
// folding the texts again for each key would take ten times as long as the search.
type fact struct {
	id api.JobID
	// fields are the folded title, callback id and reason of failure, a line each;
	// the first titled bytes are the title. folded is the id.
	fields, folded string
	// reason is the kind of failure, "" for what did not fail or was made again.
	reason string
	length time.Duration
	// changed is when the job was last seen to change its state, in milliseconds since
	// 1970, 0 when nobody knows.
	changed int64
	titled  int32
	// place is where it stands in the list from its end, -1 while nobody looks.
	place int32
	kind  kind
	// handled is true for what was made again.
	unseen, handled bool
	// review is the mark of the result ("none" while there is none), "" for what can have none.
	review string
}

// kind is a state as far as jobs are told apart by it; its order is the one of
// a list that is sorted by state.
type kind uint8

const (
	failed kind = iota
	oddActive
	running
	pending
	completed
	odd
)

func kindOf(st api.Status) kind {
	switch {
	case st == api.StatusFailed:
		return failed
	case st == api.StatusRunning:
		return running
	case st == api.StatusPending:
		return pending
	case st == api.StatusCompleted:
		return completed
	case st.Active():
		return oddActive
	}
	return odd
}

// About is what is known of a job besides what HeyGen says.
type About struct {
	// MadeAgain tells that it was made again: a failure is handled then.
	MadeAgain bool
	// Words are what it can be found by, Review the mark of its result, "" for what can have none.
	Words  []string
	Review string
}

// factOf is what of a job is looked at. A job that was not seen to change has been in
// its state since it was made, as far as anybody here knows; ahead is how far the
// clock that said so is ahead of this machine's.
func factOf(e store.Entry, ahead time.Duration, about About) fact {
	j := e.Job
	title := format.Fold(j.Title)
	f := fact{id: j.ID, folded: format.Fold(string(j.ID)), titled: int32(len(title)), kind: kindOf(j.Status), unseen: e.Unseen, length: j.Duration, place: -1} //nolint:gosec // titles are short
	if f.folded == string(j.ID) {
		f.folded = string(j.ID) // the same bytes in memory
	}
	f.fields = title + between
	if title == "" {
		f.fields = between + "(untitled)" + between
	}
	failure := format.RedactText(j.FailureMessage)
	for _, more := range []string{ShownCallback(j), failure} {
		if more != "" {
			f.fields += format.Fold(more) + between
		}
	}
	for _, word := range about.Words {
		f.fields += format.Fold(word) + between
	}
	f.review = about.Review
	if f.handled = about.MadeAgain; f.kind == failed && !f.handled {
		f.reason = Reason(failure)
	}
	if n := len(e.History); n > 1 {
		f.changed = e.History[n-1].At.UnixMilli()
	} else if !j.CreatedAt.IsZero() {
		f.changed = j.CreatedAt.Add(-ahead).UnixMilli()
	}
	return f
}

// ShownCallback is a job's callback id, "" for our own mark, which is of no use to
// anybody.
func ShownCallback(j api.Job) string {
	if _, ours := submission.Owner(j.CallbackID); ours {
		return ""
	}
	return j.CallbackID
}

// compare orders two jobs by what a query sorts by; what a job lacks puts it last,
// whichever way the rest is read.
func (q Query) compare(a, b *fact) int {
	c, lacksA, lacksB := 0, false, false
	switch q.Sort {
	case Title:
		lacksA, lacksB = a.titled == 0, b.titled == 0
		c = cmp.Compare(a.fields[:a.titled], b.fields[:b.titled])
	case ByState:
		c = cmp.Compare(a.kind, b.kind)
	case Length:
		lacksA, lacksB = a.length <= 0, b.length <= 0
		c = cmp.Compare(b.length, a.length)
	case Changed:
		lacksA, lacksB = a.changed <= 0, b.changed <= 0
		c = cmp.Compare(b.changed, a.changed)
	case Newest:
		c = cmp.Compare(b.place, a.place)
	}
	switch {
	case lacksA != lacksB && lacksA:
		return 1
	case lacksA != lacksB:
		return -1
	case q.Reverse:
		c = -c
	}
	return cmp.Or(c, cmp.Compare(b.place, a.place))
}
