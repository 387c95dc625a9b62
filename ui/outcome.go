package ui

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"lipdash/ui/kit/action"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/edits"
)

// What did not work for a job is said on its row until something is asked of it
// again, and one key asks the same again.

// participle is what a kind of edit does to a job.
func participle(k edits.Kind) string {
	if k == edits.Rename {
		return "renamed"
	}
	return "deleted"
}

// failure is how an edit failed, in words.
type failure edits.Failure

func (f failure) what() string { return participle(f.Kind) }

// word is the reason in a word or two: what reasons are counted by.
func (f failure) word() string {
	e := &api.Error{}
	errors.As(f.Err, &e)
	switch {
	case f.Lost && e.Status < 400:
		return "no answer"
	case f.Unsent && (api.IsAuth(f.Err) || errors.Is(f.Err, errReopened)):
		return "bad key"
	case api.IsProxy(f.Err):
		return "proxy"
	case api.IsUntrusted(f.Err):
		return "certificate"
	case api.IsOffline(f.Err):
		return "offline"
	case e.Status > 0:
		return strconv.Itoa(e.Status)
	}
	return "refused"
}

// brief is the outcome in the few cells of a row.
func (f failure) brief() string {
	switch {
	case f.Unsent:
		return "not sent, " + f.word()
	case f.Lost:
		// It may have worked: nobody knows.
		return f.what() + "? " + f.word()
	}
	return "not " + f.what() + ", " + f.word()
}

// whole is the outcome in words.
func (f failure) whole() string {
	switch {
	case f.Unsent:
		return "Not " + f.what() + ", and not sent: " + sentence(f.Err)
	case f.Lost:
		return "Nobody knows whether it was " + f.what() + ". " + sentence(f.Err)
	}
	return "Not " + f.what() + ". " + sentence(f.Err)
}

// outcomeInfo is what a row says of how things ended, "" when they did not fail.
func (m *Model) outcomeInfo(id api.JobID) string {
	if f, bad := m.edits.Failure(id); bad {
		return failure(f).brief()
	}
	return ""
}

// outcomeText is the same for the detail, with the way out.
func (m *Model) outcomeText(id api.JobID) string {
	if f, bad := m.edits.Failure(id); bad {
		press := m.againKey()
		if m.refused != nil {
			press = m.reconnectKey() + ", then " + press
		}
		return failure(f).whole() + " Press " + press + " to try again."
	}
	return ""
}

func (m *Model) againKey() string {
	b, _ := m.keys.Find(keymap.Redo, keymap.Jobs)
	return b.Help().Key
}

// reconnectKey is the key that looks for the API key again.
func (m *Model) reconnectKey() string {
	b, _ := m.keys.Find(keymap.Refresh, keymap.Global)
	return b.Help().Key
}

// whyNot goes on a sentence that counts what failed: the reasons and the way out.
// With a refused key it says how many were not even sent.
func (m *Model) whyNot(failed []api.JobID) string {
	if m.refused == nil {
		return ", " + m.againKey() + " tries again: " + m.reasons(failed)
	}
	unsent := 0
	for _, id := range failed {
		if f, _ := m.edits.Failure(id); f.Unsent {
			unsent++
		}
	}
	s := ""
	switch {
	case unsent == len(failed):
		s = ", " + plural(unsent, "it was not", "none was") + " sent"
	case unsent > 0:
		s = ", " + strconv.Itoa(unsent) + " never sent"
	}
	// The way out comes first: the end of the line is what a narrow screen cuts.
	return s + ", " + m.reconnectKey() + ", then " + m.againKey() + " tries again: " + m.reasons(failed)
}

// undone counts what failed: what was not done, and that of which nobody knows.
func (m *Model) undone(b edits.Tally, participle string, first bool) string {
	lost := 0
	for _, id := range b.Failed {
		if f, _ := m.edits.Failure(id); f.Lost {
			lost++
		}
	}
	s, n := "", len(b.Failed)-lost
	switch {
	case n > 0 && first:
		s = format.Count(n, "job was", "jobs were") + " not " + participle
	case n > 0:
		s = format.Count(n, "was", "were") + " not"
	case first:
		return format.Count(lost, "job", "jobs") + " may or may not be " + participle
	}
	if lost > 0 {
		s = joined(s, format.Number(lost)+" may or may not be")
	}
	return s
}

// reasons say why things failed: in words where that is one reason, else as
// counts, the most frequent first.
func (m *Model) reasons(failed []api.JobID) string {
	counts, texts := map[string]int{}, map[string]bool{}
	for _, id := range failed {
		f, _ := m.edits.Failure(id)
		counts[failure(f).word()]++
		texts[api.Explain(f.Err).What] = true
	}
	if len(texts) == 1 {
		return strings.Join(slices.Collect(maps.Keys(texts)), "")
	}
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b))
	})
	for i, w := range words {
		words[i] = w + " for " + strconv.Itoa(counts[w])
	}
	return strings.Join(words, ", ")
}

// editsEnded says how a group of edits went, once all of it is through. The activity
// has each that failed with its reason already.
func (m *Model) editsEnded(t edits.Tally) tea.Cmd {
	if t.Kind == edits.Delete {
		m.closeRanks(t.Done)
	}
	text := m.summary(t)
	switch {
	case len(t.Failed) > 0:
		m.happened(activity.Entry{Kind: activity.Bad}, text)
		return m.flash(statusbar.Bad, text)
	case t.Kind == edits.Delete:
		return m.flash(statusbar.Good, text)
	case t.All() == 1 && t.Done == 1:
		return m.say(statusbar.Good, m.renamedTo(t.LastTitle))
	case t.All() == 1 && t.Gone == 1:
		return m.say(statusbar.Warning, "it was deleted elsewhere, there is nothing to rename")
	}
	return m.sayAs(activity.Named, statusbar.Good, text)
}

// redoable are those of some jobs for which something failed.
func (m *Model) redoable(rows []action.RowID) []api.JobID {
	var out []api.JobID
	for _, id := range action.JobsOf(rows) {
		if _, bad := m.edits.Failure(id); bad {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, m.listOrder)
	return out
}

// redo asks once more for what failed. Nobody is asked again: the question was
// answered for these very jobs, and u still takes it back.
func (m *Model) redo(rows []action.RowID) tea.Cmd {
	var deletes []api.JobID
	var titles []edits.Title
	if m.refused != nil && len(m.redoable(rows)) > 0 {
		return m.redoRefused()
	}
	for _, id := range m.redoable(rows) {
		if f, _ := m.edits.Failure(id); f.Kind == edits.Delete {
			deletes = append(deletes, id)
		} else {
			titles = append(titles, edits.Title{ID: id, Title: f.Title})
		}
	}
	held := m.heldOf(rows)
	if len(deletes)+len(titles)+len(held) == 0 {
		return m.say(statusbar.Info, "nothing failed here that could be tried again")
	}
	for _, t := range titles {
		m.list.Forget(action.JobRow(t.ID))
	}
	return tea.Batch(m.resume(held), m.renameJobs(titles...), m.deleteJobs(deletes))
}

// redoRefused says that asking again has to wait for a key.
func (m *Model) redoRefused() tea.Cmd {
	return m.flash(statusbar.Warning, "the key is refused: "+m.reconnectKey()+" looks for it again, then "+m.againKey()+" tries these")
}

// redoHint offers the key while there is something to try again.
func (m *Model) redoHint() []keymap.Hint {
	n := len(m.redoable(m.list.Targets()))
	if n == 0 || m.refused != nil {
		return nil
	}
	return []keymap.Hint{{Key: m.againKey(), Text: "again for " + format.Count(n, "job", "jobs")}}
}
