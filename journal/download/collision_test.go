package download

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lipdash/api"
	"lipdash/journal"
)

// occupied is a rig whose folder has a file "a.mp4" of the user's.
func occupied(t *testing.T, c Collision) (*rig, *Downloader, Item) {
	r := newRig(t)
	r.opts.Collision = c
	must(t, os.MkdirAll(r.folder, 0o755))
	must(t, os.WriteFile(filepath.Join(r.folder, "a.mp4"), []byte("mine"), 0o600))
	d := r.running()
	job := r.job("a", 100_000)
	id := r.fetch(d, []api.Job{job})[0].ID
	return r, d, r.until(d, id, "done or asking", func(it Item) bool {
		return it.State == journal.TransferDone || it.State == journal.TransferPaused
	})
}

func (r *rig) mine(name string) bool {
	b, err := os.ReadFile(filepath.Join(r.folder, name))
	must(r.t, err)
	return string(b) == "mine"
}

func TestAFileIsNeverOverwrittenUnlessToldSo(t *testing.T) {
	t.Run("numbered", func(t *testing.T) {
		r, _, it := occupied(t, CollisionNumber)
		if it.State != journal.TransferDone || filepath.Base(it.Path) != "a (2).mp4" || !r.mine("a.mp4") {
			t.Errorf("%+v", it)
		}
	})
	t.Run("replaced", func(t *testing.T) {
		r, _, it := occupied(t, CollisionReplace)
		if it.State != journal.TransferDone || filepath.Base(it.Path) != "a.mp4" || r.mine("a.mp4") || len(r.files()) != 1 {
			t.Errorf("%+v %q", it, r.files())
		}
	})
	t.Run("asked, keep both", func(t *testing.T) {
		r, d, it := occupied(t, CollisionAsk)
		if it.State != journal.TransferPaused || it.Code != CodeExists || it.Reason == "" {
			t.Fatalf("%+v", it)
		}
		if d.Resume(t.Context(), it.ID) == nil {
			t.Error("resumed without an answer")
		}
		must(t, d.KeepBoth(t.Context(), it.ID))
		it = r.untilState(d, it.ID, journal.TransferDone)
		if filepath.Base(it.Path) != "a (2).mp4" || !r.mine("a.mp4") {
			t.Errorf("%+v", it)
		}
	})
	t.Run("asked, replace", func(t *testing.T) {
		r, d, it := occupied(t, CollisionAsk)
		must(t, d.Replace(t.Context(), it.ID))
		it = r.untilState(d, it.ID, journal.TransferDone)
		if filepath.Base(it.Path) != "a.mp4" || r.mine("a.mp4") {
			t.Errorf("%+v", it)
		}
		if d.Replace(t.Context(), it.ID) == nil {
			t.Error("answered twice")
		}
	})
}

func TestANameThatIsTakenDuringTheDownloadIsGivenUp(t *testing.T) {
	for c, want := range map[Collision]string{CollisionNumber: "a (2).mp4", CollisionAsk: "a.mp4"} {
		r := newRig(t)
		r.opts.Collision, r.opts.Rate = c, 2*megabyte
		job := r.job("a", megabyte)
		d := r.running()
		id := r.fetch(d, []api.Job{job})[0].ID
		r.until(d, id, "under way", func(it Item) bool { return it.Done > 100_000 })
		must(t, os.WriteFile(filepath.Join(r.folder, "a.mp4"), []byte("mine"), 0o600))
		it := r.until(d, id, "done or asking", func(it Item) bool {
			return it.State == journal.TransferDone || it.State == journal.TransferPaused
		})
		if !r.mine("a.mp4") || filepath.Base(it.Path) != want || (it.State == journal.TransferPaused) != (c == CollisionAsk) {
			t.Errorf("%+v", it)
		}
		if c != CollisionAsk {
			continue
		}
		read := r.client.read.Load()
		must(t, d.KeepBoth(t.Context(), id))
		it = r.untilState(d, id, journal.TransferDone)
		if r.client.read.Load() != read || filepath.Base(it.Path) != "a (2).mp4" {
			t.Errorf("fetched again, %s", it.Path)
		}
	}
}

func TestCaptionsStandBesideTheirOwnVideo(t *testing.T) {
	r := newRig(t)
	d := r.running()
	a, b := r.job("Intro", 100_000), r.job("Intro", 100_000)
	var all []journal.Transfer
	all = append(all, r.fetch(d, []api.Job{a}, journal.TransferVideo)...)
	all = append(all, r.fetch(d, []api.Job{b}, journal.TransferCaptions, journal.TransferVideo)...)
	for _, q := range all {
		r.untilState(d, q.ID, journal.TransferDone)
	}
	r.untilState(d, r.fetch(d, []api.Job{a}, journal.TransferCaptions)[0].ID, journal.TransferDone)
	saved, err := r.opts.Journal.SavedFiles(t.Context(), []api.JobID{a.ID, b.ID})
	must(t, err)
	names := func(id api.JobID) []string {
		var out []string
		for _, f := range saved[id] {
			out = append(out, filepath.Base(f.Path))
		}
		slices.Sort(out)
		return out
	}
	if !slices.Equal(names(a.ID), []string{"Intro.mp4", "Intro.srt"}) || !slices.Equal(names(b.ID), []string{"Intro (2).mp4", "Intro (2).srt"}) {
		t.Errorf("%q %q", names(a.ID), names(b.ID))
	}
}

func TestWhatIsThereIsNotFetchedAgainUnlessAskedFor(t *testing.T) {
	r := newRig(t)
	d := r.running()
	job := r.job("a", 100_000)
	first := r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferDone)
	got, err := d.Fetch(t.Context(), []api.Job{job})
	must(t, err)
	if len(got.Queued) != 0 || len(got.Saved) != 1 || got.Saved[0].Path != first.Path {
		t.Errorf("%+v", got)
	}
	got, err = d.FetchAgain(t.Context(), []api.Job{job})
	must(t, err)
	if it := r.untilState(d, got.Queued[0].ID, journal.TransferDone); filepath.Base(it.Path) != "a (2).mp4" {
		t.Errorf("%s", it.Path)
	}
	must(t, os.Remove(first.Path))
	must(t, os.WriteFile(filepath.Join(r.folder, "a (2).mp4"), []byte("cut"), 0o600))
	if got, err = d.Fetch(t.Context(), []api.Job{job}); err != nil || len(got.Queued) != 1 {
		t.Errorf("%+v %v", got, err)
	}
	r.untilState(d, got.Queued[0].ID, journal.TransferDone)
}

func TestAskingTwiceForTheSameFileIsOneTransfer(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	jobs := []api.Job{r.job("a", 100_000), r.job("b", 100_000)}
	one, two := r.fetch(d, jobs), r.fetch(d, []api.Job{jobs[1], jobs[0], jobs[1]})
	if one[0].ID != two[1].ID || one[1].ID != two[0].ID || two[0].ID != two[2].ID {
		t.Errorf("%+v\n%+v", one, two)
	}
}

func TestAJobWithoutCaptionsIsToldInsteadOfQueued(t *testing.T) {
	r := newRig(t)
	got, err := r.downloader().Fetch(t.Context(), []api.Job{{ID: "ls_1", Status: api.StatusCompleted}}, journal.TransferCaptions)
	must(t, err)
	if len(got.Queued) != 0 || !slices.Equal(got.Without, []api.JobID{"ls_1"}) {
		t.Errorf("%+v", got)
	}
}
