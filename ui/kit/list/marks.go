package list

import (
	"iter"
	"maps"
	"slices"

	"lipdash/ui/kit/keymap"
)

// Spanned rows know what lies between two of them, more than are in sight included.
type Spanned[ID comparable] interface {
	Rows[ID]
	// Between are the rows from one to another; none if one is not there.
	Between(a, b ID) []ID
}

// MarkSet are the rows that an action is meant for.
type MarkSet[ID comparable] struct {
	ids map[ID]struct{}
	// anchor is where a range began, zero when none is open.
	anchor ID
	// touched counts how often a mark was made.
	touched int
}

// NewMarkSet is no mark.
func NewMarkSet[ID comparable]() MarkSet[ID] { return MarkSet[ID]{ids: map[ID]struct{}{}} }

// Marks counts the marked rows.
func (m *MarkSet[ID]) Marks() int { return len(m.ids) }

// Marked tells whether a row is marked.
func (m *MarkSet[ID]) Marked(id ID) bool {
	_, ok := m.ids[id]
	return ok
}

// Mark marks rows, for instance those an action did not reach.
func (m *MarkSet[ID]) Mark(ids []ID) {
	m.touched++
	for _, id := range ids {
		m.ids[id] = struct{}{}
	}
}

// Unmark takes marks off.
func (m *MarkSet[ID]) Unmark(ids []ID) {
	for _, id := range ids {
		delete(m.ids, id)
	}
}

// ClearMarks drops all marks and an open range.
func (m *MarkSet[ID]) ClearMarks() {
	clear(m.ids)
	m.close()
}

// Forget drops what is remembered of a row that no longer exists, so that no later
// action can reach it.
func (m *MarkSet[ID]) Forget(id ID) {
	delete(m.ids, id)
	if m.anchor == id {
		m.close()
	}
}

// Replace makes a row's id another one.
func (m *MarkSet[ID]) Replace(was, is ID) {
	if m.anchor == was {
		m.anchor = is
	}
	if m.Marked(was) {
		delete(m.ids, was)
		m.ids[is] = struct{}{}
	}
}

// Touched grows whenever marks are made: whoever remembers it knows later whether
// they are newer than something else.
func (m *MarkSet[ID]) Touched() int { return m.touched }

// InRange tells whether a range is open.
func (m *MarkSet[ID]) InRange() bool {
	var none ID
	return m.anchor != none
}

// Key answers a command that marks, with the cursor on a row; false for any other.
func (m *MarkSet[ID]) Key(c keymap.Command, cursor ID, rows Spanned[ID]) bool {
	switch c {
	case keymap.Mark:
		if m.Marked(cursor) {
			m.Unmark([]ID{cursor})
			m.touched++
			return true
		}
		m.Mark([]ID{cursor})
	case keymap.Range:
		if !m.EndRange(cursor, rows) {
			m.anchor = cursor
			m.Mark([]ID{cursor})
		}
	case keymap.MarkAll:
		m.markAll(rows)
	default:
		return false
	}
	return true
}

// EndRange marks all from where a range began to the cursor; false when none is open.
// It began at a row, so rows that arrive meanwhile cannot shift it. From one that is
// not in the list now nobody could say what lies between: it stays open.
func (m *MarkSet[ID]) EndRange(cursor ID, rows Spanned[ID]) bool {
	if !m.InRange() {
		return false
	}
	between := rows.Between(m.anchor, cursor)
	if len(between) == 0 {
		return false
	}
	m.close()
	m.Mark(between)
	return true
}

// Meant are the rows that ending the range and then acting would reach: the marked ones and
// those of the open range, in no order.
func (m *MarkSet[ID]) Meant(cursor ID, rows Spanned[ID]) []ID {
	if !m.InRange() {
		return m.All()
	}
	set := maps.Clone(m.ids)
	for _, id := range rows.Between(m.anchor, cursor) {
		set[id] = struct{}{}
	}
	return slices.Collect(maps.Keys(set))
}

// Ranged tells which places are in the open range, and how many rows are, those out of sight
// included. Where nobody could say what lies between, none is.
func (m *MarkSet[ID]) Ranged(cursor ID, rows Spanned[ID]) (in func(i int) bool, n int) {
	none := func(int) bool { return false }
	if !m.InRange() {
		return none, 0
	}
	from, here := rows.Index(m.anchor)
	to, there := rows.Index(cursor)
	if here && there {
		from, to = min(from, to), max(from, to)
		return func(i int) bool { return i >= from && i <= to }, to - from + 1
	}
	between := rows.Between(m.anchor, cursor)
	set := make(map[ID]struct{}, len(between))
	for _, id := range between {
		set[id] = struct{}{}
	}
	return func(i int) bool { _, ok := set[rows.ID(i)]; return ok }, len(between)
}

func (m *MarkSet[ID]) close() {
	var none ID
	m.anchor = none
}

// markAll marks every row, or none when all were marked.
func (m *MarkSet[ID]) markAll(rows Rows[ID]) {
	ids := make([]ID, rows.Len())
	for i := range ids {
		ids[i] = rows.ID(i)
	}
	if slices.ContainsFunc(ids, func(id ID) bool { return !m.Marked(id) }) {
		m.Mark(ids)
		return
	}
	m.touched++
	m.Unmark(ids)
}

// All are the marked rows, in no order.
func (m *MarkSet[ID]) All() []ID { return slices.Collect(maps.Keys(m.ids)) }

// Hidden counts the marked rows that are not among the rows.
func (m *MarkSet[ID]) Hidden(rows Rows[ID]) int { return Absent(rows, maps.Keys(m.ids)) }

// Absent counts those of some rows that are not among the rows.
func Absent[ID comparable](rows Rows[ID], ids iter.Seq[ID]) int {
	n := 0
	for id := range ids {
		if _, ok := rows.Index(id); !ok {
			n++
		}
	}
	return n
}

// MarksShown tells whether a mark, or the beginning of an open range, is among the
// rows.
func (m *MarkSet[ID]) MarksShown(rows Rows[ID]) bool {
	if _, ok := rows.Index(m.anchor); ok && m.InRange() {
		return true
	}
	return m.Hidden(rows) < len(m.ids)
}
