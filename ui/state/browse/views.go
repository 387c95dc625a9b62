package browse

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
)

var sortWords = [sorts]string{Newest: "newest", Title: "title", ByState: "state", Length: "length", Changed: "changed"}

// SortWords are the sorts as the settings and the journal call them, in their order.
func SortWords() []string { return sortWords[:] }

// SortOf is the sort of a word, Newest for one that is not known.
func SortOf(word string) Sort { return Sort(max(0, slices.Index(sortWords[:], word))) }

// StateWords are the states as the settings and the journal call them, in their order.
func StateWords() (out []string) {
	for s := range states {
		out = append(out, cmp.Or(s.Word(), "all"))
	}
	return out
}

// StateOf is the state of a word, All for one that is not known.
func StateOf(word string) State { return State(max(0, slices.Index(StateWords(), word))) }

// QueryOf is what a view asks for. A word that is not known, from a later lipdash, counts for
// nothing.
func QueryOf(v record.View) Query {
	return Query{Text: v.Filter, Reason: v.Reason, Reverse: v.Reverse, State: StateOf(v.State), Sort: SortOf(v.Sort)}
}

// ViewOf is a query as a view.
func ViewOf(name string, q Query) record.View {
	v := record.View{Name: name, Filter: q.Text, State: q.State.Word(), Reason: q.Reason, Reverse: q.Reverse}
	if q.Sort != Newest {
		v.Sort = sortWords[q.Sort]
	}
	return v
}

// Views are the ways to look at the list that have names: those of the settings, and those
// that the user kept.
type Views struct{ fixed, kept []record.View }

// NewViews are those of the settings.
func NewViews(fixed []record.View) Views { return Views{fixed: fixed} }

// Read takes those that were kept in earlier runs.
func (v *Views) Read(kept []record.View) { v.kept = kept }

// All are all, those of the settings first.
func (v *Views) All() []record.View {
	return slices.Concat(v.fixed, slices.DeleteFunc(slices.Clone(v.kept), func(k record.View) bool { return indexOf(v.fixed, k.Name) >= 0 }))
}

// Kept are the names of those that can be forgotten.
func (v *Views) Kept() (names []string) {
	for _, k := range v.kept {
		names = append(names, k.Name)
	}
	return names
}

// Find is the query of a view.
func (v *Views) Find(name string) (Query, bool) {
	all := v.All()
	if i := indexOf(all, name); i >= 0 {
		return QueryOf(all[i]), true
	}
	return Query{}, false
}

// mostName bounds the name of a view, in characters.
const mostName = 40

// NoView says why there is nothing to give a name to.
const NoView = "nothing is filtered or sorted, so there is no view to save"

// Name makes a view of a query; why says what speaks against its name.
func (v *Views) Name(name string, q Query) (view record.View, why string) {
	switch name = strings.Join(strings.Fields(name), " "); {
	case !q.Active():
		return view, NoView
	case name == "":
		return view, "a view needs a name"
	case len([]rune(name)) > mostName:
		return view, fmt.Sprintf("the name of a view has at most %d characters", mostName)
	case indexOf(v.fixed, name) >= 0:
		return view, "the settings have a view " + name + " already"
	}
	return ViewOf(name, q), ""
}

// Keep puts a view among those that are kept.
func (v *Views) Keep(view record.View) {
	v.Forget(view.Name)
	v.kept = append(v.kept, view)
	sort.Slice(v.kept, func(i, j int) bool { return v.kept[i].Name < v.kept[j].Name })
}

// Forget takes a view out of them.
func (v *Views) Forget(name string) {
	v.kept = slices.DeleteFunc(slices.Clone(v.kept), func(k record.View) bool { return k.Name == name })
}

func indexOf(views []record.View, name string) int {
	return slices.IndexFunc(views, func(v record.View) bool { return strings.EqualFold(v.Name, name) })
}

// Begin looks through a view as long as nobody has pressed a key or asked for anything, "" for
// none; found tells whether there is one of that name.
func (l *List) Begin(name string) (found bool) {
	q, found := l.Views.Find(name)
	if found && l.Untouched() && !l.query.Active() {
		l.Ask(q, action.RowID{}, 0)
	}
	return found || name == ""
}
