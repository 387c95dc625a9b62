package submission

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestReordered(t *testing.T) {
	for _, c := range []struct {
		name, queue, chosen, want string
		move                      Move
	}{
		{"one forward", "abcd", "c", "acbd", Move{To: Forward}},
		{"the first stays", "abcd", "a", "abcd", Move{To: Forward}},
		{"a block forward", "abcd", "bc", "bcad", Move{To: Forward}},
		{"two apart", "abcd", "bd", "badc", Move{To: Forward}},
		{"against the top", "abcd", "ab", "abcd", Move{To: Forward}},
		{"one against the top, one not", "abcd", "ac", "acbd", Move{To: Forward}},
		{"one backward", "abcd", "b", "acbd", Move{To: Backward}},
		{"a block backward", "abcd", "bc", "adbc", Move{To: Backward}},
		{"against the end", "abcd", "cd", "abcd", Move{To: Backward}},
		{"to the top", "abcd", "db", "bdac", Move{To: ToTop}},
		{"to the end", "abcd", "ac", "bdac", Move{To: ToBottom}},
		{"before", "abcd", "d", "adbc", Move{To: ToBefore, Before: "b"}},
		{"before itself", "abcd", "b", "abcd", Move{To: ToBefore, Before: "b"}},
		{"before nobody", "abcd", "b", "abcd", Move{To: ToBefore, Before: "z"}},
		{"nobody", "abcd", "z", "abcd", Move{To: ToTop}},
	} {
		if got := joined(Reordered(ids(c.queue), ids(c.chosen), c.move)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func ids(s string) (out []ID) {
	for _, r := range s {
		out = append(out, ID(r))
	}
	return out
}

func joined(ids []ID) string {
	var b strings.Builder
	for _, id := range ids {
		b.WriteString(string(id))
	}
	return b.String()
}

// Whatever is moved where: nothing is lost, and those that are not chosen keep their order.
func TestReorderingLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		queue := ids("abcdefgh")[:rapid.IntRange(0, 8).Draw(t, "n")]
		chosen := rapid.SliceOfDistinct(rapid.SampledFrom(ids("abcdefghz")), func(id ID) ID { return id }).Draw(t, "chosen")
		m := Move{To: rapid.SampledFrom([]Place{ToTop, ToBottom, Forward, Backward, ToBefore}).Draw(t, "to"), Before: rapid.SampledFrom(ids("abcz")).Draw(t, "before")}
		got := Reordered(queue, chosen, m)
		rest := func(ids []ID) []ID {
			return slices.DeleteFunc(slices.Clone(ids), func(id ID) bool { return slices.Contains(chosen, id) })
		}
		if !slices.Equal(slices.Sorted(slices.Values(got)), queue) || !slices.Equal(rest(got), rest(queue)) {
			t.Fatalf("%s of %s with %s: %s", joined(chosen), joined(queue), joined(chosen), joined(got))
		}
	})
}

// What may have left is never dropped, and what is on its way is neither paused nor moved.
func TestWhatMayHaveLeftIsNotChanged(t *testing.T) {
	for _, s := range []Submission{
		{State: Queued},
		{State: Queued, Held: true},
		{State: Uploading},
		{State: Queued, Doubt: true},
		{State: Sending},
		{State: Unknown},
		{State: Asking},
		{State: Accepted},
		{State: Refused},
		{State: Discarded},
	} {
		waits := s.State == Queued
		if got := s.Refuse(PauseOne) == ""; got != waits {
			t.Errorf("%s is paused: %v", s.State, got)
		}
		if got := s.Refuse(Reorder) == ""; got != waits {
			t.Errorf("%s is moved: %v", s.State, got)
		}
		if got, want := s.Refuse(Drop) == "", (waits || s.State == Uploading) && !s.Doubt; got != want {
			t.Errorf("%s (in doubt: %v) is dropped: %v", s.State, s.Doubt, got)
		}
	}
}
