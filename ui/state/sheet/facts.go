package sheet

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
		paths := s.rows[i].paths
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
		for _, path := range s.rows[i].paths {
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
	Hash   string
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
		q := Question{Row: i, Hash: r.Hash, Values: r.Values}
		for _, path := range r.paths {
			if at := s.files[path].ModTime.Add(-clockSlack); at.After(q.Since) && at.Before(s.now) {
				q.Since = at
			}
		}
		out = append(out, q)
	}
	return out
}

// Answer is what there is already of a question's inputs: jobs, and what is on its way
// to be one.
type Answer struct {
	Question
	Jobs    []api.JobID
	Pending []submission.ID
}

// Made takes an answer. One to inputs that the row does not have any more is none.
func (s *Sheet) Made(a Answer) {
	if a.Row >= len(s.rows) || s.rows[a.Row].Hash != a.Hash {
		return
	}
	s.rows[a.Row].made = &made{jobs: a.Jobs, pending: a.Pending}
	s.judge(a.Row)
}

// forgetMade forgets what was made before.
func (s *Sheet) forgetMade() {
	for i := range s.rows {
		s.rows[i].made, s.rows[i].sent, s.rows[i].differs = nil, nil, nil
		s.judge(i)
	}
}
