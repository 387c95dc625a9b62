package store

import (
	"cmp"
	"iter"
	"slices"

	"lipdash/api"
)

// page is a stretch of the order that the user turns as one. Its length is its
// own: rows that come or go elsewhere do not move its rows to another page.
type page struct {
	rows []*row
	// ids mirrors rows for readers; nil when it must be made anew.
	ids []api.JobID
	// pos is the page's number and start the rows before it, both from 0.
	pos, start int
}

func (p *page) index(r *row) int { return slices.Index(p.rows, r) }

func (p *page) set(rows []*row) {
	p.rows, p.ids = rows, nil
	for _, r := range rows {
		r.page = p
	}
}

// order is all rows in the server's order, in pages. No page is empty.
type order struct {
	size  int
	pages []*page
	// moved is true when rows came, went or changed places since somebody asked,
	// and unmoved how many at the bottom did not.
	moved   bool
	unmoved int
}

// Pages counts the pages loaded.
func (s *Store) Pages() int { return len(s.order.pages) }

// Page is the ids on page i, counted from 0, in order; nil when there is no
// such page. The caller must not change it.
func (s *Store) Page(i int) []api.JobID {
	if i < 0 || i >= len(s.order.pages) {
		return nil
	}
	p := s.order.pages[i]
	if p.ids == nil {
		p.ids = make([]api.JobID, len(p.rows))
		for k, r := range p.rows {
			p.ids[k] = r.Job.ID
		}
	}
	return p.ids
}

// Span is the positions of page i's first and last job among all loaded ones,
// counted from 1; zeros when there is no such page.
func (s *Store) Span(i int) (first, last int) {
	if i < 0 || i >= len(s.order.pages) {
		return 0, 0
	}
	p := s.order.pages[i]
	return p.start + 1, p.start + len(p.rows)
}

// PageOf is the page a job is on and its position there, both from 0.
func (s *Store) PageOf(id api.JobID) (page, index int, ok bool) {
	r, ok := s.jobs[id]
	if !ok {
		return 0, 0, false
	}
	return r.page.pos, r.page.index(r), true
}

// Compare orders jobs by where they stand in the list.
func (s *Store) Compare(a, b api.JobID) int {
	pageA, indexA, _ := s.PageOf(a)
	pageB, indexB, _ := s.PageOf(b)
	return cmp.Or(cmp.Compare(pageA, pageB), cmp.Compare(indexA, indexB))
}

// Jobs are those of some jobs that are loaded, in the order of the list.
func (s *Store) Jobs(ids []api.JobID) []api.Job {
	var out []api.Job
	for _, id := range slices.SortedStableFunc(slices.Values(ids), s.Compare) {
		if r, ok := s.jobs[id]; ok {
			out = append(out, r.Job)
		}
	}
	return out
}

// Repage splits the rows anew at multiples of the page size. It is for moments
// when rows may change pages under the user: at the very top, or on a resync.
func (s *Store) Repage() { s.order.repage() }

func (o *order) repage() {
	last := len(o.pages) - 1
	even := func(p *page) bool { return len(p.rows) == o.size || p.pos == last && len(p.rows) < o.size }
	if !slices.ContainsFunc(o.pages, func(p *page) bool { return !even(p) }) {
		return
	}
	all := slices.Collect(o.after(nil))
	o.pages = nil
	moved, unmoved := o.moved, o.unmoved
	o.push(all)
	o.moved, o.unmoved = moved, unmoved
}

// push appends rows as pages of their own.
func (o *order) push(rows []*row) {
	from := len(o.pages)
	for chunk := range slices.Chunk(rows, o.size) {
		p := &page{}
		p.set(slices.Clone(chunk))
		o.pages = append(o.pages, p)
	}
	o.renumber(from, len(o.pages)-1)
	if len(rows) > 0 {
		o.disturb(0)
	}
}

// unshift puts a row on top; it belongs to the first page.
func (o *order) unshift(r *row) { o.insert(r, func(*row) bool { return false }) }

// insert puts a row on the first page, below those that go before it.
func (o *order) insert(r *row, before func(*row) bool) {
	if len(o.pages) == 0 {
		o.push([]*row{r})
		return
	}
	p, at := o.pages[0], 0
	for at < len(p.rows) && before(p.rows[at]) {
		at++
	}
	p.set(slices.Insert(p.rows, at, r))
	o.renumber(0, 0)
	o.disturb(o.below(p))
}

// remove takes a row out; its page gets shorter, an emptied page vanishes.
func (o *order) remove(r *row) {
	p := r.page
	i, below := p.index(r), o.below(p)
	p.rows = slices.Delete(p.rows, i, i+1)
	p.ids = nil
	r.page = nil
	if len(p.rows) == 0 {
		o.pages = slices.Delete(o.pages, p.pos, p.pos+1)
	}
	o.renumber(p.pos, p.pos)
	o.disturb(below)
}

// renumber brings pos and start up to date after the pages from one to another
// changed their lengths. Behind them it stops at the first page that is right.
func (o *order) renumber(from, to int) {
	start := 0
	if from > 0 {
		start = o.pages[from-1].start + len(o.pages[from-1].rows)
	}
	for i, p := range o.pages[from:] {
		pos := from + i
		if pos > to && p.pos == pos && p.start == start {
			return
		}
		p.pos, p.start = pos, start
		start += len(p.rows)
	}
}

// after is the rows that follow r, all of them when r is nil.
func (o *order) after(r *row) iter.Seq[*row] {
	return func(yield func(*row) bool) {
		pos, i := 0, 0
		if r != nil {
			pos, i = r.page.pos, r.page.index(r)+1
		}
		for ; pos < len(o.pages); pos, i = pos+1, 0 {
			for _, next := range o.pages[pos].rows[i:] {
				if !yield(next) {
					return
				}
			}
		}
	}
}

// prev is the row before r, nil at the top.
func (o *order) prev(r *row) *row {
	p, i := r.page, r.page.index(r)
	if i > 0 {
		return p.rows[i-1]
	}
	if p.pos == 0 {
		return nil
	}
	before := o.pages[p.pos-1].rows
	return before[len(before)-1]
}

// last is the bottom row, nil when there is none.
func (o *order) last() *row {
	if len(o.pages) == 0 {
		return nil
	}
	rows := o.pages[len(o.pages)-1].rows
	return rows[len(rows)-1]
}

// isBefore tells whether a stands above b.
func (o *order) isBefore(a, b *row) bool {
	if a.page != b.page {
		return a.page.pos < b.page.pos
	}
	return a.page.index(a) < b.page.index(b)
}

// sorted is a set of rows in list order, as ids.
func (o *order) sorted(set map[*row]struct{}) []api.JobID {
	ids := make([]api.JobID, 0, len(set))
	for _, p := range pagesOf(set) {
		for _, r := range p.rows {
			if _, ok := set[r]; ok {
				ids = append(ids, r.Job.ID)
			}
		}
	}
	return ids
}

func pagesOf(set map[*row]struct{}) []*page {
	seen := map[*page]struct{}{}
	var pages []*page
	for r := range set {
		if _, ok := seen[r.page]; !ok {
			seen[r.page] = struct{}{}
			pages = append(pages, r.page)
		}
	}
	slices.SortFunc(pages, func(a, b *page) int { return cmp.Compare(a.pos, b.pos) })
	return pages
}
