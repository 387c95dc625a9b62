package sheet

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// Goes tells whether a row is sent: it is ready, or the user took it in.
func (s *Sheet) Goes(row int) bool {
	r := &s.rows[row]
	switch {
	case r.Verdict == Trouble, r.Verdict == Checking, s.LeftOut(row):
		return false
	case r.choice == takenIn:
		return true
	}
	return r.Verdict == Ready || r.Verdict == Warned
}

// LeftOut tells whether the user left a row out.
func (s *Sheet) LeftOut(row int) bool {
	c := s.rows[row].choice
	return c == leftOut || c == later
}

// Again takes in the rows that were made before.
func (s *Sheet) Again() {
	for i := range s.rows {
		if s.rows[i].Verdict == MadeBefore {
			s.rows[i].choice = takenIn
		}
	}
}

// Only leaves out all rows but those of some lines.
func (s *Sheet) Only(keep func(line int) bool) {
	for i := range s.rows {
		if !keep(s.rows[i].Line) {
			s.rows[i].choice = leftOut
		}
	}
}

// First leaves out what would go behind the first n.
func (s *Sheet) First(n int) {
	for i := range s.rows {
		if !s.Goes(i) {
			continue
		}
		if n--; n < 0 {
			s.rows[i].choice = later
		}
	}
}

// Sum is what of a sheet would be sent now, and what not.
type Sum struct {
	// Of are the rows by their verdict but those that the user left out, which are Out; stay
	// are those of them that do not go.
	Of, stay map[Verdict]int
	Out      int
	// Sent are those that were sent from here.
	Sent int
	// Rows are sent, of which Priced have a known length; Cost is of those, in dollars.
	Rows, Priced int
	Cost         float64
	// Uploads are the local files, each once.
	Uploads create.Uploads
}

// Sum adds up the rows as they stand.
func (s *Sheet) Sum() Sum {
	sum := Sum{Of: map[Verdict]int{}, stay: map[Verdict]int{}}
	files := map[string]api.LocalFile{}
	for i := range s.rows {
		r := &s.rows[i]
		if s.LeftOut(i) {
			sum.Out++
			continue
		}
		if s.Sent(i) && !s.Goes(i) {
			sum.Sent++
			continue
		}
		sum.Of[r.Verdict]++
		if !s.Goes(i) {
			sum.stay[r.Verdict]++
			continue
		}
		sum.Rows++
		if r.Cost > 0 {
			sum.Priced++
			sum.Cost += r.Cost
		}
		for _, path := range r.paths {
			files[path] = s.files[path]
		}
	}
	for f := range maps.Values(files) {
		sum.Uploads.Add(f)
	}
	return sum
}

// ID is the same for the same rows, however often the sheet is read, so that what it made
// is found again. Nth tells apart the times that it is made again on purpose.
func (s *Sheet) ID(nth int) record.BatchID {
	h := sha256.New()
	for i := range s.rows {
		r := &s.rows[i]
		_, _ = fmt.Fprintf(h, "%d %s %s\n", r.Line, r.Hash, r.Values["title"])
	}
	id := "sheet-" + hex.EncodeToString(h.Sum(nil))[:24]
	if nth > 0 {
		id = fmt.Sprintf("%s-%d", id, nth+1)
	}
	return record.BatchID(id)
}

// Label is what the batch is called: as the sheet says, or as its file is called.
func (s *Sheet) Label() string {
	if s.Title != "" {
		return s.Title
	}
	return strings.TrimSuffix(s.Name, filepath.Ext(s.Name))
}

// Order is the batch of all rows that go, with the values of each.
func (s *Sheet) Order() (record.Batch, []map[string]string) {
	b := record.Batch{Name: s.Label(), From: s.from()}
	var values []map[string]string
	for i := range s.rows {
		if !s.Goes(i) {
			continue
		}
		r := &s.rows[i]
		b.Items = append(b.Items, record.BatchItem{Number: r.Line, Input: input(r), Cost: r.Cost})
		values = append(values, r.Values)
	}
	return b, values
}

// from is where the sheet lies.
func (s *Sheet) from() string {
	if s.Folder() {
		return s.Dir
	}
	return filepath.Join(s.Dir, s.Name)
}

// input is what a row is made from, as it stands in the sheet.
func input(r *Row) string {
	var out []string
	for _, param := range []string{"video", "audio"} {
		out = append(out, format.RedactValue(cmp.Or(r.Cells[param], r.Values[param])))
	}
	return strings.Join(out, " + ")
}
