package keymap

import "testing"

func TestACountBeginsWhereNoTabIs(t *testing.T) {
	for typed, want := range map[string]int{"5": 5, "57": 57, "03": 3, "012": 12, "9999999": 99999, "1": 0, "3": 0, "x": 0, "0": 0} {
		var c Count
		for _, k := range typed {
			c.Takes(string(k), Default().Lookup(string(k), Jobs, Queue, Move, Global))
		}
		if got := c.Take(); got != want || c.Take() != 0 {
			t.Errorf("%s counts %d, want %d", typed, got, want)
		}
	}
	m, _ := Remap([]Change{{Command: "undo", Keys: []string{"7"}}, {Command: "tab-jobs", Keys: []string{"f1"}}})
	for digit, want := range map[string]bool{"7": false, "1": true, "2": false} {
		var c Count
		if c.Takes(digit, m.Lookup(digit, Global)) != want {
			t.Errorf("with other keys %s begins a count: %t", digit, !want)
		}
	}
}
