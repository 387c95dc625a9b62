package browse

// Marks are what esc may take off the list besides what is asked for.
type Marks struct {
	// Any tells whether jobs are marked, or calls failed that are still told of; Shown
	// whether a marked job is among the rows.
	Any, Shown bool
	// Touched is the list widget's count of marks that were made.
	Touched int
	// Group tells that the list was entered from the failures by reason.
	Group bool
}

// EscTarget is what esc takes off the list next.
type EscTarget int

// The targets.
const (
	EscNothing EscTarget = iota
	EscMarks
	EscFilter
	// EscGroup is the filter of a reason, back to the failures by reason.
	EscGroup
	EscSort
)

// NextEsc is what esc takes off next: marks before the filter they were made in; those that
// are older than it, or that it hides, outlive it.
func (l *List) NextEsc(m Marks) EscTarget {
	newer := m.Touched != l.touched
	switch {
	case m.Shown && (newer || !l.query.Filters()):
		return EscMarks
	case m.Group && l.query.Reason != "":
		return EscGroup
	case l.query.Filters():
		return EscFilter
	case l.query.Active():
		return EscSort
	case m.Any:
		return EscMarks
	}
	return EscNothing
}

// Off says what esc does, "" where that is nothing. Without marked jobs
// it only clears how the last calls ended.
func (t EscTarget) Off(marked bool) string {
	switch {
	case t == EscMarks && !marked:
		return "clear"
	case t == EscMarks:
		return "unmark"
	case t == EscFilter:
		return "all"
	case t == EscGroup:
		return "failures"
	case t == EscSort:
		return "newest first"
	}
	return ""
}

// Without is what is asked for once something is taken off.
func (l *List) Without(t EscTarget) Query {
	switch t {
	case EscFilter, EscGroup:
		return l.query.everything()
	case EscSort:
		return Query{Text: l.query.Text, State: l.query.State, Reason: l.query.Reason}
	}
	return l.query
}
