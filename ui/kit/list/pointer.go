package list

// Click puts the cursor on the row that is drawn on a line of the list, and tells whether
// there is one.
func (l *List[ID]) Click(line int, rows Rows[ID]) bool {
	line -= l.headLines()
	from, to := l.Visible(rows)
	if line < 0 || line >= l.Room() {
		return false
	}
	for i := from; i < to; i++ {
		if line -= l.height(rows, i); line < 0 {
			l.Put(i, rows)
			return true
		}
	}
	return false
}

// Wheel moves the rows by lines, to those further down when positive. The cursor stays on its
// row as long as that is on screen.
func (l *List[ID]) Wheel(by int, rows Rows[ID]) {
	n := rows.Len()
	if n == 0 {
		return
	}
	room, i := l.Room(), l.at
	line := min(l.line-by, l.lines(rows, 0, i))
	line = max(line, min(l.line, room-l.lines(rows, i, n)))
	for line < 0 && i < n-1 {
		line += l.height(rows, i)
		i++
	}
	for line+l.height(rows, i) > room && i > 0 {
		i--
		line -= l.height(rows, i)
	}
	l.line, l.at, l.cursor = line, i, rows.ID(i)
	l.hold(rows)
}
