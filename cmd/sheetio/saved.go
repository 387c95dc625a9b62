package sheetio

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lipdash/api/record"
	"lipdash/ui/state/sheet"
)

// SaveBatch writes the results of a batch beside the sheet it was read from, or into folder
// where it is of no sheet or its folder is gone. Older results of the same batch are written
// anew, which again tells; any other file that is in the way stays, and a number goes to the
// name.
func SaveBatch(b record.Batch, folder string) (path string, again bool, err error) {
	dir, name := filepath.Split(b.From)
	switch info, err := os.Stat(b.From); {
	case b.From == "":
		name = fileName(b.Name)
	case err == nil && info.IsDir():
		dir, name = b.From, filepath.Base(b.From)
	}
	if info, err := os.Stat(dir); b.From == "" || err != nil || !info.IsDir() {
		dir = folder
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return "", false, fmt.Errorf("the folder %s cannot be made", dir)
		}
	}
	rows := sheet.Results(b)
	stem := filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+".results")
	for n := 1; ; n++ {
		path = stem + ".csv"
		if n > 1 {
			path = fmt.Sprintf("%s-%d.csv", stem, n)
		}
		switch _, err := os.Lstat(path); {
		case errors.Is(err, os.ErrNotExist):
		case n < mostTried && !holds(path, rows):
			continue
		default:
			again = true
		}
		return path, again, Save(path, rows)
	}
}

// mostTried is how many names are tried.
const mostTried = 1000

// fileName is a name as that of a file.
func fileName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name), " .")
	if name == "" {
		return "batch"
	}
	return name
}

// holds tells whether a file holds earlier results of the same batch: the same lines with the
// same inputs, and no other job than the one that is there now.
func holds(path string, rows [][]string) bool {
	f, err := os.Open(path) //nolint:gosec // beside the user's sheet
	if err != nil {
		return false
	}
	defer f.Close() //nolint:errcheck // only read
	raw, err := io.ReadAll(io.LimitReader(f, 1<<24))
	if err != nil {
		return false
	}
	was, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), mark))).ReadAll()
	if err != nil || len(was) != len(rows) || !slices.Equal(was[0], rows[0]) {
		return false
	}
	const line, input, job = 0, 1, 3
	for i, now := range rows[1:] {
		old, same := was[i+1], func(at int) bool { return was[i+1][at] == harmless(now[at]) }
		if !same(line) || !same(input) || old[job] != "" && !same(job) {
			return false
		}
	}
	return true
}
