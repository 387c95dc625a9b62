//go:build !race

package ui_test

// watched is the share of the ten minutes that a fleet is watched.
const watched = 1.0
