package download

import (
	"testing"

	"lipdash/api"
	"lipdash/journal"
)

// A command that is cut off leaves its queue: the next one fetches what it was asked for, first
// and alone.
func TestADownloaderThatFetchesWhatItIsAskedLeavesTheRest(t *testing.T) {
	r := newRig(t)
	left := r.fetch(r.downloader(), []api.Job{r.job("left 1", 1000), r.job("left 2", 1000), r.job("left 3", 1000)})
	r.opts.OnlyAsked, r.opts.Parallel = true, 1
	d := r.running()
	asked := r.fetch(d, []api.Job{r.job("asked", 1000)})
	must(t, d.journal.PutTransfersFirst(t.Context(), []journal.TransferID{asked[0].ID}))
	pending, err := d.Pending(t.Context())
	must(t, err)
	if pending[0].ID != asked[0].ID && len(pending) == 4 { // it may be here already
		t.Errorf("%+v is first", pending[0])
	}
	r.untilState(d, asked[0].ID, journal.TransferDone)
	d.turn(t.Context())
	for _, was := range left {
		if now, ok, err := d.journal.Transfer(t.Context(), was.ID); err != nil || !ok || now.State != journal.TransferQueued || now.Tries != 0 {
			t.Errorf("%+v, %v, %v", now, ok, err)
		}
	}

	d.Ask(left[1])
	r.untilState(d, left[1].ID, journal.TransferDone)
	pending, err = d.Pending(t.Context())
	must(t, err)
	dropped, err := d.Drop(t.Context(), pending)
	must(t, err)
	if len(pending) != 2 || len(dropped) != 2 || dropped[0].ID != left[0].ID || dropped[1].ID != left[2].ID {
		t.Errorf("dropped %+v of %+v", dropped, pending)
	}
	if now, err := d.Pending(t.Context()); err != nil || len(now) != 0 {
		t.Errorf("%+v, %v", now, err)
	}
}

func TestWhatIsAskedForAnewComesToTheFolderThatIsNamed(t *testing.T) {
	r := newRig(t)
	job := r.job("a", 1000)
	old := r.fetch(r.downloader(), []api.Job{job})[0]
	r.opts.Folder, r.opts.OnlyAsked = r.dir+"/elsewhere", true
	d := r.running()
	now := r.fetch(d, []api.Job{job})[0]
	if it := r.untilState(d, now.ID, journal.TransferDone); it.Path == old.Path || sizeOf(it.Path) != 1000 {
		t.Errorf("%+v", it)
	}
	if _, there, err := d.journal.Transfer(t.Context(), old.ID); there || err != nil {
		t.Errorf("%v %v", there, err)
	}
}

func TestWhatAnotherProcessFetchesIsNotDropped(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	r.fetch(d, []api.Job{r.job("a", 1000)})
	other := r.journal()
	taken, ok, err := other.ClaimTransfer(t.Context(), 3)
	must(t, err)
	pending, err := d.Pending(t.Context())
	must(t, err)
	if dropped, err := d.Drop(t.Context(), pending); !ok || err != nil || len(dropped) != 0 || len(pending) != 1 || pending[0].Owner != taken.Owner {
		t.Errorf("%v %v %+v", ok, err, dropped)
	}
}
