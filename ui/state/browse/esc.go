package browse

// Marks are what esc may take off the list besides what is asked for.
type Marks struct {
	// Any tells whether jobs are marked, or calls failed that are still told of; Shown
	// whether a marked job is among the rows.
	Any, Shown bool
	// Touched is the list widget's count of marks that were made.
	Touched int
}

// Layer is what esc takes off the list next.
type Layer int

// The layers.
const (
	NoLayer Layer = iota
	MarksLayer
	FilterLayer
	SortLayer
)

// TopLayer is the layer on top. Marks lie over the filter they were made in; those that
// are older than it, or that it hides, outlive it.
func (l *List) TopLayer(m Marks) Layer {
	newer := m.Touched != l.touched
	switch {
	case m.Shown && (newer || !l.query.Filters()):
		return MarksLayer
	case l.query.Filters():
		return FilterLayer
	case l.query.Active():
		return SortLayer
	case m.Any:
		return MarksLayer
	}
	return NoLayer
}

// Off says what esc does to the layer on top, "" where it does nothing. Without marked jobs
// it only clears how the last calls ended.
func (l Layer) Off(marked bool) string {
	switch {
	case l == MarksLayer && !marked:
		return "clear"
	case l == MarksLayer:
		return "unmark"
	case l == FilterLayer:
		return "all"
	case l == SortLayer:
		return "newest first"
	}
	return ""
}

// Without is what is asked for once a layer is taken off.
func (l *List) Without(layer Layer) Query {
	switch layer {
	case FilterLayer:
		return l.query.everything()
	case SortLayer:
		return Query{Text: l.query.Text, State: l.query.State, Reason: l.query.Reason}
	}
	return l.query
}
