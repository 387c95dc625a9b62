package depot

import (
	"testing"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

func TestOnlyWhatARefusedKeyPausedGoesOnWithTheNextKey(t *testing.T) {
	r, d, mine, _ := underWay(t, megabyte)
	must(t, d.Pause(t.Context(), mine.ID))
	r.quiet(d, mine.ID)

	job := r.job("refused", 1000)
	r.sim.Faults().Add(sim.Fault{Route: "GET /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultStatus, Status: 401})
	refused := r.fetch(d, []api.Job{job})[0]
	r.until(d, refused.ID, "paused by the key", func(it Item) bool {
		return it.State == journal.TransferPaused && it.Code == CodeKey
	})
	r.sim.Faults().Clear()

	must(t, d.ResumeRefused(t.Context()))
	r.untilState(d, refused.ID, journal.TransferDone)
	if got, _ := d.row(mine.ID); got.State != journal.TransferPaused {
		t.Errorf("what the user paused is %s", got.State)
	}
}
