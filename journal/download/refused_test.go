package download

import (
	"testing"
	"time"

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

func TestADownloadThatBroughtNothingLeavesNoPartFile(t *testing.T) {
	const readJob = "GET /v3/lipsyncs/{lipsync_id}"
	for name, fault := range map[string]sim.Fault{
		"the job is gone":      {Route: readJob, Kind: sim.FaultStatus, Status: 404},
		"the key is refused":   {Route: readJob, Kind: sim.FaultStatus, Status: 401},
		"HeyGen is away":       {Route: readJob, Kind: sim.FaultDropBefore},
		"the host refuses":     {Route: sim.RouteMedia, Kind: sim.FaultStatus, Status: 418},
		"a page comes":         {Route: sim.RouteMedia, Kind: sim.FaultHTML, Status: 200},
		"nothing ever arrives": {Route: sim.RouteMedia, Kind: sim.FaultStall},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			d := r.running()
			job := r.job("talk", 1000)
			r.sim.Faults().Add(fault)
			q := r.fetch(d, []api.Job{job})[0]
			r.until(d, q.ID, "tried", func(it Item) bool { return it.Code != "" || it.Step == StepLink || it.Step == StepFetching })
			if fault.Kind == sim.FaultStall || fault.Kind == sim.FaultDropBefore {
				must(t, d.Cancel(t.Context(), q.ID))
			}
			r.until(d, q.ID, "over", func(it Item) bool { return it.State != journal.TransferRunning && it.State != journal.TransferQueued })
			for end := time.Now().Add(5 * time.Second); len(r.files()) > 0; time.Sleep(time.Millisecond) {
				if time.Now().After(end) {
					t.Fatalf("left in the folder: %q", r.files())
				}
			}
		})
	}
}
