package sheetio

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"lipdash/cmd/host"
	"lipdash/ui/state/sheet"
)

// Write writes rows as CSV. What a spreadsheet would run as a formula gets an apostrophe
// in front, which makes it text there.
func Write(w io.Writer, rows [][]string) error {
	out := csv.NewWriter(w)
	for _, row := range rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = harmless(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func harmless(cell string) string {
	if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@\t\r\n") {
		return "'" + cell
	}
	return cell
}

// Save writes results into a file, whole or not at all, in place of results that are there
// already and of nothing else. Where there is more than ASCII it begins with the mark by which
// spreadsheets know UTF-8.
func Save(path string, rows [][]string) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real // the link stays
	}
	if err := replaceable(path); err != nil {
		return err
	}
	var b bytes.Buffer
	if err := Write(&b, rows); err != nil {
		return err
	}
	raw := b.Bytes()
	if bytes.ContainsFunc(raw, func(r rune) bool { return r >= utf8.RuneSelf }) {
		raw = append([]byte(mark), raw...)
	}
	if err := host.WriteWhole(path, raw); err != nil {
		return fmt.Errorf("%s cannot be written", path)
	}
	return nil
}

const mark = "\ufeff"

// replaceable refuses a file that is there and holds no results.
func replaceable(path string) error {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s is no file that could hold results", path)
	}
	f, err := os.Open(path) //nolint:gosec // the user names it
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s cannot be read, so it is not written over", path)
	}
	defer f.Close()                                    //nolint:errcheck // only read
	head := strings.Join(sheet.ResultColumns[:8], ",") // those of before there were reviews too
	raw := make([]byte, len(mark)+len(head))
	n, _ := io.ReadFull(f, raw)
	if n > 0 && !bytes.HasPrefix(bytes.TrimPrefix(raw[:n], []byte(mark)), []byte(head)) {
		return fmt.Errorf("%s is there already and holds no results: name another file with --results", path)
	}
	return nil
}

// ResultsBeside is where the results of a sheet go that is not told otherwise.
func ResultsBeside(t sheet.Table) string {
	if t.Unit == "pair" {
		return filepath.Join(t.Dir, "results.csv")
	}
	return filepath.Join(t.Dir, strings.TrimSuffix(t.Name, filepath.Ext(t.Name))+".results.csv")
}
