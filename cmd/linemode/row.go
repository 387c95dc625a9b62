package linemode

import (
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
)

// row is a row in sentences, without its number. It runs in the follower's loop.
func (d *dialog) row(id action.RowID) string {
	if o := d.room.Pending.Find(id.Submission); id.Submission != "" && o != nil {
		return d.described(o)
	}
	e, ok := d.f.Store().Get(d.job(id))
	if !ok {
		return "It is no longer there."
	}
	j, s := e.Job, d.source()
	parts := []string{titleOf(j), d.ago(j.CreatedAt)}
	switch phase, left := d.edits.Deleting(j.ID, time.Now()); phase {
	case edits.InWindow:
		parts = append(parts, "deleted in "+spoken(left))
	case edits.Queued, edits.Sent:
		parts = append(parts, "being deleted")
	case edits.None:
	}
	switch {
	case j.Status == api.StatusFailed:
		parts = append(parts, browse.Brief(j.FailureMessage))
		if as, _ := s.Again(action.JobRow(j.ID)); as.Name != "" {
			parts = append(parts, "made again, "+as.State)
		} else if again := d.room.Retries.Long(j.ID, time.Now()); again != "" {
			parts = append(parts, again)
		}
	case j.Status.Active():
		parts = append(parts, d.left(j))
	case j.Duration > 0:
		parts = append(parts, spoken(j.Duration)+" long")
	}
	parts = append(parts, thought(d.reviews.Of(j.ID)))
	if e.Unseen {
		parts = append(parts, "new")
	}
	if file, here := d.f.Files().Here(j.ID); here {
		parts = append(parts, "file "+format.Line(file.Name))
	} else if d.f.Files().Coming(j.ID) {
		parts = append(parts, "coming down")
	}
	out := []string{sentence(statusWord(j.Status)), full(parts[0])}
	for _, p := range parts[1:] {
		if s := sentence(p); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// job is the job of a row, also of one that was none when it was listed. It runs in the
// follower's loop.
func (d *dialog) job(id action.RowID) api.JobID {
	if job := d.became[id.Submission]; id.Submission != "" {
		return job
	}
	return id.Job
}
