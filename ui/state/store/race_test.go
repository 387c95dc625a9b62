//go:build race

package store

// seeds is how many runs the network simulation makes; the race detector is slow
// and looks for something else.
const seeds = 4_000
