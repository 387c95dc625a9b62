//go:build !race

package depot

// checks is how often properties are tried.
const checks = "100"
