package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// viewsKey is the table of the file that holds a table for each view of the list.
const viewsKey = "views"

// View is a view of the list: what it shows, in which order.
type View struct {
	Name string
	// Filter is a text as / takes it, State one of ViewStates, and Sort one of ViewSorts.
	Filter, State, Sort string
	Reverse             bool
}

// ViewStates and ViewSorts are the words a view can have; the first is where it has none.
func ViewStates() []string { return []string{"all", "active", "failed", "done", "new"} }

// ViewSorts are what it can be sorted by.
func ViewSorts() []string { return []string{"newest", "title", "state", "length", "changed"} }

// views takes the views out of the file.
func (l *loader) views(doc document) {
	tables, is := doc.values[viewsKey].(map[string]any)
	if !is {
		return // there is none, or an unknown key
	}
	delete(doc.values, viewsKey)
	line := func(keys ...string) int { return doc.lines[dotted(append([]string{viewsKey}, keys...)...)] }
	for _, written := range slices.SortedFunc(maps.Keys(tables), func(a, b string) int { return cmp.Or(cmp.Compare(line(a), line(b)), cmp.Compare(a, b)) }) {
		v := View{Name: strings.Join(strings.Fields(written), " ")}
		values, is := tables[written].(map[string]any)
		note := Notice{Origin: at(doc.name, line(written)), Instead: "Ignored"}
		switch err := label().check(v.Name); {
		case !is:
			note.Problem = `[views] holds tables only, such as [views."needs me"]`
		case err != nil || v.Name == "":
			note.Problem = "the name of a view must be short, without control characters"
		case slices.ContainsFunc(l.settings.Views, func(o View) bool { return strings.EqualFold(o.Name, v.Name) }):
			note.Problem = "there are two views " + quote(v.Name)
		default:
			for _, key := range slices.SortedFunc(maps.Keys(values), func(a, b string) int { return cmp.Compare(line(written, a), line(written, b)) }) {
				if err := v.set(key, values[key]); err != nil {
					l.notes = append(l.notes, Notice{Origin: at(doc.name, line(written, key)), Problem: err.Error(), Instead: "Ignored"})
				}
			}
			l.settings.Views = append(l.settings.Views, v)
			continue
		}
		l.notes = append(l.notes, note)
	}
}

// set sets a part of a view.
func (v *View) set(key string, value any) error {
	text, is := value.(string)
	switch {
	case key == "reverse":
		if v.Reverse, is = value.(bool); !is {
			return fmt.Errorf("reverse must be true or false, not %s", quote(fmt.Sprint(value)))
		}
		return nil
	case !slices.Contains([]string{"filter", "state", "sort"}, key):
		err := fmt.Errorf("a view has no %s", quote(key))
		if near, ok := nearestOf(strings.ToLower(key), []string{"filter", "state", "sort", "reverse"}); ok {
			err = fmt.Errorf("a view has no %s, did you mean %s?", quote(key), near)
		}
		return err
	case !is:
		return fmt.Errorf("%s must be text in quotes, not %s", key, quote(fmt.Sprint(value)))
	}
	switch text = strings.TrimSpace(text); key {
	case "filter":
		if err := filterText(text); err != nil {
			return err
		}
		v.Filter = text
	case "state":
		return oneWord(&v.State, key, text, ViewStates())
	case "sort":
		return oneWord(&v.Sort, key, text, ViewSorts())
	}
	return nil
}

// filterText refuses what no filter can hold.
func filterText(text string) error {
	if _, err := command().parse(text); err != nil {
		return fmt.Errorf("filter %w", err)
	}
	return nil
}

// oneWord sets a word that is one of some.
func oneWord(to *string, key, text string, words []string) error {
	text = strings.ToLower(text)
	if !slices.Contains(words, text) {
		return fmt.Errorf("%s must be %s, not %s", key, oneOf(words), quote(text))
	}
	*to = text
	return nil
}
