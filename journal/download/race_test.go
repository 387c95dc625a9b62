//go:build race

package download

// checks is how often properties are tried: the detector makes SQLite, which is
// compiled from C, slow.
const checks = "20"
