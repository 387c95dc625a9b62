package ui

import (
	"cmp"
	"slices"
	"strconv"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/kit/textline"
	"lipdash/ui/overlay/patternedit"
	"lipdash/ui/overlay/titleedit"
	"lipdash/ui/state/edits"
)

// longestTitle is where a title made by a pattern is taken for a slip. HeyGen
// names no limit (api.md 2).
const longestTitle = 255

// openRename opens the title editor on a job, or the pattern editor on several.
func (m *Model) openRename(rows []action.RowID) tea.Cmd {
	if len(rows) == 1 && rows[0] == m.list.Cursor() {
		if e, ok := m.store.Get(rows[0].Job); ok {
			m.layers.Push(titleedit.New(m.keys, e.Job.ID, e.Job.Title))
		}
		return nil
	}
	ids := m.known(action.JobsOf(rows))
	if len(ids) == 0 {
		return m.warn("only jobs can be renamed, and these are none yet")
	}
	slices.SortFunc(ids, m.shownOrder(ids))
	m.layers.Push(patternedit.New(m.keys, "Rename "+m.subject(action.JobRows(ids...)), func(text string) patternedit.Preview {
		return m.previewRename(ids, text)
	}))
	return nil
}

// shownOrder is the order of the rows on screen where they show all of the jobs,
// however they are sorted, else that of the list.
func (m *Model) shownOrder(ids []api.JobID) func(a, b api.JobID) int {
	rows, place := m.rows(), map[api.JobID]int{}
	for _, id := range ids {
		i, ok := rows.Index(action.JobRow(id))
		if !ok {
			return m.listOrder
		}
		place[id] = i
	}
	return func(a, b api.JobID) int { return cmp.Compare(place[a], place[b]) }
}

// plan is what a pattern would do to a set of jobs.
type plan struct {
	changes []patternedit.Change
	titles  []action.Title
	// same stay as they are; empty and long would get no title or a slip of one
	// and stay too; duplicates would share theirs with another of the set.
	same, empty, long, duplicates int
	// undated and modeless lack what the pattern asks for.
	undated, modeless int
}

func (m *Model) planRename(ids []api.JobID, p pattern.Pattern) plan {
	var out plan
	seen := map[string]int{}
	for i, id := range ids {
		e, ok := m.store.Get(id)
		if !ok {
			continue
		}
		made := m.create.Records.Of(id)
		mode := cmp.Or(string(made.Mode), made.Values["mode"])
		title := p.Title(pattern.Job{Title: e.Job.Title, ID: string(id), Mode: mode, Created: e.Job.CreatedAt.Local(), N: i + 1})
		old := textline.OneLine(e.Job.Title)
		switch n := utf8.RuneCountInString(title); {
		case title == "":
			out.empty++
			title = old
		case n > longestTitle && n > utf8.RuneCountInString(old):
			out.long++
			title = old
		case title == old:
			out.same++
		default:
			out.undated += missing(e.Job.CreatedAt.IsZero() && p.Uses(pattern.Date))
			out.modeless += missing(mode == "" && p.Uses(pattern.Mode))
			out.changes = append(out.changes, patternedit.Change{Old: format.RedactText(old), New: format.RedactText(title)})
			out.titles = append(out.titles, action.Title{ID: id, Title: title})
		}
		seen[title]++
	}
	for _, n := range seen {
		if n > 1 {
			out.duplicates += n
		}
	}
	return out
}

func missing(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// previewRename is what the editor shows of a pattern, and what enter does.
func (m *Model) previewRename(ids []api.JobID, text string) patternedit.Preview {
	p, err := pattern.Parse(text)
	if err != nil {
		return patternedit.Preview{Problem: err.Error()}
	}
	plan := m.planRename(ids, p)
	out := patternedit.Preview{Changes: plan.changes, Notes: plan.notes()}
	if len(plan.titles) > 0 {
		out.Action = action.RenameAll{Titles: plan.titles}
	}
	return out
}

// notes say what the first few lines do not show.
func (p plan) notes() []string {
	var out []string
	say := func(n int, one, many string) {
		if n > 0 {
			out = append(out, format.Count(n, one, many))
		}
	}
	say(p.same, "stays as it is", "stay as they are")
	say(p.empty, "would be empty and stays", "would be empty and stay")
	say(p.long, "would be over "+strconv.Itoa(longestTitle)+" characters and stays", "would be over "+strconv.Itoa(longestTitle)+" characters and stay")
	say(p.duplicates, "has another's title", "will share a title with another")
	say(p.undated, "has no known date", "have no known date")
	say(p.modeless, "has no known mode", "have no known mode")
	return out
}

// renameAll takes what the preview showed.
func (m *Model) renameAll(titles []action.Title) tea.Cmd {
	all := make([]edits.Title, len(titles))
	for i, t := range titles {
		all[i] = edits.Title(t)
		// Marked stays what did not work.
		m.list.Forget(action.JobRow(t.ID))
	}
	m.hush()
	return m.renameJobs(all...)
}
