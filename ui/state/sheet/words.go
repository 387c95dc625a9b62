package sheet

import (
	"fmt"
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// About says how the sheet was read, in one line.
func (s *Sheet) About() string {
	how := strings.Join(s.How, ", ")
	if s.Guessed {
		how += " by a guess"
	}
	return fmt.Sprintf("%s: %s, %s", s.Name, format.Count(len(s.rows), "row", "rows"), how)
}

// Notes are what is to be said of the sheet as a whole.
func (s *Sheet) Notes() []string {
	var out []string
	if s.Guessed {
		out = append(out, "read as "+s.How[len(s.How)-1]+", which is a guess")
	}
	if len(s.Unused) > 0 {
		out = append(out, "not used: "+strings.Join(s.Unused, ", "))
	}
	if len(s.Alone) > 0 {
		out = append(out, "without a partner: "+strings.Join(s.Alone, ", "))
	}
	return out
}

// Counts says how many rows there are of each verdict: "56 ready, 1 warning, 2 in trouble".
func (m Sum) Counts() string { return m.counts(m.Of) }

// Stays says the same of the rows that do not go and were not sent.
func (m Sum) Stays() string {
	m.Sent = 0
	return m.counts(m.stay)
}

func (m Sum) counts(of map[Verdict]int) string {
	var out []string
	add := func(n int, words string) {
		if n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, words))
		}
	}
	add(m.Sent, "sent")
	add(of[Checking], "being checked")
	add(of[Ready], "ready")
	add(of[Warned], "with a warning")
	add(of[Trouble], "in trouble")
	add(of[Twice], "twice in the sheet")
	add(of[MadeBefore], "made before")
	add(m.Out, "left out")
	return strings.Join(out, ", ")
}

// Price says what the rows that go cost, as the estimate it is.
func (m Sum) Price() string {
	switch {
	case m.Rows == 0:
		return ""
	case m.Priced == 0:
		return "of unknown cost, since no length is known"
	}
	return create.AboutSome(m.Cost, m.Priced, m.Rows)
}

// Bad are the rows that keep a script from sending anything: those in trouble, and those
// that say the same as another.
func (s *Sheet) Bad() []Row {
	var out []Row
	for i, r := range s.rows {
		if r.choice == byVerdict && (r.Verdict == Trouble || r.Verdict == Twice) {
			out = append(out, s.rows[i])
		}
	}
	return out
}

// Lines names the lines of rows, at most a handful.
func (s *Sheet) Lines(rows []Row) string {
	const most = 6
	var out []string
	for _, r := range rows {
		out = append(out, fmt.Sprint(r.Line))
	}
	text := format.Plural(len(out), s.Where(), map[string]string{"line": "lines", "entry": "entries", "pair": "pairs"}[s.Where()]) + " " + strings.Join(out[:min(len(out), most)], ", ")
	if more := len(out) - most; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// Named is what a row is called: its title, else its file or link.
func (r Row) Named() string {
	for _, param := range []string{"title", "audio", "video"} {
		if v := r.Cells[param]; v != "" {
			return v
		}
	}
	return ""
}
