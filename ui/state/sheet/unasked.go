package sheet

import (
	"fmt"

	"lipdash/ui/kit/format"
)

// Obstacle is what keeps a sheet from being sent until the user says otherwise.
type Obstacle int

// The obstacles. Nothing is that no row would go, which no yes changes.
const (
	Clear Obstacle = iota
	BadRows
	OverFunds
	Nothing
)

// Allowed is what the user said yes to beforehand.
type Allowed struct{ BadRows, OverFunds bool }

// Obstacle is what keeps the rows from being sent that would go, with what there is to say
// of it; the first of several.
func (s *Sheet) Obstacle(a Allowed, f Funds) (Obstacle, string) {
	bad, sum := s.Bad(), s.Sum()
	switch over := s.Over(f); {
	case len(bad) > 0 && !a.BadRows:
		return BadRows, fmt.Sprintf("%s cannot go: %s.", format.Count(len(bad), "row", "rows"), s.Lines(bad))
	case sum.Rows == 0:
		return Nothing, "There is nothing to send: " + sum.Counts() + "."
	case over != "" && !a.OverFunds:
		return OverFunds, "The cost is an estimate. " + format.Sentence(over)
	}
	return Clear, ""
}

// Told says in a sentence what a sheet would send.
func (m Sum) Told() string {
	text := m.Counts() + "."
	if going := m.Going(); going != "" {
		text += " " + going + "."
	}
	return text
}

// Going says what would be sent, "" for nothing.
func (m Sum) Going() string {
	if m.Rows == 0 {
		return ""
	}
	text := format.Number(m.Rows) + " to send, " + m.Price()
	if up := m.Uploads.String(); up != "" {
		text += ", " + up
	}
	return text
}
