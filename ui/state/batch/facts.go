package batch

import (
	"maps"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// Files are the local files that are to be looked at, each once, in the sheet's order.
func (s *Sheet) Files() []string {
	var out []string
	seen := map[string]bool{}
	for i := range s.rows {
		paths := s.rows[i].paths()
		for _, param := range slices.Sorted(maps.Keys(paths)) {
			path := paths[param]
			if _, known := s.files[path]; (!known || s.stale[path]) && !seen[path] {
				seen[path] = true
				out = append(out, path)
			}
		}
	}
	return out
}

// Looked takes what files are, by their paths as Files names them.
func (s *Sheet) Looked(files map[string]api.LocalFile) {
	maps.Copy(s.files, files)
	for path := range files {
		delete(s.stale, path)
	}
	for i := range s.rows {
		for _, path := range s.rows[i].paths() {
			if _, now := files[path]; now {
				s.judge(i)
				break
			}
		}
	}
}

// Question is inputs that may have been made before. A local file that changed since is
// another one, so only what was made since then counts.
type Question struct {
	Row    int
	Values map[string]string
	Since  time.Time
}

// clockSlack is how far the clocks of files and of HeyGen may be apart.
const clockSlack = 10 * time.Minute

// Inputs are the rows of which is to be asked whether they were made before: those with
// nothing wrong and whose files are known.
func (s *Sheet) Inputs() []Question {
	var out []Question
	for i, r := range s.rows {
		if r.made != nil || r.unknown > 0 || r.Verdict == Trouble {
			continue
		}
		q := Question{Row: i, Values: r.Values}
		for _, path := range r.paths() {
			if at := s.files[path].ModTime.Add(-clockSlack); at.After(q.Since) && at.Before(s.now) {
				q.Since = at
			}
		}
		out = append(out, q)
	}
	return out
}

// Made takes what was made from a row's inputs before, or is on its way to be; hash is of
// the inputs that were asked about.
func (s *Sheet) Made(row int, hash string, jobs []api.JobID, pending []submission.ID) {
	if row >= len(s.rows) || s.rows[row].Hash != hash {
		return // it was changed meanwhile
	}
	s.rows[row].made = &made{jobs: jobs, pending: pending}
	s.judge(row)
}
