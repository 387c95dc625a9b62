package store

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
)

func TestPagesKeepTheirRowsWhenOthersComeAndGo(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d", "2")
	s.next("2", "e f", "3")
	s.created("n")
	wantPages(t, s.Store, "n a b | c d | e f")
	s.first("x n a", "1")
	wantPages(t, s.Store, "x n a b | c d | e f")
	s.ApplyDeleted("c")
	wantPages(t, s.Store, "x n a b | d | e f")
	if first, last := s.Span(2); first != 6 || last != 7 {
		t.Errorf("the last page spans %d to %d, want 6 to 7", first, last)
	}
	s.ApplyDeleted("d")
	wantPages(t, s.Store, "x n a b | e f")
	s.Repage()
	wantPages(t, s.Store, "x n | a b | e f")
	s.next("3", "g", "")
	s.ApplyDeleted("a")
	s.Repage()
	wantPages(t, s.Store, "x n | b e | f g")
}

func TestPageGivenAwayDoesNotChange(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "1")
	before := s.Page(0)
	s.ApplyDeleted("a")
	s.created("n")
	s.first("c b", "1")
	if got := words(before); got != "a b c" {
		t.Errorf("the page became %q", got)
	}
}

// orderModel is what the pages must show: the rows in order.
type orderModel struct {
	store *Store
	ids   []api.JobID
	made  int
}

func (m *orderModel) fresh(n int) []*row {
	rows := make([]*row, n)
	for i := range rows {
		m.made++
		id := api.JobID(fmt.Sprint(m.made))
		rows[i] = newRow(1, api.Job{ID: id}, noon)
		m.store.jobs[id] = rows[i]
		m.store.index.update(rows[i])
	}
	return rows
}

func (m *orderModel) put(at int, rows []*row) {
	m.ids = slices.Insert(m.ids, at, idsOf(rows)...)
}

func idsOf(rows []*row) []api.JobID {
	ids := make([]api.JobID, len(rows))
	for i, r := range rows {
		ids[i] = r.Job.ID
	}
	return ids
}

func (m *orderModel) push(t *rapid.T) {
	rows := m.fresh(rapid.IntRange(0, 9).Draw(t, "pushed"))
	m.put(len(m.ids), rows)
	m.store.order.push(rows)
}

func (m *orderModel) unshift(*rapid.T) {
	rows := m.fresh(1)
	m.put(0, rows)
	m.store.order.unshift(rows[0])
}

func (m *orderModel) remove(t *rapid.T) {
	if len(m.ids) == 0 {
		return
	}
	i := rapid.IntRange(0, len(m.ids)-1).Draw(t, "removed")
	m.store.ApplyDeleted(m.ids[i])
	m.ids = slices.Delete(m.ids, i, i+1)
}

// relist shuffles a stretch of rows and mixes new ones in.
func (m *orderModel) relist(t *rapid.T) {
	from := rapid.IntRange(0, len(m.ids)).Draw(t, "from")
	to := rapid.IntRange(from, len(m.ids)).Draw(t, "to")
	var start *row
	if from > 0 {
		start = m.store.jobs[m.ids[from-1]]
	}
	var old []*row
	for _, id := range m.ids[from:to] {
		old = append(old, m.store.jobs[id])
	}
	now := append(slices.Clone(old), m.fresh(rapid.IntRange(0, 5).Draw(t, "new"))...)
	now = rapid.Permutation(now).Draw(t, "order")
	m.ids = slices.Concat(m.ids[:from:from], idsOf(now), m.ids[to:])
	lengths := m.lengths()
	m.store.order.relist(start, old, now)
	if grown := len(now) - len(old); grown == 0 && !slices.Equal(lengths, m.lengths()) {
		t.Errorf("page lengths went from %v to %v without new rows", lengths, m.lengths())
	}
}

func (m *orderModel) lengths() []int {
	var out []int
	for _, p := range m.store.order.pages {
		out = append(out, len(p.rows))
	}
	return out
}

func (m *orderModel) repage(t *rapid.T) {
	m.store.Repage()
	for i, n := range m.lengths() {
		if last := i == m.store.Pages()-1; n > m.store.order.size || n < m.store.order.size && !last {
			t.Errorf("page %d has %d rows after repaging", i, n)
		}
	}
}

func TestPagesAlwaysConcatenateToTheOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &orderModel{store: New(rapid.IntRange(1, 5).Draw(t, "size"))}
		t.Repeat(map[string]func(*rapid.T){
			"push": m.push, "unshift": m.unshift, "remove": m.remove, "relist": m.relist, "repage": m.repage,
			"": func(t *rapid.T) {
				if got := slices.Collect(everything(m.store)); !slices.Equal(got, m.ids) {
					t.Fatalf("pages show %v, want %v", got, m.ids)
				}
				if err := checkShape(m.store); err != nil {
					t.Fatal(err)
				}
			},
		})
	})
}
