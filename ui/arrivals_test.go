package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

func seen(m *Model) string { return ansi.Strip(m.View().Content) }

// submitted is a submission in a state, called by its id.
func submitted(id submission.ID, state submission.State) create.Outgoing {
	s := submission.New(id, map[string]string{"title": string(id)}, time.Now())
	s.State = state
	return create.Outgoing{Submission: s}
}

// orders are all orders in which n things can happen.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for at := range n {
			out = append(out, slices.Insert(slices.Clone(o), at, n-1))
		}
	}
	return out
}

func TestAtTheStartWhatWaitsIsOnScreenWhateverComesFirst(t *testing.T) {
	kept := record.Page{SavedAt: time.Now()}
	for _, j := range someJobs(30).Jobs {
		kept.Jobs = append(kept.Jobs, record.Job{Job: j})
	}
	page := someJobs(30)
	page.Jobs = append([]api.Job{{ID: "ls_new", Status: api.StatusRunning, Title: "made elsewhere"}}, page.Jobs...)
	names := []string{"memory", "cache", "submission", "list"}
	for _, order := range orders(len(names)) {
		if order[0] != 0 && (order[0] != 3 || order[1] != 0) {
			continue // the memory tells of the cache and of the submission
		}
		m := New(t.Context(), Options{})
		m.Update(tea.WindowSizeMsg{Width: 100, Height: 16})
		m.open(calls.Session{Client: &counting{}})
		mem := &fakeMemory{changes: make(chan struct{})}
		var said []string
		for _, what := range order {
			said = append(said, names[what])
			switch what {
			case 0:
				arrive(m, calls.MemoryOpened{Memory: mem})
			case 1:
				arrive(m, calls.CacheRead{Page: kept})
			case 2:
				mem.out = []create.Outgoing{submitted("waits here", submission.Queued)}
				arrive(m, calls.OutgoingChanged{})
			case 3:
				arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: page})
			}
		}
		for _, want := range []string{"waits here", "made elsewhere"} {
			if !strings.Contains(seen(m), want) {
				t.Errorf("after %v %q is not on the screen:\n%s", said, want, seen(m))
			}
		}
	}
}

func TestWhatCameInAboveIsToldWhoseverItIs(t *testing.T) {
	m := opened(t, &counting{page: someJobs(30)})
	mem := remembering(m)
	m.Update(tea.WindowSizeMsg{Width: 100, Height: 16})
	key(m, "j")
	foot := func(what string, want bool) {
		t.Helper()
		if strings.Contains(seen(m), what) != want {
			t.Errorf("it says %q: %v\n%s", what, !want, seen(m))
		}
	}
	for i, s := range []submission.State{submission.Queued, submission.Sending} {
		mem.out = append(mem.out, submitted(submission.ID(fmt.Sprint("mine ", i)), s))
	}
	arrive(m, calls.OutgoingChanged{})
	foot("2 waiting above, g", true)

	key(m, "s") // sorted, they are on top of the one list too
	key(m, "j")
	foot("2 waiting above, g", true)
	m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})

	mem.out[1].State, mem.out[1].JobID = submission.Accepted, "ls_mine"
	arrive(m, calls.OutgoingChanged{})
	foot("1 waiting, 1 new above, g", true)
	key(m, "g")
	foot("above", false)
	foot("mine 0", true)
	foot("mine 1", true)
}

func TestWhatWaitsIsToldWhenAJobGoesBelowIt(t *testing.T) {
	m := opened(t, &counting{page: someJobs(30)})
	mem := remembering(m)
	mem.out = []create.Outgoing{submitted("for the user", submission.Queued), submitted("goes first", submission.Sending)}
	arrive(m, calls.OutgoingChanged{})
	key(m, "g")
	mem.out[1].State, mem.out[1].JobID = submission.Accepted, "ls_mine"
	arrive(m, calls.OutgoingChanged{})
	if m.list.Cursor() != action.JobRow("ls_mine") || !strings.Contains(seen(m), "for the user") && !strings.Contains(seen(m), "1 waiting above, g") {
		t.Errorf("the cursor is on %s:\n%s", m.list.Cursor(), seen(m))
	}
}

func TestASubmissionWhoseJobIsListedIsOneRow(t *testing.T) {
	for name, listFirst := range map[string]bool{"the list comes first": true, "the list comes later": false} {
		t.Run(name, func(t *testing.T) {
			m := opened(t, &counting{page: someJobs(3)})
			mem := remembering(m)
			left := submitted("left", submission.Sending)
			left.Elsewhere = true
			theirs := submitted("theirs", submission.Queued)
			theirs.CallbackID = "batch-7"
			mem.out = []create.Outgoing{theirs, left}
			page := someJobs(3)
			page.Jobs = append([]api.Job{
				{ID: "ls_left", Status: api.StatusPending, Title: "left", CallbackID: left.CallbackID},
				{ID: "ls_theirs", Status: api.StatusPending, Title: "another one", CallbackID: "batch-7"},
			}, page.Jobs...)
			list := func() {
				refreshed(m)
				arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: page})
			}
			if listFirst {
				list()
				arrive(m, calls.OutgoingChanged{})
			} else {
				arrive(m, calls.OutgoingChanged{})
				m.list.Goto(action.SubmissionRow("left"), m.rows())
				m.list.Mark([]action.RowID{action.SubmissionRow("left")})
				list()
				if m.list.Cursor() != action.JobRow("ls_left") || !m.list.Marked(action.JobRow("ls_left")) || m.list.Marks() != 1 {
					t.Errorf("the cursor is on %s, %d are marked", m.list.Cursor(), m.list.Marks())
				}
			}
			arrive(m, calls.OutgoingChanged{})
			var got []action.RowID
			for i := range m.rows().Len() {
				got = append(got, m.rows().ID(i))
			}
			want := []action.RowID{action.SubmissionRow("theirs"), action.JobRow("ls_left"), action.JobRow("ls_theirs"), action.JobRow("ls_00"), action.JobRow("ls_01"), action.JobRow("ls_02")}
			if !slices.Equal(got, want) {
				t.Errorf("the rows are %q, want %q", got, want)
			}
			if m.create.Records.Of("ls_left").Values["title"] != "left" {
				t.Error("what it was made from is not known")
			}
		})
	}
}

func TestWhatWasJustMadeHereIsAllOnScreen(t *testing.T) {
	const voices = 4
	for _, order := range orders(voices) {
		m := opened(t, &counting{page: someJobs(30)})
		mem := remembering(m)
		m.Update(tea.WindowSizeMsg{Width: 100, Height: 24})
		key(m, "j")
		for i := range voices {
			s := submitted(submission.ID(fmt.Sprint("voice ", i)), submission.Queued)
			s.Batch, s.Order = "b", int64(i)
			mem.out = append(mem.out, s)
		}
		m.created([]create.Effect{create.Show{Handed: create.Handed{ID: "voice 0", Batch: "b"}}})
		arrive(m, calls.OutgoingChanged{})
		for n, i := range order {
			mem.out[i].State, mem.out[i].JobID = submission.Accepted, api.JobID(fmt.Sprint("ls_voice", i))
			arrive(m, calls.OutgoingChanged{})
			page := someJobs(30)
			for made := range voices { // HeyGen made them in their order, whichever answer came first
				if id := fmt.Sprint("voice ", made); slices.Contains(order[:n+1], made) {
					page.Jobs = append([]api.Job{{ID: mem.out[made].JobID, Status: api.StatusPending, Title: id, CreatedAt: time.Now().Add(time.Duration(made) * time.Millisecond)}}, page.Jobs...)
				}
			}
			refreshed(m)
			arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: page})
			for i := range voices {
				if want := fmt.Sprint("voice ", i); !strings.Contains(seen(m), want) {
					t.Fatalf("after %v %q is not on screen:\n%s", order[:n+1], want, seen(m))
				}
			}
		}
		key(m, "j")
		mem.out = append(mem.out, submitted("later", submission.Queued))
		arrive(m, calls.OutgoingChanged{})
		if strings.Contains(seen(m), "later ") {
			t.Errorf("what comes later pushes rows:\n%s", seen(m))
		}
	}
}

// What a command made and fetched while no dashboard ran is not new, whichever of its record and
// its file is read first.
func TestWhatACommandFetchedIsNotNew(t *testing.T) {
	saved := time.Now().Add(-time.Hour)
	const id = "ls_made"
	for _, fetched := range []bool{true, false} {
		for _, order := range orders(2) {
			m := New(t.Context(), Options{})
			m.Update(tea.WindowSizeMsg{Width: 100, Height: 16})
			m.open(calls.Session{Client: &counting{}})
			arrive(m, calls.MemoryOpened{Memory: &fakeMemory{changes: make(chan struct{})}})
			arrive(m, calls.CacheRead{Page: record.Page{SavedAt: saved}})
			arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: api.JobPage{Jobs: []api.Job{{ID: id, Status: api.StatusCompleted, CreatedAt: saved.Add(time.Minute)}}}})
			for _, what := range order {
				if what == 0 {
					arrive(m, calls.RecordsRead{Asked: []api.JobID{id}, Records: map[api.JobID]create.Record{id: {Values: map[string]string{"video": "v.mp4"}}}})
				} else if fetched {
					arrive(m, calls.SavedRead{Asked: []api.JobID{id}, Saved: map[api.JobID][]transfers.File{id: {{Path: "/v/out/made.mp4", Name: "out/made.mp4"}}}})
				}
			}
			if e, ok := m.store.Get(id); !ok || e.Unseen == fetched {
				t.Errorf("fetched %v, order %v: listed %v, new %v", fetched, order, ok, e.Unseen)
			}
		}
	}
}
