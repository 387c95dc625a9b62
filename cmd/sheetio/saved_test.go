package sheetio

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lipdash/api/record"
)

// batchOf is a batch of one item that was read from a path.
func batchOf(from, input string, state record.ItemState) record.Batch {
	return record.Batch{Name: "week 47", From: from, Items: []record.BatchItem{{Number: 2, Input: input, State: state, Title: "字幕"}}}
}

// saved saves a batch, and says how its file is called below dir.
func saved(t *testing.T, dir string, b record.Batch) (name string, again bool) {
	t.Helper()
	path, again, err := SaveBatch(b, filepath.Join(dir, "out"))
	if err != nil {
		t.Fatal(err)
	}
	name, err = filepath.Rel(dir, path)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.ToSlash(name), again
}

func TestResultsGoBesideTheSheetAndWriteNothingOverButOlderOnesOfTheBatch(t *testing.T) {
	dir := t.TempDir()
	from := filepath.Join(dir, "week47.csv")
	first := batchOf(from, "=a.mp4", record.ItemRunning)
	if name, again := saved(t, dir, first); name != "week47.results.csv" || again {
		t.Errorf("%s, again %v", name, again)
	}
	first.Items[0].Job, first.Items[0].State = "ls_1", record.ItemCompleted
	if name, again := saved(t, dir, first); name != "week47.results.csv" || !again {
		t.Errorf("the same batch goes to %s, again %v", name, again)
	}
	raw, err := os.ReadFile(filepath.Join(dir, "week47.results.csv"))
	if err != nil || !strings.Contains(string(raw), "ls_1,completed") {
		t.Errorf("%s, %v", raw, err)
	}
	second := batchOf(from, "=a.mp4", record.ItemCompleted)
	second.Items[0].Job = "ls_2"
	if name, again := saved(t, dir, second); name != "week47.results-2.csv" || again {
		t.Errorf("another batch of the sheet goes to %s, again %v", name, again)
	}
	if err := os.WriteFile(filepath.Join(dir, "mine.results.csv"), []byte("my notes\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if name, _ := saved(t, dir, batchOf(filepath.Join(dir, "mine.csv"), "b", record.ItemRunning)); name != "mine.results-2.csv" {
		t.Errorf("beside a file of the user's it goes to %s", name)
	}
	if raw, _ := os.ReadFile(filepath.Join(dir, "mine.results.csv")); string(raw) != "my notes\n" {
		t.Errorf("the user's file is %q", raw)
	}
}

func TestResultsWithoutASheetGoWhereFilesGo(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct{ from, name, want string }{
		{"", "ep018, 12 voices", "out/ep018, 12 voices.results.csv"},
		{"", "a/b: c?", "out/a_b_ c_.results.csv"},
		{"", " ..", "out/batch.results.csv"},
		{filepath.Join(dir, "gone", "week48.csv"), "week 48", "out/week48.results.csv"},
		{dir, "pairs", filepath.Base(dir) + ".results.csv"},
	} {
		b := batchOf(c.from, "x", record.ItemRunning)
		b.Name = c.name
		if name, again := saved(t, dir, b); name != c.want || again {
			t.Errorf("from %q: %s, again %v", c.from, name, again)
		}
	}
}
