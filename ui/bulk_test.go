package ui

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/action"
)

// answers are how a call for a job can end.
var answers = []error{
	nil,
	&api.Error{Op: "x", Status: 404, Code: "not_found", Enveloped: true},
	&api.Error{Op: "x", Status: 403, Code: "forbidden"},
	&api.Error{Op: "x", Status: 500},
	&api.Error{Op: "x", Status: 429},
	&api.Error{Op: "x", Status: 429, RetryAfter: 90 * time.Second},
	&api.Error{Op: "x", Status: 429, Code: "quota_exceeded"},
	&api.Error{Op: "x", Status: 401},
	errors.New("odd"),
}

// ids are the jobs of someJobs that are still there.
func ids(m *Model, n int) []api.JobID {
	var out []api.JobID
	for _, j := range someJobs(n).Jobs {
		if _, ok := m.store.Get(j.ID); ok {
			out = append(out, j.ID)
		}
	}
	return out
}

func underWay(m *Model, n int) []api.JobID {
	return slices.DeleteFunc(ids(m, n), func(id api.JobID) bool { return m.doomed[id] == nil || !m.doomed[id].sent })
}

// anew begins another session in which n jobs are listed and nothing is owed.
func anew(m *Model, n int) {
	m.bulkState = newBulkState()
	m.open(m.Session)
	m.store.ApplyFirstPage(m.store.NextSeq(), someJobs(n), m.now)
}

// meddle is what can happen at any moment besides answers, by its number of four.
func meddle(m *Model, what int) {
	switch what {
	case 0:
		m.perform(action.Undo{})
	case 1:
		m.perform(action.Redo{IDs: m.list.Targets()})
	case 2:
		arrive(m, holdOverMsg{m.hold.id})
	default:
		m.refused = nil // the key is accepted again
	}
}

func TestNoDeleteOfAGroupIsLostWhateverHeyGenAnswers(t *testing.T) {
	const n = 20
	m := opened(t, &counting{page: someJobs(n)})
	rapid.Check(t, func(t *rapid.T) {
		anew(m, n)
		asked := map[api.JobID]bool{}
		check := func() {
			if w := len(underWay(m, n)); w != m.deletes.running || w > callsAtOnce {
				t.Fatalf("%d under way, %d counted", w, m.deletes.running)
			}
			for _, id := range ids(m, n) {
				d, waits := m.doomed[id], slices.Contains(m.deletes.waiting, id)
				_, bad := m.outcomes[id]
				switch {
				case bad && (!m.list.Marked(id) || d != nil):
					t.Fatalf("%s failed and is not marked, or is still to go", id)
				case waits != (d != nil && d.due && !d.sent):
					t.Fatalf("%s is lost: %+v, waits %v", id, d, waits)
				}
			}
		}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			switch step := rapid.IntRange(0, 6).Draw(t, "step"); step {
			case 4:
				some := ids(m, n)
				some = some[:rapid.IntRange(0, len(some)).Draw(t, "asked")]
				for _, id := range some {
					asked[id] = true
				}
				m.perform(action.Delete{IDs: some})
			case 5:
				arrive(m, undoExpiredMsg{m.groups})
			case 6:
				if w := underWay(m, n); len(w) > 0 {
					arrive(m, jobDeletedMsg{rapid.SampledFrom(w).Draw(t, "id"), rapid.SampledFrom(answers).Draw(t, "answer")})
				}
			default:
				meddle(m, step)
			}
			check()
		}
		for _, j := range someJobs(n).Jobs {
			if _, ok := m.store.Get(j.ID); !ok && !asked[j.ID] {
				t.Fatalf("%s was deleted and nobody asked", j.ID)
			}
		}
		// Everything that is under way ends well once HeyGen is well.
		for group := 0; group <= m.groups; group++ {
			arrive(m, undoExpiredMsg{group})
		}
		for range 100 * n {
			arrive(m, holdOverMsg{m.hold.id})
			for _, id := range underWay(m, n) {
				arrive(m, jobDeletedMsg{id, nil})
			}
			if len(m.doomed) == 0 {
				break
			}
		}
		if len(m.doomed) > 0 || !m.deletes.idle() || m.deletes.all() != 0 {
			t.Fatalf("%d are stuck, %+v", len(m.doomed), m.deletes)
		}
	})
}

func TestEveryTitleEndsAsAskedOrAsItWasWithItsReason(t *testing.T) {
	const n = 12
	m := opened(t, &counting{page: someJobs(n)})
	rapid.Check(t, func(t *rapid.T) {
		anew(m, n)
		server := map[api.JobID]string{}
		for _, id := range ids(m, n) {
			server[id] = "t"
		}
		type call struct {
			id       api.JobID
			was, now string
		}
		sent := map[api.JobID]call{}
		// look finds what was sent since the last look: what neither waits nor is
		// known to be under way.
		look := func() {
			for id, r := range m.renames {
				if _, known := sent[id]; !known && !slices.Contains(m.retitles.waiting, id) {
					sent[id] = call{id, r.was, r.want}
				}
			}
			if len(sent) != m.retitles.running {
				t.Fatalf("%d sent, %d counted", len(sent), m.retitles.running)
			}
		}
		answer := func(c call, err error) {
			delete(sent, c.id)
			if err == nil {
				server[c.id] = c.now
			}
			arrive(m, jobRenamedMsg{c.id, c.was, c.now, api.Job{ID: c.id, Status: api.StatusRunning, Title: c.now}, err})
			look()
		}
		pick := func() (call, bool) {
			for _, id := range ids(m, n) {
				if c, ok := sent[id]; ok && rapid.Bool().Draw(t, "this") {
					return c, true
				}
			}
			return call{}, false
		}
		for i := range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch step := rapid.IntRange(0, 6).Draw(t, "step"); step {
			case 4:
				var titles []action.Title
				for _, id := range ids(m, n)[:rapid.IntRange(0, n/2).Draw(t, "asked")] {
					titles = append(titles, action.Title{ID: id, Title: fmt.Sprint(i)})
				}
				m.perform(action.RenameAll{Titles: titles})
			case 5:
				// A poll brings what the server has.
				var page api.JobPage
				for _, j := range someJobs(n).Jobs {
					j.Title = server[j.ID]
					page.Jobs = append(page.Jobs, j)
				}
				m.store.ApplyFirstPage(m.store.NextSeq(), page, m.now)
				m.settle()
			case 6:
				if c, ok := pick(); ok {
					answer(c, rapid.SampledFrom(slices.DeleteFunc(slices.Clone(answers), api.IsGone)).Draw(t, "answer"))
				}
			default:
				meddle(m, step)
			}
			look()
		}
		for range 100 {
			arrive(m, holdOverMsg{m.hold.id})
			look()
			for _, c := range sent {
				answer(c, nil)
			}
		}
		if len(m.renames) > 0 || !m.retitles.idle() {
			t.Fatalf("%d are stuck", len(m.renames))
		}
		for id, title := range server {
			if e, _ := m.store.Get(id); e.Job.Title != title {
				t.Fatalf("%s is %q on screen and %q at the server", id, e.Job.Title, title)
			}
		}
	})
}

func TestOfTwoRenamesTheLastOneAskedForWins(t *testing.T) {
	for _, err := range []error{nil, answers[2], answers[4]} {
		m := opened(t, &counting{page: someJobs(2)})
		m.renameTo("ls_00", "first")
		m.renameTo("ls_00", "second")
		if m.retitles.running != 1 {
			t.Fatalf("%d on the wire", m.retitles.running)
		}
		arrive(m, jobRenamedMsg{"ls_00", "t", "first", api.Job{ID: "ls_00", Title: "first"}, err})
		arrive(m, holdOverMsg{m.hold.id})
		e, _ := m.store.Get("ls_00")
		r := m.renames["ls_00"]
		if e.Job.Title != "second" || r == nil || r.want != "second" || m.retitles.running != 1 {
			t.Fatalf("after %v: %q on screen, %+v, %d on the wire", err, e.Job.Title, r, m.retitles.running)
		}
		arrive(m, jobRenamedMsg{"ls_00", r.was, "second", api.Job{ID: "ls_00", Title: "second", Status: api.StatusRunning}, nil})
		if e, _ := m.store.Get("ls_00"); e.Job.Title != "second" || m.toast.note.Text != "renamed to second" {
			t.Fatalf("%q, %q", e.Job.Title, m.toast.note.Text)
		}
	}
}
