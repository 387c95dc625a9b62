//go:build !race

package store

// seeds is how many runs the network simulation makes.
const seeds = 20_000
