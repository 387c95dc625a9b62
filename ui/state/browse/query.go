package browse

// State is a set of states to look at.
type State int

// The states, in the order they are gone through.
const (
	All State = iota
	Active
	Failed
	Done
	Unseen
	states
)

// Next is the state after this one.
func (s State) Next() State { return (s + 1) % states }

// Word names the state, "" for all.
func (s State) Word() string { return [...]string{"", "active", "failed", "done", "new"}[s] }

func (s State) has(f *fact) bool {
	switch s {
	case Active:
		return f.kind == running || f.kind == pending || f.kind == oddActive
	case Failed:
		return f.kind == failed && !f.handled
	case Done:
		return f.kind == completed
	case Unseen:
		return f.unseen
	}
	return true
}

// Sort is what the jobs are ordered by.
type Sort int

// The sorts, in the order they are gone through. Newest is HeyGen's own order.
const (
	Newest Sort = iota
	Title
	ByState
	Length
	Changed
	sorts
)

// Next is the sort after this one.
func (s Sort) Next() Sort { return (s + 1) % sorts }

// Word says what comes first.
func (s Sort) Word(reverse bool) string {
	words := [...][2]string{
		{"newest", "oldest"},
		{"title a-z", "title z-a"},
		{"failed first", "done first"},
		{"longest", "shortest"},
		{"last changed", "first changed"},
	}
	if reverse {
		return words[s][1]
	}
	return words[s][0]
}

// columns are those of the list that jobs are sorted by, and whether the lowest is first then
// where nothing is reversed.
var columns = [sorts]struct {
	name string
	up   bool
}{Newest: {"age", true}, Title: {"title", true}, ByState: {"status", true}, Length: {"length", false}}

// Sortable tells whether jobs can be sorted by a column of the list.
func Sortable(column string) bool {
	q, _ := Query{}.SortedBy(column)
	return q != Query{}
}

// SortedBy is the query sorted by a column of the list, "" for what is gone through next. Sorted
// by it already it is the other way round; one that nothing is sorted by changes nothing. By a
// column that was chosen one looks for what is first: the cursor goes to the top.
func (q Query) SortedBy(column string) (sorted Query, to Move) {
	if column == "" {
		q.Sort, q.Reverse = q.Sort.Next(), false
		return q, Stay
	}
	for s, c := range columns {
		if c.name == column {
			q.Sort, q.Reverse = Sort(s), q.Sort == Sort(s) && !q.Reverse
			break
		}
	}
	return q, Top
}

// OrderedAs tells whether the order is that of another query.
func (q Query) OrderedAs(as Query) bool { return q.Sort == as.Sort && q.Reverse == as.Reverse }

// Sorted is the column that the list is sorted by, "" for none, and whether the lowest is first.
func (q Query) Sorted() (column string, up bool) {
	if q.Sort == Newest && !q.Reverse {
		return "", false // the list as it is
	}
	return columns[q.Sort].name, columns[q.Sort].up != q.Reverse
}

// Query is what to show and in which order. The zero Query is the list as it is.
type Query struct {
	Text  string
	State State
	// Reason is a reason of failure as Reason makes it, "" for any.
	Reason  string
	Sort    Sort
	Reverse bool
}

// Filters tells whether the query leaves anything out.
func (q Query) Filters() bool { return q.Text != "" || q.State != All || q.Reason != "" }

// Active tells whether the query changes anything about the list.
func (q Query) Active() bool { return q.Filters() || q.Sort != Newest || q.Reverse }

// everything is the query in the same order, without its filters.
func (q Query) everything() Query { return Query{Sort: q.Sort, Reverse: q.Reverse} }
