package cmd

import (
	"strings"

	"lipdash/ui/kit/format"
)

// named are those that a name means: the one of that id, else those whose id begins with it,
// with so many letters at least, or that are called so.
func named[T any](all []T, name string, least int, of func(T) (id, called string)) (found []T) {
	for _, one := range all {
		switch id, called := of(one); {
		case id == name:
			return []T{one}
		case called != "" && strings.EqualFold(called, name), len(name) >= least && strings.HasPrefix(id, name):
			found = append(found, one)
		}
	}
	return found
}

// leastName is how much of an id names what has a name beside it.
const leastName = 4

// calledBy is a thing in a sentence, by its title and its id.
func calledBy(title, id string) string {
	id = format.OutsideLine(id)
	if title = format.Line(title); title == "" {
		return id
	}
	return format.Shorten(title, 40, format.Ellipsis) + " (" + id + ")"
}
