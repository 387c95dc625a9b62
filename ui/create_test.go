package ui

import (
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
)

// A job that is found after its answer was lost was made when the server says, and not
// when it was found.
func TestAJobThatWasFoundIsAsOldAsItIs(t *testing.T) {
	page := someJobs(2)
	page.Jobs[0].CreatedAt, page.Jobs[1].CreatedAt = time.Now().Add(-time.Minute), time.Now().Add(-2*time.Hour)
	m := opened(t, &counting{page: page})
	mem := remembering(m)
	mem.out = []create.Outgoing{submitted("lost", submission.Unknown)}
	mem.out[0].KeyAt = m.now.Add(-time.Hour)
	drain(m, m.takeOutgoing())
	mem.out[0].State, mem.out[0].JobID = submission.Accepted, "ls_lost"
	m.takeOutgoing()
	rows := m.rows()
	var got []action.RowID
	for i := range rows.Len() {
		got = append(got, rows.ID(i))
	}
	if want := action.JobRows("ls_00", "ls_lost", "ls_01"); !slices.Equal(got, want) {
		t.Errorf("the rows are %v", got)
	}
	made := m.now.Add(-61 * time.Minute)
	m.store.ApplyJob(m.store.NextSeq(), api.Job{ID: "ls_lost", Status: api.StatusCompleted, CreatedAt: made, VideoURL: "https://x.y/v.mp4"}, m.now)
	m.now = m.now.Add(2 * time.Second)
	age := m.source().Row(action.JobRow("ls_lost")).Age
	if e, _ := m.store.Get("ls_lost"); age != "1h" || activity.EndOf(e, "").Took != 0 {
		t.Errorf("it is %s old and took %v", age, activity.EndOf(e, "").Took)
	}
}
