// Package sheet decides about many lipsyncs that come from one sheet: what its columns
// mean, which rows can go and what speaks against the others, what they are likely to
// cost, and what of a batch is told afterwards.
//
// A Sheet is made from a Table that was read elsewhere. It says which files and which
// inputs it wants to know about (Files, Inputs), takes the answers (Looked, Made) and has
// a verdict on every row at any time. It reads, sends and draws nothing.
package sheet

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/create"
)

// Sheet is the rows of a table, and what is known of each.
type Sheet struct {
	Table
	// Unused are the columns that mean nothing here.
	Unused []string

	columns  []column
	defaults map[string]string
	rates    create.Rates
	now      time.Time
	rows     []Row
	// files is what is known of local files, by whole path; fixes are cells that were
	// changed here and not in the sheet.
	files map[string]api.LocalFile
	fixes map[cell]fix
	// batch is what becomes of the rows that go, the same for every attempt to hand them over.
	batch record.BatchID
	// stale are files that are to be looked at again.
	stale map[string]bool
	// first is the first row of each hash.
	first map[string]int
}

// cell is a place of a sheet that stays when rows above it come and go.
type cell struct {
	line  int
	param string
}

// fix is a text in place of the one that stands in the sheet.
type fix struct{ was, is string }

// Row is one lipsync of a sheet.
type Row struct {
	// Line is where it stands in the sheet.
	Line int
	// Cells are the texts as they stand there, by parameter; Values are what is sent:
	// with whole paths, and defaults for what is empty.
	Cells, Values map[string]string
	Verdict       Verdict
	// Findings are what is to be said of it, the worst first.
	Findings []Finding
	// Seconds is how long the result is likely to be, Cost what it costs by estimate, in
	// dollars; 0 when nobody can tell.
	Seconds, Cost float64
	// Hash is of what decides the result (submission.InputsHash).
	Hash string

	record Record
	// paths are its local files, by parameter.
	paths map[string]string
	made  *made
	// sent is the item of the batch that this sheet was sent as, and differs the parameters
	// that were others then.
	sent    *record.BatchItem
	differs []string
	// again says that it was refused, or failed, in the batch that this sheet was sent as.
	again   bool
	choice  choice
	unknown int // local files nobody has looked at
}

// made is what was made from the inputs of a row before; here says that it was sent from this
// sheet.
type made struct {
	here    bool
	jobs    []api.JobID
	pending []submission.ID
}

// choice is what the user says of a row.
type choice int

const (
	byVerdict choice = iota
	leftOut
	// later is left out of what is sent now alone.
	later
	takenIn
)

// New makes a sheet of a table. Defaults stand for empty cells, by parameter. The error
// is for a table that cannot be meant.
func New(t Table, defaults map[string]string, rates create.Rates, now time.Time) (*Sheet, error) {
	cols, unused, err := columns(t, defaults)
	if err != nil {
		return nil, err
	}
	s := &Sheet{
		Table: t, Unused: append(unused, t.Ignored...), columns: cols, defaults: defaults, rates: rates, now: now,
		files: map[string]api.LocalFile{}, fixes: map[cell]fix{},
	}
	for _, r := range t.Records {
		s.rows = append(s.rows, Row{Line: r.Line, record: r})
		s.fill(&s.rows[len(s.rows)-1])
	}
	s.judgeAll()
	return s, nil
}

// Rows are all rows, in the sheet's order; they are not to be changed.
func (s *Sheet) Rows() []Row { return s.rows }

// At is the place of the row on a line, -1 when there is none.
func (s *Sheet) At(line int) int {
	return slices.IndexFunc(s.rows, func(r Row) bool { return r.Line == line })
}

// Folder tells whether it is a folder, which has no text.
func (s *Sheet) Folder() bool { return s.Unit == "pair" }

// Where is what a row is called where it stands: a line, an entry or a pair.
func (s *Sheet) Where() string {
	if s.Unit == "" {
		return "line"
	}
	return s.Unit
}

// fill reads the cells of a row.
func (s *Sheet) fill(r *Row) {
	r.Cells, r.Values = map[string]string{}, maps.Clone(s.defaults)
	if r.Values == nil {
		r.Values = map[string]string{}
	}
	for i, c := range s.columns {
		if c.param == "" || i >= len(r.record.Cells) {
			continue
		}
		text := strings.TrimSpace(r.record.Cells[i])
		if f, ok := s.fixes[cell{r.Line, c.param}]; ok && f.was == text {
			text = f.is
		}
		s.put(r, c, text)
	}
	for place, f := range s.fixes { // of parameters that have no column
		if place.line == r.Line && f.was == "" && r.Cells[place.param] == "" {
			s.put(r, column{param: place.param}, f.is)
		}
	}
	r.Hash = submission.InputsHash(r.Values)
	r.made, r.paths = nil, map[string]string{}
	for param, v := range r.Values {
		if path := localPath(param, v); path != "" {
			r.paths[param] = path
		}
	}
}

func (s *Sheet) put(r *Row, c column, text string) {
	if text == "" {
		return
	}
	r.Cells[c.param] = text
	r.Values[c.param] = s.whole(c.param, c.valueOf(text))
}

// whole is a value with a relative path seen from where the sheet lies.
func (s *Sheet) whole(param, v string) string {
	path := localPath(param, v)
	if path == "" || filepath.IsAbs(path) || strings.HasPrefix(path, "~") {
		return v
	}
	return filepath.Join(s.Dir, path)
}

// localPath is the path in a value, "" when it is none.
func localPath(param, v string) string {
	if p, _ := api.ParamByName(param); p.Kind != api.KindSource {
		return ""
	}
	return api.LocalPath(v)
}
