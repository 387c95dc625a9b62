package sheet

import (
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Rows that can go are sent while others wait: what is left of a sheet, and what of it was
// mended here alone.

// Sent tells whether a row was sent from here.
func (s *Sheet) Sent(row int) bool {
	m := s.rows[row].made
	return m != nil && m.here
}

// wereSent takes that the rows that go were handed over; the next ones are another batch.
func (s *Sheet) wereSent(next record.BatchID) {
	for i := range s.rows {
		r := &s.rows[i]
		switch {
		case s.Goes(i):
			r.choice, r.made = byVerdict, &made{here: true}
		case r.choice == later:
			r.choice = byVerdict
		}
	}
	s.batch = next
	s.judgeAll()
}

// Left is how many rows were neither sent from here nor made before.
func (s *Sheet) Left() (n int) {
	for i, r := range s.rows {
		if s.Goes(i) || !s.Sent(i) && r.Verdict != MadeBefore {
			n++
		}
	}
	return n
}

// Unsent is how many cells were mended here of rows that were not sent: the sheet does not have
// them.
func (s *Sheet) Unsent() (n int) {
	for place, f := range s.fixes {
		i := s.At(place.line)
		if i < 0 || s.inSheet(&s.rows[i], place.param) != f.was || f.is == f.was {
			continue
		}
		if s.Goes(i) || !s.Sent(i) && s.rows[i].Verdict != MadeBefore {
			n++
		}
	}
	return n
}

// Unsent is how many cells were mended here and not sent, of all sheets.
func (r *Room) Unsent() (n int) {
	for _, s := range r.kept {
		n += s.Unsent()
	}
	return n
}

// Leaving says what stays of the sheet for whoever leaves it after some of it was sent or
// mended, "" for nothing; key comes back to it.
func (r *Room) Leaving(key string) string {
	if r.sheet == nil || r.handing {
		return ""
	}
	mended := r.sheet.Unsent()
	if mended == 0 && r.sheet.Sum().Sent == 0 {
		return ""
	}
	text := r.rest() + " left"
	if mended > 0 {
		text += ", with " + format.Count(mended, "edited cell", "edited cells")
	}
	return text + ": " + key + " continues"
}

// rest says how many rows are left.
func (r *Room) rest() string {
	n := r.sheet.Left()
	return format.Count(n, "row", "rows") + " of " + r.sheet.Name + format.Plural(n, " is", " are")
}
