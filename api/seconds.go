package api

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// errTime is what is wrong with a time nobody can read.
var errTime = errors.New("it must be a time: seconds, or m:ss")

// Seconds reads a time as people write it: "90", "12.5", "1:30", "1:02:03.5". It is
// the one reader of times that are typed; on the wire they are seconds (api.md 2).
func Seconds(text string) (float64, error) {
	parts := strings.Split(strings.TrimSpace(text), ":")
	const units = 3 // hours, minutes and seconds
	if len(parts) > units {
		return 0, errTime
	}
	total := 0.0
	for i, part := range parts {
		n, err := strconv.ParseFloat(part, 64)
		switch {
		case err != nil || math.IsNaN(n) || math.IsInf(n, 0):
			return 0, errTime
		case n < 0:
			return 0, errors.New("it must not be negative")
		case len(parts) > 1 && !clockPart(part, i == 0, i == len(parts)-1):
			return 0, errTime
		}
		total = total*60 + n
	}
	return total + 0, nil // + 0 makes a negative zero a plain one
}

// clockPart tells whether a text may stand between the colons of a time: digits, and only in
// the last one, the seconds, a point. Only the first may be over 59.
func clockPart(part string, first, last bool) bool {
	whole, rest, point := strings.Cut(part, ".")
	digits := func(s string) bool { return strings.Trim(s, "0123456789") == "" }
	if whole == "" || !digits(whole) || !digits(rest) || point && !last {
		return false
	}
	n, err := strconv.Atoi(whole)
	return err == nil && (first || n < 60)
}

// TimeWords is a typed time as it is shown: "1:30" as it stands, "90" as "90 s".
func TimeWords(text string) string {
	if _, err := Seconds(text); err != nil || strings.Contains(text, ":") {
		return text
	}
	return text + " s"
}
