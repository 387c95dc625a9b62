// Package habits knows which keys of the footer somebody uses anyway: their hints step back
// behind those of keys that are not known yet. It is pure, and one number on disk.
package habits

import "slices"

// names are the hints that are counted, by their words. The order is that of the number on
// disk: there is room for sixteen.
var names = []string{
	"open", "create", "batch", "filter", "mark", "mark all", "download", "delete", "rename", "try again", "state", "sort", "copy", "page", "failures",
	Unbound,
}

// Unbound is what is said of a key that does nothing.
const Unbound = "does nothing here"

const (
	// few is how many uses make a key known.
	few = 5
	// bits are those of one count in the number; few leaves the highest one free, which is the
	// number's sign.
	bits = 4
	most = 1<<bits - 1
)

// Habits are how often keys were used.
type Habits struct{ n int64 }

// Used counts a use of what a hint says; it tells whether the number changed, which it does
// until the key is known.
func (h *Habits) Used(hint string) bool {
	i := slices.Index(names, hint)
	if i < 0 || h.count(i) >= few {
		return false
	}
	h.n += 1 << (i * bits)
	return true
}

// Known tells whether the key of a hint was used a few times.
func (h *Habits) Known(hint string) bool {
	i := slices.Index(names, hint)
	return i >= 0 && h.count(i) >= few
}

// Number is what is kept, and Learned takes what was kept before: of each key the larger count.
func (h *Habits) Number() int { return int(h.n) }

// Learned takes what was kept before.
func (h *Habits) Learned(n int) {
	before := Habits{int64(n)}
	sum := int64(0)
	for i := range names {
		sum += max(h.count(i), before.count(i)) << (i * bits)
	}
	h.n = sum
}

func (h *Habits) count(i int) int64 { return h.n >> (i * bits) & most }
