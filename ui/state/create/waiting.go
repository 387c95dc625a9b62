package create

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// waiting are submissions that begin to wait for the user: one, or several of a batch that
// wait for the same.
type waiting struct {
	first Outgoing
	more  int
	// asks tells that nobody knows whether it was made; else info is what it waits for.
	asks bool
	info string
}

// waits adds a submission to those that begin to wait, if it does.
func (p *Pending) waits(all []waiting, o Outgoing, wasHeld bool, now time.Time) []waiting {
	if o.Elsewhere {
		return all
	}
	asks := o.State == submission.Asking
	begins := asks && !p.asked[o.ID]
	p.asked[o.ID] = asks
	w := waiting{first: o, asks: begins}
	if o.Held && !wasHeld {
		_, w.info = p.Phase(&o, now)
		begins = true
	}
	if !begins {
		return all
	}
	same := func(b waiting) bool {
		return o.Batch != "" && b.first.Batch == o.Batch && b.asks == w.asks && b.info == w.info
	}
	if i := slices.IndexFunc(all, same); i >= 0 {
		all[i].more++
		return all
	}
	return append(all, w)
}

// tellWaiting tells of those that begin to wait.
func (p *Pending) tellWaiting(all []waiting) (out []Effect) {
	for _, w := range all {
		name := p.Called(&w.first)
		if w.more > 0 {
			name += fmt.Sprintf(" and %d more of its batch", w.more)
		}
		if w.asks {
			out = append(out, Warn{Text: name + " may or may not have been made, " + p.on.Decide + " decides"})
		}
		if w.info == "" {
			continue
		}
		out = append(out, Warn{Text: name + format.Plural(w.more+1, " waits, ", " wait, ") + w.info, Known: true})
		if w.first.Problem.Code != "quota_exceeded" {
			out = append(out, ReadNow{}) // which tells whether the key is refused altogether
		}
	}
	return out
}

// Uploads are local files that lipsyncs are made from: those that go up, and those that went
// up before and have not changed.
type Uploads struct {
	Files, Uploaded int
	// Bytes is how much goes up.
	Bytes int64
}

// Add counts a file.
func (u *Uploads) Add(f api.LocalFile) {
	if f.AtHeyGen {
		u.Uploaded++
		return
	}
	u.Files++
	u.Bytes += f.Size
}

// String says what goes up from this machine, and what of it is at HeyGen already, "" for
// nothing.
func (u Uploads) String() string {
	var parts []string
	if u.Files > 0 {
		parts = append(parts, format.Count(u.Files, "file to upload", "files to upload"), format.Size(u.Bytes))
	}
	if u.Uploaded > 0 {
		parts = append(parts, format.Number(u.Uploaded)+" uploaded already")
	}
	return strings.Join(parts, ", ")
}
