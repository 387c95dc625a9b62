package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
)

// someBatches are a batch of four whose jobs the scene lists, and one that is over.
func someBatches(m *Model) {
	m.batches.Opened()
	week := record.Batch{ID: "week", Name: "week 47", MadeAt: m.now.Add(-time.Hour)}
	for i := range 4 {
		week.Items = append(week.Items, record.BatchItem{Number: i + 1, Input: "row 2", Job: api.JobID("ls_" + string(rune('0'+i))), Title: "t", State: record.ItemPending, Cost: 3})
	}
	m.batches.Read([]record.Batch{week, {ID: "old", Name: "old", Items: []record.BatchItem{{Number: 1, State: record.ItemCompleted, Saved: "x.mp4"}}}}, nil, m.now)
}

func shown(m *Model) string { return ansi.Strip(m.View().Content) }

func TestTheBatchesShowHowFarTheyAreAndWhatFailed(t *testing.T) {
	m := keyScene(t, func(m *Model) { someBatches(m); key(m, "2") })
	for _, want := range []string{"Batches 1", "week 47", "1/4", "1 failed", "old", "all results are here", "2 batches, 1 under way"} {
		if !strings.Contains(shown(m), want) {
			t.Errorf("%q is not on\n%s", want, shown(m))
		}
	}
	key(m, "enter")
	if s := shown(m); !strings.Contains(s, "1 of 4 done   1 failed") || strings.Count(s, "row 2") != 4 {
		t.Errorf("the items:\n%s", s)
	}
	key(m, "G")
	key(m, "enter")
	if m.Screen != nav.Jobs || m.list.Cursor().Job != "ls_3" {
		t.Errorf("enter on the last item went to %v on screen %d", m.list.Cursor(), m.Screen)
	}
}

func TestWhatFailedIsTriedAgainAfterItsCostWasSaid(t *testing.T) {
	m := keyScene(t, func(m *Model) { someBatches(m); key(m, "2") })
	key(m, "t")
	if s := shown(m); !strings.Contains(s, "Try 1 item of week 47 again") || !strings.Contains(s, "About $3.00.") {
		t.Fatalf("it asks\n%s", s)
	}
	m.layers.Remove(m.layers.Top())
	drain(m, m.perform(action.RetryItems{Batch: "week", Items: []int{2}}))
	if s := shown(m); !strings.Contains(s, "1 item is tried again") {
		t.Errorf("it says\n%s", s)
	}
	key(m, "G")
	if key(m, "t"); !strings.Contains(shown(m), "nothing to try again") {
		t.Errorf("a batch without a failure:\n%s", shown(m))
	}
}

func TestATryAgainOverTheDaysLimitIsAskedFor(t *testing.T) {
	m := keyScene(t, func(m *Model) { someBatches(m); key(m, "2") })
	m.create.Money.Limit = 1
	m.create.Money.Spent(2)
	drain(m, m.perform(action.RetryItems{Batch: "week", Items: []int{2}}))
	if s := shown(m); !strings.Contains(s, "The day's limit is reached") {
		t.Errorf("it says\n%s", s)
	}
}

func TestTheResultsOfABatchAreWrittenWhereItIsSaid(t *testing.T) {
	m := keyScene(t, func(m *Model) { m.opts.Sheets = noSheets{}; someBatches(m); key(m, "2") })
	drain(m, m.perform(action.SaveResults{ID: "week"}))
	if s := shown(m); !strings.Contains(s, "week 47: 4 rows with what became of each in ./week 47.results.csv, in place of the older ones") {
		t.Errorf("it says\n%s", s)
	}
	drain(m, m.perform(action.SaveResults{ID: "old"}))
	if s := shown(m); !strings.Contains(s, "old: 1 row with what became of each in ./old.results.csv") || strings.Contains(s, "older ones") {
		t.Errorf("of one it says\n%s", s)
	}
	m.opts.Sheets = nil
	if key(m, "Y"); !strings.Contains(shown(m), "results cannot be written here") {
		t.Errorf("it says\n%s", shown(m))
	}
}
