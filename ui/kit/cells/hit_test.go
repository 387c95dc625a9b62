package cells

import "testing"

func TestAClickIsOnTheWordThatIsDrawnThere(t *testing.T) {
	line := "\x1b[1m Jobs\x1b[m   日本 Batches   Jobs 2"
	words := []string{"Jobs", "日本", "gone", "Batches", "Jobs"}
	for x, want := range map[int]int{0: -1, 1: 0, 4: 0, 5: -1, 8: 1, 11: 1, 12: -1, 13: 3, 19: 3, 20: -1, 23: 4, 26: 4, 28: -1, 99: -1} {
		if got, _ := WordAt(line, words, x); got != want {
			t.Errorf("cell %d is on %d, want %d", x, got, want)
		}
	}
	for x, want := range map[int]int{0: -1, 5: 0, 12: 1, 99: 4} {
		if got := PartAt(line, words, x); got != want {
			t.Errorf("cell %d is in the part of %d, want %d", x, got, want)
		}
	}
}
