package sheetio

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"lipdash/ui/state/sheet"
)

// separators are what parts the columns of a CSV, and how that is called.
var separators = []struct {
	r    rune
	name string
}{{',', "commas"}, {';', "semicolons"}, {'\t', "tabs"}, {'|', "bars"}}

// readCSV reads rows below a first line with the names of the columns. Lines that hold
// nothing are left out, and counted.
func readCSV(text []byte, t *sheet.Table) error {
	comma, skip := separator(text)
	r := csv.NewReader(bytes.NewReader(text[skip:]))
	r.Comma, r.FieldsPerRecord = comma, -1
	above := bytes.Count(text[:skip], []byte("\n"))
	for _, s := range separators {
		if s.r == comma {
			t.How = append(t.How, "separated by "+s.name)
		}
	}
	for {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return csvError(err, above)
		case blank(cells):
			continue
		}
		line, _ := r.FieldPos(0)
		t.Records = append(t.Records, sheet.Record{Line: line + above, Cells: cells})
		if len(t.Records) == 1 && t.Columns == nil {
			t.Columns, t.Records = cells, nil
			continue
		}
		fit(t, &t.Records[len(t.Records)-1])
	}
}

// fit refuses cells without a column: then a separator inside of a value was not quoted,
// and all behind it are of the wrong column.
func fit(t *sheet.Table, r *sheet.Record) {
	for len(r.Cells) > len(t.Columns) && strings.TrimSpace(r.Cells[len(r.Cells)-1]) == "" {
		r.Cells = r.Cells[:len(r.Cells)-1]
	}
	if n := len(r.Cells); n > len(t.Columns) {
		r.Wrong = fmt.Sprintf("it has %d cells for %d columns: a value with a separator in it needs quotes around it", n, len(t.Columns))
		r.Cells = r.Cells[:len(t.Columns)]
	}
}

func blank(cells []string) bool { return strings.TrimSpace(strings.Join(cells, "")) == "" }

// separator is what parts the columns, and how many bytes at the beginning say so and
// nothing else. "sep=;" on the first line says it, as Excel writes and reads it; else it
// is what stands most often outside of quotes on the first line that is not empty.
func separator(text []byte) (comma rune, skip int) {
	first, _, _ := bytes.Cut(text, []byte("\n"))
	if rest, ok := bytes.CutPrefix(bytes.ToLower(bytes.Trim(first, "\" \r")), []byte("sep=")); ok && len(rest) == 1 {
		return rune(rest[0]), min(len(first)+1, len(text))
	}
	counts, quoted, began := map[rune]int{}, false, false
	for _, r := range string(text) {
		switch {
		case r == '"':
			quoted = !quoted
		case r == '\n' && !quoted && began:
			return most(counts), 0
		case !quoted:
			counts[r]++
		}
		began = began || r > ' '
	}
	return most(counts), 0
}

func most(counts map[rune]int) rune {
	best := ','
	for _, s := range separators {
		if counts[s.r] > counts[best] {
			best = s.r
		}
	}
	return best
}

func csvError(err error, above int) error {
	var wrong *csv.ParseError
	if !errors.As(err, &wrong) {
		return err
	}
	switch line := wrong.Line + above; {
	case errors.Is(wrong.Err, csv.ErrBareQuote):
		return fmt.Errorf(`line %d has a quote inside of a value: put quotes around the value, and write "" for each in it`, line)
	case errors.Is(wrong.Err, csv.ErrQuote):
		return fmt.Errorf("the quote that begins on line %d has no end, or is followed by text", wrong.StartLine+above)
	default:
		return fmt.Errorf("line %d: %w", line, wrong.Err)
	}
}
