package pattern

import (
	"strconv"
	"unicode/utf8"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/textline"
)

// longest is where a title made by a pattern is taken for a slip. HeyGen names no limit
// (api.md 2).
const longest = 255

// Change is a job's title before and after.
type Change struct{ ID, Old, New string }

// Plan is what a pattern would do to a set of jobs.
type Plan struct {
	Changes []Change
	// same stay as they are; empty and long would get no title or a slip of one
	// and stay too; duplicates would share theirs with another of the set.
	same, empty, long, duplicates int
	// undated and modeless lack what the pattern asks for.
	undated, modeless int
}

// Plan is what the pattern would do to jobs, which it numbers in their order.
func (p Pattern) Plan(jobs []Job) Plan {
	var out Plan
	seen := map[string]int{}
	for i, j := range jobs {
		j.N = i + 1
		seen[out.add(p, j)]++
	}
	for _, n := range seen {
		if n > 1 {
			out.duplicates += n
		}
	}
	return out
}

// add notes what happens to a job; it returns the title that the job will have.
func (out *Plan) add(p Pattern, j Job) string {
	title, old := p.Title(j), textline.OneLine(j.Title)
	switch n := utf8.RuneCountInString(title); {
	case title == "":
		out.empty++
		return old
	case n > longest && n > utf8.RuneCountInString(old):
		out.long++
		return old
	case title == old:
		out.same++
		return old
	}
	if j.Created.IsZero() && p.Uses(Date) {
		out.undated++
	}
	if j.Mode == "" && p.Uses(Mode) {
		out.modeless++
	}
	out.Changes = append(out.Changes, Change{j.ID, old, title})
	return title
}

// Notes are what the first few changes do not show.
func (out Plan) Notes() []string {
	var notes []string
	say := func(n int, one, many string) {
		if n > 0 {
			notes = append(notes, format.Count(n, one, many))
		}
	}
	over := "would be over " + strconv.Itoa(longest) + " characters and "
	say(out.same, "stays as it is", "stay as they are")
	say(out.empty, "would be empty and stays", "would be empty and stay")
	say(out.long, over+"stays", over+"stay")
	say(out.duplicates, "has another's title", "will share a title with another")
	say(out.undated, "has no known date", "have no known date")
	say(out.modeless, "has no known mode", "have no known mode")
	return notes
}
