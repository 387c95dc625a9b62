package sheet

import (
	"strings"
	"time"
)

// Read takes the sheet again, as it was read after a change. What is known of files and what
// was made counts until it is asked for again; what was fixed here, left out or sent
// stays where the row still says the same.
func (s *Sheet) Read(t Table, now time.Time) error {
	next, err := New(t, s.defaults, s.rates, now)
	if err != nil {
		return err
	}
	next.batch, next.fixes, next.files, next.stale = s.batch, s.fixes, s.files, map[string]bool{}
	for path := range s.files {
		next.stale[path] = true
	}
	old := map[int]Row{}
	for _, r := range s.rows {
		old[r.Line] = r
	}
	for i := range next.rows {
		r := &next.rows[i]
		next.fill(r)
		if o := old[r.Line]; o.Hash == r.Hash {
			r.choice, r.sent = o.choice, o.sent
			if o.made != nil && o.made.here {
				r.made = o.made
			}
		}
	}
	next.judgeAll()
	*s = *next
	return nil
}

// Fix puts a text in place of a cell's, here and not in the sheet.
func (s *Sheet) Fix(row int, param, text string) {
	if row < 0 {
		return
	}
	r := &s.rows[row]
	s.fixes[cell{r.Line, param}] = fix{was: s.inSheet(r, param), is: strings.TrimSpace(text)}
	s.fill(r)
	s.judgeAll()
}

// inSheet is a cell as it stands in the sheet, "" where there is none.
func (s *Sheet) inSheet(r *Row, param string) (text string) {
	for i, c := range s.columns {
		if c.param == param && i < len(r.record.Cells) {
			text = strings.TrimSpace(r.record.Cells[i])
		}
	}
	return text
}

// Toggle leaves a row out that would go, and takes one in that would not, unless
// something is wrong with it.
func (s *Sheet) Toggle(row int) (done bool) {
	if row < 0 {
		return true
	}
	r := &s.rows[row]
	switch goes := s.Goes(row); {
	case goes:
		r.choice = leftOut
	case r.Verdict == Trouble:
		return false
	default:
		r.choice = takenIn
	}
	return true
}
