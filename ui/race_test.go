//go:build race

package ui_test

// watched is the share of the ten minutes that a fleet is watched; the race
// detector is slow and looks for something else.
const watched = 0.1
