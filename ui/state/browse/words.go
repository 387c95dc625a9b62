package browse

import (
	"fmt"
	"strings"

	"lipdash/ui/kit/format"
)

// Foot is the line under the list in words.
type Foot struct {
	// Page is which page is shown, or how much of what is loaded; More what of it, and
	// Aside what is going on beside that.
	Page, More, Aside string
	// Above tells of rows that came in above the screen.
	Above string
	// Empty is why no row is shown, and what to do about it.
	Empty []string
}

// Screen is what of the screen the words depend on.
type Screen struct {
	// Above is how many rows are hidden above the screen.
	Above int
	// Typing is true while a filter is typed, Stalled while HeyGen is not heard or asked
	// to slow down.
	Typing, Stalled bool
	// Marked is how many rows are, Handled how many failed jobs were made again.
	Marked, Handled int
	// Ellipsis ends what is cut.
	Ellipsis string
}

// Foot says which page or how much of what is loaded is shown, and what is not loaded.
// How many jobs the account has nobody knows.
func (l *List) Foot(s Screen) Foot {
	var f Foot
	if l.Flat() || s.Typing {
		f = l.flatFoot(s)
	} else {
		f = l.pageFoot(s.Stalled)
	}
	f.Above = l.aboveText(l.Above(s.Above))
	return f
}

func (l *List) pageFoot(stalled bool) Foot {
	first, last := l.jobs.Span(l.page)
	f := Foot{Page: fmt.Sprintf("page %d", l.page+1), More: fmt.Sprintf("jobs %d to %d", first, last), Aside: l.loadingText(stalled)}
	switch {
	case l.turning >= 0:
		f.More += ", loading the next"
	case l.jobs.HasMore():
		f.More += ", more"
	case l.jobs.Incomplete():
		f.More += ", HeyGen gave no way to load the rest"
	case l.page+1 < l.jobs.Pages():
		f.More += " of " + format.Number(l.jobs.Len())
	default:
		f.More += ", the last"
	}
	return f
}

// flatFoot is the foot of a filtered or sorted list.
func (l *List) flatFoot(s Screen) Foot {
	f := Foot{More: l.query.Words(s.Ellipsis), Aside: l.notLoaded(s.Stalled)}
	if l.query.everything().Active() && len(l.Rows().top) > 0 {
		f.More += ", waiting on top"
	}
	if l.query.State == Failed && l.query.Reason == "" && s.Handled > 0 {
		f.More += ", " + madeAgain(s.Handled)
	}
	if s.Marked > 0 && l.query.Filters() && l.jobs.HasMore() && !l.loading {
		f.Aside = "more not loaded: " + l.Keys.LoadAll + " then " + l.Keys.MarkAll + " takes all" // what is marked is not all that matches
	}
	f.Page = l.matching()
	if l.Rows().Len() == 0 {
		f.Empty = l.nothingMatches(s.Ellipsis)
	}
	return f
}

// matching counts what of the loaded and of what waits here matches.
func (l *List) matching() string {
	loaded := format.Count(l.jobs.Len(), "loaded", "loaded")
	switch {
	case l.Unheard():
		return "nothing loaded yet,"
	case !l.query.Filters():
		return loaded + ","
	}
	top := len(l.Rows().top)
	of := format.Number(len(l.shown)) + " of " + loaded
	if top > 0 {
		of += " and " + format.Number(top) + " waiting"
	}
	switch {
	case l.near:
		return of + " are near:"
	case len(l.shown) == 1 && top == 0:
		return of + " matches:"
	}
	return of + " match:"
}

// Nameless says that HeyGen's list has rows which nothing can be done with, "" without any.
func Nameless(n int) string {
	if n == 0 {
		return ""
	}
	return format.Count(n, "row", "rows") + " of HeyGen's list " + format.Plural(n, "has", "have") + " no id and cannot be shown"
}

// Unheard tells whether there is no list yet, so that nothing can be counted.
func (l *List) Unheard() bool { return !l.jobs.Loaded() && l.jobs.Len() == 0 }

// aboveText tells of rows above the screen, "" when there are none.
func (l *List) aboveText(jobs, queued int) string {
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
	return strings.Join(parts, ", ") + " above, " + l.Keys.Top
}

// thawText says what happened behind a view that stood still.
func thawText(changed, fresh int) string {
	var parts []string
	if changed > 0 {
		parts = append(parts, format.Count(changed, "job", "jobs")+" changed")
	}
	if fresh > 0 {
		parts = append(parts, format.Count(fresh, "is", "are")+" new")
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing changed")
	}
	return strings.Join(parts, ", ") + " while the view was frozen"
}

// Words say what is looked for and how it is sorted, "" for the list as it is.
func (q Query) Words(ellipsis string) string {
	var parts []string
	if q.Text != "" {
		parts = append(parts, format.Shorten(format.Line(q.Text), 24, ellipsis))
	}
	if w := q.State.Word(); w != "" {
		parts = append(parts, w)
	}
	if q.Reason != "" {
		parts = append(parts, format.Shorten(format.Line(q.Reason), 48, ellipsis))
	}
	if q.Sort != Newest || q.Reverse {
		parts = append(parts, q.Sort.Word(q.Reverse))
	}
	return strings.Join(parts, ", ")
}

// notLoaded says what is going on with what is not loaded, "" for nothing.
func (l *List) notLoaded(stalled bool) string {
	switch {
	case l.loading:
		return l.loadingText(stalled)
	case l.turning >= 0:
		return "loading more"
	case l.jobs.HasMore():
		return "more: " + l.Keys.LoadAll + " loads all"
	}
	return ""
}

// loadingText is how far the load of everything is, "" while there is none.
func (l *List) loadingText(stalled bool) string {
	if !l.loading {
		return ""
	}
	n := format.Number(l.jobs.Len()-l.jobs.Cached()) + " so far"
	if stalled || l.pageErr != nil {
		return "loading waits: " + n + ", " + l.Keys.LoadAll + " stops"
	}
	return "loading: " + n + ", " + l.Keys.LoadAll + " stops"
}

// AllLoaded says that everything is loaded, and of a filter how many match it.
func (l *List) AllLoaded() string {
	s := "all loaded: " + format.Count(l.jobs.Len(), "job", "jobs")
	if l.query.Filters() {
		s += ", " + l.Keys.MarkAll + " marks the " + format.Number(len(l.shown)) + " that match"
	}
	return s
}

// madeAgain says of how many failures that were made again nothing is shown, "" for none.
func madeAgain(n int) string {
	if n == 0 {
		return ""
	}
	return format.Number(n) + " more " + format.Plural(n, "was", "were") + " made again"
}

// nothingMatches says why the list is empty and what to do about it.
func (l *List) nothingMatches(ellipsis string) []string {
	what := "no job"
	if w := l.query.State.Word(); w != "" {
		what = "no " + w + " job"
	}
	if l.query.Text != "" {
		what += ` with "` + format.Shorten(format.Line(l.query.Text), 40, ellipsis) + `"`
	}
	out := []string{what + " among " + format.Count(l.jobs.Len(), "loaded one", "loaded ones"), "", offered(l.Keys.Back, "clears the filter")}
	if l.jobs.HasMore() && !l.loading {
		out = append(out, offered(l.Keys.LoadAll, "loads the rest of the account"))
	}
	return out
}

// offered is a line that says what a key does.
func offered(key, does string) string {
	return format.FitWith(key, max(5, format.Width(key)+2), "") + does
}

// GroupsFoot says what the groups of failures are of, of which so many more were made again.
func (l *List) GroupsFoot(stalled bool, handled int) string {
	n := l.jobs.Counts().Failed - handled
	again := madeAgain(handled)
	switch {
	case l.Unheard():
		return "nothing loaded yet"
	case n == 0 && handled > 0:
		return "no failed job to look at, " + again
	case n == 0:
		return "no failed job among " + format.Count(l.jobs.Len(), "loaded one", "loaded ones")
	}
	s := format.Number(n) + " of " + format.Count(l.jobs.Len(), "loaded", "loaded") + " failed"
	if again != "" {
		s += ", " + again
	}
	if more := l.notLoaded(stalled); more != "" {
		s += ", " + more
	}
	return s
}
