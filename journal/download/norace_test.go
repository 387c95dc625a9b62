//go:build !race

package download

// checks is how often properties are tried.
const checks = "100"
