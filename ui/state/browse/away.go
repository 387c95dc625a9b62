package browse

import (
	"slices"

	"lipdash/api"
)

// Appeared takes jobs that an answer showed for the first time. What was made and done since
// the last run kept its list may be this machine's, by a command: then it is new to its user as
// if the dashboard had seen it end.
func (c *Cache) Appeared(ids []api.JobID) {
	if c.last.SavedAt.IsZero() {
		return
	}
	since := c.last.SavedAt.Add(c.last.ClockOffset)
	for _, id := range ids {
		if e, ok := c.jobs.Get(id); ok && e.Job.Status == api.StatusCompleted && len(e.History) < 2 && e.Job.CreatedAt.After(since) {
			c.away[id] = struct{}{}
		}
	}
}

// Away are those of them of which it is not known whether they were made here; of the others
// those that were are new from now on, unless their file is here, at a path.
func (c *Cache) Away(here func(api.JobID) (made, known bool), file func(api.JobID) (path string, coming bool)) (unknown []api.JobID) {
	for id := range c.away {
		made, known := here(id)
		if !known {
			unknown = append(unknown, id)
			continue
		}
		if path, _ := file(id); made && path == "" {
			c.jobs.Missed(id)
		}
		delete(c.away, id)
	}
	slices.Sort(unknown)
	return unknown
}
