package batches_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/store"
)

// launch is a batch of three items in these states.
func launch(states ...record.ItemState) record.Batch {
	b := record.Batch{ID: "launch", Name: "launch-day"}
	for i, s := range states {
		b.Items = append(b.Items, item(i+1, s))
		b.Items[i].Reason = "Audio is too long."
	}
	return b
}

// told is what is told once the journal says so, one line each.
func told(r *batches.Room, jobs *store.Store, list ...record.Batch) string {
	r.Read(list, nil, now)
	var out []string
	for _, n := range r.News(jobs, now) {
		out = append(out, n.Text)
	}
	return strings.Join(out, "\n")
}

func TestABatchTellsOnceForAllItsItems(t *testing.T) {
	const q, up, ready, send, unknown, pend, run, done, fail, refused, gone, held = record.ItemQueued, record.ItemUploading, record.ItemReady,
		record.ItemSending, record.ItemUnknown, record.ItemPending, record.ItemRunning, record.ItemCompleted, record.ItemFailed, record.ItemRefused, record.ItemGone, record.ItemHeld
	type step struct {
		states [3]record.ItemState
		want   string
	}
	for name, steps := range map[string][]step{
		"all goes well": {
			{[3]record.ItemState{q, q, q}, ""},
			{[3]record.ItemState{ready, up, q}, ""},
			{[3]record.ItemState{send, send, send}, ""},
			{[3]record.ItemState{unknown, unknown, unknown}, ""},
			{[3]record.ItemState{run, pend, pend}, "3 jobs of launch-day are on their way"},
			{[3]record.ItemState{done, run, pend}, ""},
			{[3]record.ItemState{done, done, run}, ""},
			{[3]record.ItemState{done, done, done}, "launch-day has ended: 3 done"},
			{[3]record.ItemState{done, done, done}, ""},
			{[3]record.ItemState{done, done, gone}, ""}, // deleted later
		},
		"one fails and is tried again": {
			{[3]record.ItemState{run, run, run}, "3 jobs of launch-day are on their way"},
			{[3]record.ItemState{fail, run, run}, "launch-day: 1 of 3 failed: Audio is too long"},
			{[3]record.ItemState{fail, fail, run}, ""},
			{[3]record.ItemState{fail, fail, done}, "launch-day has ended: 1 done, 2 failed: Audio is too long"},
			{[3]record.ItemState{fail, q, done}, ""},
			{[3]record.ItemState{fail, run, done}, "1 job of launch-day is on its way"},
			{[3]record.ItemState{fail, done, done}, "launch-day has ended: 2 done, 1 failed: Audio is too long"},
		},
		"one is refused before the others are there": {
			{[3]record.ItemState{q, refused, q}, "launch-day: 1 of 3 failed: Audio is too long"},
			{[3]record.ItemState{run, refused, run}, "2 jobs of launch-day are on their way"},
		},
		"all are refused":  {{[3]record.ItemState{q, q, q}, ""}, {[3]record.ItemState{refused, refused, refused}, "launch-day has ended: 3 failed: Audio is too long"}},
		"it is quick":      {{[3]record.ItemState{done, done, done}, "launch-day has ended: 3 done"}},
		"it is taken back": {{[3]record.ItemState{q, q, q}, ""}, {[3]record.ItemState{record.ItemDiscarded, record.ItemDiscarded, record.ItemDiscarded}, ""}},
		"it waits for a quota": {
			{[3]record.ItemState{held, held, held}, ""},
			{[3]record.ItemState{q, q, q}, ""},
			{[3]record.ItemState{run, run, run}, "3 jobs of launch-day are on their way"},
		},
	} {
		room, jobs := batches.New(), store.New(20)
		told(room, jobs)
		for i, s := range steps {
			if got := told(room, jobs, launch(s.states[:]...)); got != s.want {
				t.Errorf("%s, step %d: %q, want %q", name, i, got, s.want)
			}
		}
	}
}

func TestWhatHappenedBeforeThisRunIsNoNews(t *testing.T) {
	room, jobs := batches.New(), store.New(20)
	if got := told(room, jobs, launch(record.ItemFailed, record.ItemCompleted, record.ItemRunning)); got != "" {
		t.Errorf("%q", got)
	}
	// The store hears of the end first.
	jobs.ApplyFirstPage(jobs.NextSeq(), api.JobPage{Jobs: []api.Job{{ID: "ls_3", Status: api.StatusCompleted}}}, now)
	if got := told(room, jobs, launch(record.ItemFailed, record.ItemCompleted, record.ItemRunning)); got != "launch-day has ended: 2 done, 1 failed: Audio is too long" {
		t.Errorf("%q", got)
	}
	if room.Open() != 0 {
		t.Error("a batch counts as under way that has ended")
	}
}

func TestNewsSayWhetherItemsEndedAndWhichTheyAre(t *testing.T) {
	room, jobs := batches.New(), store.New(20)
	told(room, jobs)
	for _, c := range []struct {
		state        record.ItemState
		ends, failed bool
	}{{record.ItemRunning, false, false}, {record.ItemFailed, true, true}} {
		room.Read([]record.Batch{launch(c.state)}, nil, now)
		news := room.News(jobs, now)
		if len(news) != 1 || news[0].Ends != c.ends || news[0].Failed != c.failed || len(news[0].Rows) != 1 {
			t.Errorf("%s: %+v", c.state, news)
		}
	}
	if !room.Has("ls_1") || room.Has("ls_2") {
		t.Error("which jobs are of a batch is not known")
	}
	room.Joined("ls_2", "launch")
	room.Joined("ls_3", "")
	if !room.Has("ls_2") || room.Has("ls_3") {
		t.Error("what became a job just now is not known")
	}
	if got := room.Called("launch", now); got != "launch-day" || room.Called("other", now) != "" {
		t.Errorf("%q", got)
	}
	if got := batches.Called(record.Batch{MadeAt: now.Add(-time.Minute)}, now); !strings.HasPrefix(got, "batch of ") {
		t.Errorf("%q", got)
	}
}
