package ask

import (
	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/overlay/patternedit"
)

// Rename is what the editor of many titles shows of a pattern, and what enter does.
func Rename(text string, jobs []pattern.Job) patternedit.Preview {
	p, err := pattern.Parse(text)
	if err != nil {
		return patternedit.Preview{Problem: err.Error()}
	}
	plan := p.Plan(jobs)
	out := patternedit.Preview{Notes: plan.Notes()}
	var titles []action.Title
	for _, c := range plan.Changes {
		out.Changes = append(out.Changes, patternedit.Change{Old: format.RedactText(c.Old), New: format.RedactText(c.New)})
		titles = append(titles, action.Title{ID: api.JobID(c.ID), Title: c.New})
	}
	if len(titles) > 0 {
		out.Action = action.RenameAll{Titles: titles}
	}
	return out
}
