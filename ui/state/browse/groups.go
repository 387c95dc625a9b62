package browse

import (
	"slices"
	"sort"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/lazyregexp"
	"lipdash/ui/kit/format"
)

// Group is the failed jobs of one kind.
type Group struct {
	Reason string
	// IDs are its jobs in the list's order, the first the newest.
	IDs []api.JobID
}

// Groups are the failed jobs by reason, the largest group first.
func (f *finder) Groups() []Group {
	var out []Group
	of := map[string]int{}
	for _, x := range slices.Backward(f.list) {
		reason := x.fact.reason
		if reason == "" {
			continue
		}
		i, met := of[reason]
		if !met {
			i = len(out)
			of[reason] = i
			out = append(out, Group{Reason: reason})
		}
		out[i].IDs = append(out[i].IDs, x.fact.id)
	}
	sort.SliceStable(out, func(i, j int) bool { return len(out[i].IDs) > len(out[j].IDs) })
	return out
}

// recent is within what time failures of a kind are of now.
const recent = time.Hour

// Alike is how many of the loaded jobs failed for the reason that a job did, that one among
// them, and how many of them in the last hour; none for what did not fail or was made again.
func (f *finder) Alike(id api.JobID, now time.Time) (n, lately int) {
	x := f.facts[id]
	if x == nil || x.reason == "" {
		return 0, 0
	}
	since := now.Add(-recent).UnixMilli()
	for _, other := range f.facts {
		if other.reason != x.reason {
			continue
		}
		n++
		if other.changed >= since {
			lately++
		}
	}
	return n, lately
}

// Open are the failed jobs that were not made again, in no order.
func (f *finder) Open() (ids []api.JobID) {
	for id, x := range f.facts {
		if x.reason != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// NoReason groups the failures that HeyGen said nothing about.
const NoReason = "no reason given"

// What differs between two failures of one kind: addresses, quoted names, ids
// and numbers.
var (
	addresses = lazyregexp.New(`(?i)\b[a-z][a-z0-9+.-]*://\S+`)
	quoted    = lazyregexp.New("\"[^\"]*\"|`[^`]*`|\u201c[^\u201d]*\u201d|(^|[\\s(])'[^']*'")
	ids       = lazyregexp.New(`(?i)\b(?:[a-z]{2,6}_[a-z0-9]{6,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]*[0-9][0-9a-f]{6,}|[a-f][0-9a-f]*[0-9][0-9a-f]{5,})\b`)
	numbers   = lazyregexp.New(`\d+(?:[.,:]\d+)*`)
	blanks    = lazyregexp.New(`\s+`)
)

// Reason is what is common to failures of one kind: the message in lower case
// without the addresses, quoted names, ids and numbers in it.
func Reason(failure string) string {
	s := format.Fold(failure)
	s = addresses.Get().ReplaceAllString(s, "<link>")
	s = quoted.Get().ReplaceAllString(s, "$1<name>")
	s = ids.Get().ReplaceAllString(s, "<id>")
	s = numbers.Get().ReplaceAllString(s, "<n>")
	s = strings.Trim(blanks.Get().ReplaceAllString(s, " "), " .!")
	if s == "" {
		return NoReason
	}
	return s
}
