//go:build race

package depot

// checks is how often properties are tried: the detector makes SQLite, which is
// compiled from C, slow.
const checks = "20"
