package ui

import (
	"fmt"
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
)

// foot is the line under the list: which page or how much of what is loaded it shows,
// and what is not loaded. How many jobs the account has nobody knows.
func (m *Model) foot() joblist.Foot {
	f := joblist.Foot{}
	if m.browse.Flat() || m.filterLine != nil {
		f = m.flatFoot()
	} else {
		first, last := m.store.Span(m.browse.Page())
		f.Page = fmt.Sprintf("page %d", m.browse.Page()+1)
		f.More = fmt.Sprintf("jobs %d to %d", first, last)
		switch {
		case m.browse.Turning():
			f.More += ", loading the next"
		case m.browse.Page()+1 < m.store.Pages() || m.store.HasMore():
			f.More += ", more"
		case m.store.Incomplete():
			f.More += ", HeyGen gave no way to load the rest"
		default:
			f.More += ", the last"
		}
		f.Aside = m.loadingText()
	}
	if s := aboveText(m.browse.Above(m.waiting(), m.list.Above())); s != "" {
		f.Aside = strings.TrimSuffix(s+"   "+f.Aside, "   ")
	}
	return f
}

// aboveText tells of rows above the screen, "" when there are none.
func aboveText(jobs, queued int) string {
	var parts []string
	if queued > 0 {
		parts = append(parts, fmt.Sprintf("%d waiting", queued))
	}
	if jobs > 0 {
		parts = append(parts, fmt.Sprintf("%d new", jobs))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + " above, g"
}

// flatFoot is the foot of a filtered or sorted list.
func (m *Model) flatFoot() joblist.Foot {
	q, shown := m.browse.Query(), m.browse.Shown()
	f := joblist.Foot{More: m.queryText(q), Aside: m.notLoaded()}
	loaded := format.Count(m.store.Len(), "loaded", "loaded")
	switch {
	case m.unheard():
		f.Page = "nothing loaded yet,"
	case !q.Filters():
		f.Page = loaded + ","
	case m.browse.Near():
		f.Page = format.Number(shown) + " of " + loaded + " are near:"
	case shown == 1:
		f.Page = "1 of " + loaded + " matches:"
	default:
		f.Page = format.Number(shown) + " of " + loaded + " match:"
	}
	if m.rows().Len() == 0 {
		f.Empty = m.nothingMatches(q)
	}
	if m.filterLine != nil {
		f.Line = m.filterLine.View(m.theme, m.layout().list, strings.TrimRight(f.Page, ":,"))
	}
	return f
}

// queryText says what is looked for and how it is sorted.
func (m *Model) queryText(q browse.Query) string {
	var parts []string
	if q.Text != "" {
		parts = append(parts, m.cut(q.Text, 24))
	}
	if w := q.State.Word(); w != "" {
		parts = append(parts, w)
	}
	if q.Reason != "" {
		parts = append(parts, m.cut(q.Reason, 48))
	}
	if q.Sort != browse.Newest || q.Reverse {
		parts = append(parts, q.Sort.Word(q.Reverse))
	}
	return strings.Join(parts, ", ")
}

// notLoaded is the foot's right end: what is going on with the rest.
func (m *Model) notLoaded() string {
	switch s := m.loadingText(); {
	case s != "":
		return s
	case m.browse.Turning():
		return "loading more"
	case m.store.HasMore():
		return "more: A loads all"
	}
	return ""
}

// loadingText is how far the load of everything is, "" while there is none.
func (m *Model) loadingText() string {
	on, stuck := m.browse.Loading()
	if !on {
		return ""
	}
	n := format.Number(m.store.Len()-m.store.Cached()) + " so far"
	if stuck || m.pausedFor() > 0 || m.poll.Failures() > 0 {
		return "loading waits: " + n + ", A stops"
	}
	return "loading: " + n + ", A stops"
}

// nothingMatches says why the list is empty and what to do about it.
func (m *Model) nothingMatches(q browse.Query) []string {
	if m.unheard() {
		return m.whyEmpty()
	}
	what := "no job"
	if w := q.State.Word(); w != "" {
		what = "no " + w + " job"
	}
	if q.Text != "" {
		what += ` with "` + m.cut(q.Text, 40) + `"`
	}
	out := []string{what + " among " + format.Count(m.store.Len(), "loaded one", "loaded ones"), "", "esc  clears the filter"}
	if loading, _ := m.browse.Loading(); m.store.HasMore() && !loading {
		out = append(out, "A    loads the rest of the account")
	}
	return out
}

// popHint says what esc would do, when it would do anything.
func (m *Model) popHint() []keymap.Hint {
	if m.stands() {
		return []keymap.Hint{{Key: "esc", Text: "go on"}}
	}
	layer := m.topLayer()
	text := map[browse.Layer]string{browse.MarksLayer: "unmark", browse.FilterLayer: "all", browse.SortLayer: "newest first"}[layer]
	if text == "" {
		return nil
	}
	if m.list.Marks() == 0 && layer == browse.MarksLayer {
		text = "clear" // of how the last calls ended
	}
	return []keymap.Hint{{Key: "esc", Text: text}}
}
