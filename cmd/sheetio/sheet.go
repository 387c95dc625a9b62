// Package sheetio reads the files that many lipsyncs are made from: CSV with whatever
// separates its columns and in the encodings that spreadsheets write, JSON as the API's
// batch takes it, JSON lines, or a folder whose files are paired by name. What the
// columns mean, and what is wrong with a row, is decided in ui/state/sheet.
//
// encoding/csv reads the rows, golang.org/x/text the bytes. Two libraries that detect
// encodings were tried: on a few short titles both take Japanese for Western European.
package sheetio

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"lipdash/cmd/host"
	"lipdash/ui/state/sheet"
)

// mostBytes is how large a sheet may be.
const mostBytes = 64 << 20

// Read reads a file, or a folder. The encoding is detected when it is "". The error is
// one sentence for a person.
func Read(path, encoding string) (sheet.Table, error) {
	full, err := filepath.Abs(host.Expand(path))
	if err != nil {
		return sheet.Table{}, err
	}
	info, err := os.Stat(full)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return sheet.Table{}, fmt.Errorf("%s: no such file", path)
	case err != nil:
		return sheet.Table{}, fmt.Errorf("%s cannot be looked at", path)
	case info.IsDir():
		return folder(path, full)
	}
	f, err := os.Open(full) //nolint:gosec // the user names it
	if err != nil {
		return sheet.Table{}, fmt.Errorf("%s may not be read", path)
	}
	defer f.Close() //nolint:errcheck // only read
	return From(f, path, filepath.Dir(full), encoding)
}

// From reads a sheet that is no file of its own, such as what is piped in; relative
// paths in it begin at dir.
func From(r io.Reader, name, dir, encoding string) (sheet.Table, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostBytes+1))
	switch {
	case err != nil:
		return sheet.Table{}, fmt.Errorf("%s cannot be read", name)
	case len(raw) > mostBytes:
		return sheet.Table{}, fmt.Errorf("%s is larger than %d MB: that is no sheet", name, mostBytes>>20)
	}
	t, err := parse(raw, encoding)
	if err != nil {
		return sheet.Table{}, fmt.Errorf("%s: %w", name, err)
	}
	t.Name, t.Dir = filepath.Base(name), dir
	return t, nil
}

func parse(raw []byte, encoding string) (sheet.Table, error) {
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return sheet.Table{}, errors.New("this is a workbook (xlsx, ods or numbers): save it as CSV and give that")
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return sheet.Table{}, errors.New("this is an old Excel workbook (xls): save it as CSV and give that")
	}
	text, took, err := decode(raw, encoding)
	if err != nil {
		return sheet.Table{}, err
	}
	t := sheet.Table{Guessed: took.guessed}
	start := bytes.TrimSpace(text)
	switch {
	case len(start) == 0:
		return t, errors.New("the file is empty")
	case start[0] == '{', start[0] == '[':
		err = readJSON(text, &t)
	default:
		err = readCSV(text, &t)
	}
	t.How = append(t.How, took.name)
	return t, err
}
