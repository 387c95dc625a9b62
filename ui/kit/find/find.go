// Package find finds what people mean by a few letters among things that have a name, a
// sentence and keys: commands and their help.
package find

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/sahilm/fuzzy"
)

// Nearest is how many are offered where nothing fits.
const Nearest = 4

// Item is what can be found.
type Item struct {
	// Name is what it is called and Long what it is; Keys are those that do it.
	Name, Long string
	Keys       []string
	// Words find it when one of them is typed as it stands; Hidden is found by them alone.
	Words  []string
	Hidden bool
}

// In are the places of those that fit a text, the best first; far is true when none does
// and those are offered that are written most like it.
func In(all []Item, text string) (found []int, far bool) {
	q := strings.ToLower(strings.TrimSpace(text))
	ranks := map[int][]int{}
	var shown []int
	for i, e := range all {
		if e.Hidden && !slices.Contains(e.Words, q) {
			continue
		}
		shown = append(shown, i)
		if q != "" {
			r := rank(e, q, strings.TrimSpace(text))
			ranks[r] = append(ranks[r], i)
		}
	}
	if q == "" {
		return shown, false
	}
	for r := range byNothing {
		found = append(found, ranks[r]...)
	}
	if found = append(found, scattered(all, ranks[byNothing], q)...); len(found) > 0 {
		return found, false
	}
	return near(all, shown, q), true
}

// How an item fits, the best first.
const (
	byWord = iota
	byKey
	byBeginning
	byPart
	byMeaning
	// byWords is that each word begins one of the name or the sentence, in any order.
	byWords
	byNothing
)

// rank is how an item fits; keys differ by their case, words do not.
func rank(e Item, q, typed string) int {
	name := strings.ToLower(e.Name)
	switch {
	case slices.Contains(e.Words, q):
		return byWord
	case slices.Contains(e.Keys, typed):
		return byKey
	case strings.HasPrefix(name, q):
		return byBeginning
	case strings.Contains(name, q):
		return byPart
	case strings.Contains(strings.ToLower(e.Long), q):
		return byMeaning
	case everyWord(name+" "+strings.ToLower(e.Long), q):
		return byWords
	}
	return byNothing
}

// everyWord tells whether each word of q begins a word of a text.
func everyWord(text, q string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" ,;:+-()", r) })
	for w := range strings.FieldsSeq(q) {
		if !slices.ContainsFunc(words, func(of string) bool { return strings.HasPrefix(of, w) }) {
			return false
		}
	}
	return true
}

// scattered are those of some whose names hold the letters in their order.
func scattered(all []Item, some []int, q string) (out []int) {
	names := make([]string, len(some))
	for i, at := range some {
		names[i] = all[at].Name
	}
	for _, m := range fuzzy.Find(q, names) {
		out = append(out, some[m.Index])
	}
	return out
}

// longest bounds, in letters, the text that is compared.
const longest = 60

// near are those of some with a word that is written most like the text.
func near(all []Item, some []int, q string) (out []int) {
	if letters := []rune(q); len(letters) > longest {
		q = string(letters[:longest])
	}
	away := map[int]int{}
	for _, i := range some {
		text := strings.ToLower(all[i].Name)
		away[i] = levenshtein.ComputeDistance(text, q)
		for w := range strings.FieldsSeq(text + " " + strings.ToLower(all[i].Long)) {
			away[i] = min(away[i], levenshtein.ComputeDistance(w, q))
		}
	}
	out = slices.Clone(some)
	slices.SortStableFunc(out, func(a, b int) int { return cmp.Compare(away[a], away[b]) })
	return out[:min(Nearest, len(out))]
}
