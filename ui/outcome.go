package ui

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/activity"
	"lipdash/ui/format"
	"lipdash/ui/keymap"
	"lipdash/ui/statusbar"
)

// What did not work for a job is said on its row until something is asked of it
// again, and one key asks the same again.

// What can fail for a job, as participles.
const (
	deleted = "deleted"
	renamed = "renamed"
)

// outcome is how the last thing asked for a job failed.
type outcome struct {
	what string
	// title is what it was to be called.
	title string
	// unsent calls surely never left: the connection failed, or they were not made
	// because of what another one ended with. Of lost ones nobody heard how they
	// ended.
	unsent, lost bool
	err          error
}

// word is the reason in a word or two: what reasons are counted by.
func (o outcome) word() string {
	e := &api.Error{}
	errors.As(o.err, &e)
	switch {
	case o.lost && e.Status < 400:
		return "no answer"
	case o.unsent && (api.IsAuth(o.err) || errors.Is(o.err, errReopened)):
		return "bad key"
	case api.IsProxy(o.err):
		return "proxy"
	case api.IsUntrusted(o.err):
		return "certificate"
	case api.IsOffline(o.err):
		return "offline"
	case e.Status > 0:
		return strconv.Itoa(e.Status)
	}
	return "refused"
}

// brief is the outcome in the few cells of a row.
func (o outcome) brief() string {
	switch {
	case o.unsent:
		return "not sent, " + o.word()
	case o.lost:
		// It may have worked: nobody knows.
		return o.what + "? " + o.word()
	}
	return "not " + o.what + ", " + o.word()
}

// whole is the outcome in words.
func (o outcome) whole() string {
	switch {
	case o.unsent:
		return "Not " + o.what + ", and not sent: " + sentence(o.err)
	case o.lost:
		return "Nobody knows whether it was " + o.what + ". " + sentence(o.err)
	}
	return "Not " + o.what + ". " + sentence(o.err)
}

// refuse notes that something did not work for a job, which stays marked.
func (m *Model) refuse(id api.JobID, o outcome) {
	if !o.unsent && !o.lost {
		o.lost = api.MayBeDone(o.err)
		o.unsent = !o.lost && api.IsOffline(o.err)
	}
	m.outcomes[id] = o
	m.noteOutcome(id, o)
	m.list.Mark([]api.JobID{id})
}

// askedAgain forgets how things ended for jobs of which something is asked now.
func (m *Model) askedAgain(ids ...api.JobID) {
	for _, id := range ids {
		delete(m.outcomes, id)
	}
}

// outcomeInfo is what a row says of how things ended, "" when they did not fail.
func (m *Model) outcomeInfo(id api.JobID) string {
	if o, bad := m.outcomes[id]; bad {
		return o.brief()
	}
	return ""
}

// outcomeText is the same for the detail, with the way out.
func (m *Model) outcomeText(id api.JobID) string {
	if o, bad := m.outcomes[id]; bad {
		press := m.againKey()
		if m.refused != nil {
			press = m.reconnectKey() + ", then " + press
		}
		return o.whole() + " Press " + press + " to try again."
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
		if m.outcomes[id].unsent {
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

// reasons say why things failed: in words where that is one reason, else as
// counts, the most frequent first.
func (m *Model) reasons(failed []api.JobID) string {
	counts, texts := map[string]int{}, map[string]bool{}
	for _, id := range failed {
		o := m.outcomes[id]
		counts[o.word()]++
		texts[api.Explain(o.err).What] = true
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

// sayUndone says how a group ended of which some failed; the activity has each of
// them with its reason already.
func (m *Model) sayUndone(b bulk, participle string) tea.Cmd {
	m.happened(activity.Entry{Kind: activity.Bad}, m.summary(b, participle))
	return m.flash(statusbar.Bad, m.summary(b, participle))
}

// redoable are those of some jobs for which something failed.
func (m *Model) redoable(ids []api.JobID) []api.JobID {
	if len(m.outcomes) == 0 {
		return nil
	}
	var out []api.JobID
	for _, id := range ids {
		if _, bad := m.outcomes[id]; bad {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, m.listOrder)
	return out
}

// redo asks once more for what failed. Nobody is asked again: the question was
// answered for these very jobs, and u still takes it back.
func (m *Model) redo(ids []api.JobID) tea.Cmd {
	var doomed []api.JobID
	var titles []retitle
	if m.refused != nil && len(m.redoable(ids)) > 0 {
		return m.redoRefused()
	}
	for _, id := range m.redoable(ids) {
		if o := m.outcomes[id]; o.what == deleted {
			doomed = append(doomed, id)
		} else {
			titles = append(titles, retitle{id, o.title})
		}
	}
	held := m.heldOf(ids)
	if len(doomed)+len(titles)+len(held) == 0 {
		return m.say(statusbar.Info, "nothing failed here that could be tried again")
	}
	for _, t := range titles {
		m.list.Forget(t.id)
	}
	return tea.Batch(m.resume(held), m.retitle(titles, true), m.doomJobs(doomed))
}

// redoHint offers the key while there is something to try again.
func (m *Model) redoHint() []keymap.Hint {
	n := len(m.redoable(m.list.Targets()))
	if n == 0 || m.refused != nil {
		return nil
	}
	return []keymap.Hint{{Key: m.againKey(), Text: "again for " + format.Count(n, "job", "jobs")}}
}
