package browse

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// What a command made and waited for while no dashboard ran is new, whichever of the list and
// the kept one comes first; what was made elsewhere or was kept already is not.
func TestWhatWasMadeHereWhileNobodyLookedIsNew(t *testing.T) {
	for _, kept := range []bool{true, false} {
		d := testListOf(0)
		saved := start.Add(-time.Hour)
		old := api.Job{ID: "old", Status: api.StatusCompleted, CreatedAt: saved.Add(-time.Hour)}
		read := func() { d.ReadCached(record.Page{SavedAt: saved, Jobs: []record.Job{{Job: old, SeenAt: saved}}}) }
		if kept {
			read()
		}
		jobs := []api.Job{old}
		for _, id := range []api.JobID{"here", "elsewhere", "failed"} {
			jobs = append(jobs, api.Job{ID: id, Status: api.StatusCompleted, CreatedAt: saved.Add(time.Minute)})
		}
		jobs[3].Status = api.StatusFailed
		d.Cache.Appeared(d.jobs.ApplyFirstPage(d.jobs.NextSeq(), api.JobPage{Jobs: jobs}, start).New)
		if !kept {
			read()
		}
		nowhere := func(api.JobID) (string, bool) { return "", false }
		nothing := func(api.JobID) (bool, bool) { return false, false }
		if got := d.Cache.Away(nothing, nowhere); len(got) != 2 {
			t.Errorf("kept first %v: asked is about %v", kept, got)
		}
		d.Cache.Away(func(id api.JobID) (bool, bool) { return id != "elsewhere", true }, nowhere)
		for _, id := range []api.JobID{"old", "here", "elsewhere", "failed"} {
			if e, ok := d.jobs.Get(id); !ok || e.Unseen != (id == "here") {
				t.Errorf("kept first %v: %s is listed %v, new %v", kept, id, ok, e.Unseen)
			}
		}
		if got := d.Cache.Away(nothing, nowhere); len(got) != 0 {
			t.Errorf("asked again is about %v", got)
		}
	}
}
