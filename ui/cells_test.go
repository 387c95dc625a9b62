package ui_test

import (
	"strings"

	"lipdash/ui/kit/format"
)

// cellOf is the cell at which sub first stands in line, -1 when it does not.
func cellOf(line, sub string) int {
	i := strings.Index(line, sub)
	if i < 0 {
		return -1
	}
	return format.Width(line[:i])
}
