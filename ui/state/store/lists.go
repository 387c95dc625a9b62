package store

import (
	"slices"
	"time"

	"lipdash/api"
)

// ApplyFirstPage merges a list from the top. The newest one decides the order of
// the rows it covers; one that was sent before the newest only updates rows that
// are loaded.
func (s *Store) ApplyFirstPage(seq Seq, page api.JobPage, at time.Time) Merge {
	m := Merge{Nameless: s.namelessOf(page)}
	newest := seq > s.listSeq
	rows := s.mergePage(seq, page.Jobs, at, newest, &m)
	if !newest {
		return m
	}
	s.listSeq, s.loadedAt = seq, at
	a := answer{kind: atTop, seq: seq, walk: seq, at: at, rows: rows}
	a.goesOn(page, false)
	s.cover(&a, &m)
	s.removeMissing(at, &m)
	return m
}

// ApplyNextPage merges the page that token asked for. It goes where the token
// was waited for: the end of what is loaded, a gap, or into rows to be read
// again. When nothing waits for the token any more only loaded rows are updated.
func (s *Store) ApplyNextPage(seq Seq, token string, page api.JobPage, at time.Time) Merge {
	m := Merge{Nameless: s.namelessOf(page)}
	j, kind, ok := s.ends.take(token, seq)
	rows := s.mergePage(seq, page.Jobs, at, ok, &m)
	if !ok {
		return m
	}
	a := answer{kind: kind, seq: seq, walk: j.walk, at: at, start: j.after, rows: rows}
	if kind == atTail {
		a.start = s.order.last()
	}
	if len(rows) == 0 {
		a.empties = j.empties + 1
	}
	a.goesOn(page, page.NextToken == token || a.empties > maxEmptyPages || kind == atTail && a.repeats())
	s.cover(&a, &m)
	s.removeMissing(at, &m)
	return m
}

// namelessOf counts the rows of a page that have no id, once an account: a poll
// would tell of them again and again.
func (s *Store) namelessOf(page api.JobPage) int {
	if s.nameless > 0 {
		return 0
	}
	s.nameless = page.Skipped
	return page.Skipped
}

// Nameless is how many rows of HeyGen's list had no id when some were first met.
func (s *Store) Nameless() int { return s.nameless }

// goesOn takes over how the list goes on after the page. A loop is a cursor that
// must not be followed (api.md 9, no. 16 and 18).
func (a *answer) goesOn(page api.JobPage, loop bool) {
	a.next = page.NextToken
	a.cut = page.Incomplete
	if loop && page.HasMore() {
		a.next, a.cut = "", true
	}
}

// repeats tells whether the answer only shows rows that its own walk has shown
// before.
func (a *answer) repeats() bool {
	fresh := func(r *row) bool { return r.page == nil || r.listed < a.walk }
	return len(a.rows) > 0 && !slices.ContainsFunc(a.rows, fresh)
}

// mergePage merges the rows of a page and returns them in its order, each once.
func (s *Store) mergePage(seq Seq, jobs []api.Job, at time.Time, admit bool, m *Merge) []*row {
	rows := make([]*row, 0, len(jobs))
	seen := make(map[api.JobID]struct{}, len(jobs))
	for _, job := range jobs {
		if _, twice := seen[job.ID]; twice || job.ID == "" {
			continue
		}
		seen[job.ID] = struct{}{}
		if r := s.mergeJob(seq, job, at, admit, m); r != nil {
			rows = append(rows, r)
		}
	}
	return rows
}
