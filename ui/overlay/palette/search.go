package palette

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/sahilm/fuzzy"
)

// nearest is how many are offered where nothing fits.
const nearest = 4

// search are the entries that fit a text, the best first; far is true when none
// does and those are offered that are written most like it.
func search(all []Entry, text string) (found []Entry, far bool) {
	q := strings.ToLower(strings.TrimSpace(text))
	shown := slices.DeleteFunc(slices.Clone(all), func(e Entry) bool { return e.Hidden && !slices.Contains(e.Words, q) })
	if q == "" {
		return shown, false
	}
	ranks := map[int][]Entry{}
	for _, e := range shown {
		r := rank(e, q, text)
		ranks[r] = append(ranks[r], e)
	}
	for r := byWord; r < byNothing; r++ {
		found = append(found, ranks[r]...)
	}
	if found = append(found, scattered(ranks[byNothing], q)...); len(found) > 0 {
		return found, false
	}
	return near(shown, q), true
}

// How an entry fits, the best first.
const (
	byWord = iota
	byKey
	byBeginning
	byPart
	byMeaning
	byNothing
)

// rank is how an entry fits; keys differ by their case, words do not.
func rank(e Entry, q, typed string) int {
	name := strings.ToLower(e.Text)
	switch {
	case slices.Contains(e.Words, q):
		return byWord
	case e.Key == strings.TrimSpace(typed):
		return byKey
	case strings.HasPrefix(name, q):
		return byBeginning
	case strings.Contains(name, q):
		return byPart
	case strings.Contains(strings.ToLower(e.Long), q):
		return byMeaning
	}
	return byNothing
}

type names []Entry

func (n names) String(i int) string { return n[i].Text }
func (n names) Len() int            { return len(n) }

// scattered are the entries whose names hold the letters in their order.
func scattered(all []Entry, q string) []Entry {
	var out []Entry
	for _, m := range fuzzy.FindFrom(q, names(all)) {
		out = append(out, all[m.Index])
	}
	return out
}

// longest bounds, in letters, the text that is compared.
const longest = 60

// near are the entries with a word that is written most like the text.
func near(all []Entry, q string) []Entry {
	type candidate struct {
		e    Entry
		away int
	}
	if letters := []rune(q); len(letters) > longest {
		q = string(letters[:longest])
	}
	var cs []candidate
	for _, e := range all {
		c := candidate{e, levenshtein.ComputeDistance(strings.ToLower(e.Text), q)}
		for _, w := range strings.Fields(strings.ToLower(e.Text + " " + e.Long)) {
			c.away = min(c.away, levenshtein.ComputeDistance(w, q))
		}
		cs = append(cs, c)
	}
	slices.SortStableFunc(cs, func(a, b candidate) int { return cmp.Compare(a.away, b.away) })
	var out []Entry
	for _, c := range cs[:min(nearest, len(cs))] {
		out = append(out, c.e)
	}
	return out
}
