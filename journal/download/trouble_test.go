package download

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/journal"
)

// ends runs a transfer to a state in which it rests.
func (r *rig) ends(d *Downloader, id journal.TransferID) Item {
	r.t.Helper()
	return r.until(d, id, "at rest", func(it Item) bool {
		return it.State != journal.TransferQueued && it.State != journal.TransferRunning
	})
}

func TestWhatPassesIsTriedAgain(t *testing.T) {
	for name, fault := range map[string]sim.Fault{
		"a page instead of the file":  {Route: sim.RouteMedia, Kind: sim.FaultHTML, Status: 200, Times: 2},
		"a gateway's trouble":         {Route: sim.RouteMedia, Kind: sim.FaultHTML, Status: 502, Times: 9},
		"a dropped connection":        {Route: sim.RouteMedia, Kind: sim.FaultDropBefore, Times: 9},
		"an empty answer":             {Route: sim.RouteMedia, Kind: sim.FaultEmpty, Times: 2},
		"half of the file, each time": {Route: sim.RouteMedia, Kind: sim.FaultTruncate, Times: 5},
		"slow down":                   {Route: sim.RouteMedia, Kind: sim.FaultStatus, Status: 429, Times: 2},
		"a job that cannot be read":   {Route: "GET /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultHTML, Status: 404, Times: 2},
		"a link refused when fresh":   {Route: sim.RouteMedia, Kind: sim.FaultBare, Status: 403, Times: 2},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			job := r.job("a", megabyte)
			sum, size := r.original(job)
			r.sim.Faults().Add(fault)
			d := r.running()
			it := r.ends(d, r.fetch(d, []api.Job{job})[0].ID)
			r.want(it, sum, size)
			if it.State != journal.TransferDone || it.Code != "" || it.Reason != "" {
				t.Errorf("%+v", it)
			}
			if twice := r.client.read.Load() - size; twice > size/20 {
				t.Errorf("%d bytes were fetched twice", twice)
			}
		})
	}
}

func TestWhatDoesNotPassIsSaid(t *testing.T) {
	const get = "GET /v3/lipsyncs/{lipsync_id}"
	for name, c := range map[string]struct {
		fault sim.Fault
		spec  sim.JobSpec
		kind  journal.TransferKind
		state journal.TransferState
		code  string
		says  string
	}{
		"pages for ever":        {fault: sim.Fault{Route: sim.RouteMedia, Kind: sim.FaultHTML, Status: 200}, state: journal.TransferFailed, code: CodeNotMedia, says: "page"},
		"every link refused":    {fault: sim.Fault{Route: sim.RouteMedia, Kind: sim.FaultBare, Status: 403}, state: journal.TransferFailed, code: CodeLink, says: "fresh"},
		"a redirect to nowhere": {fault: sim.Fault{Route: sim.RouteMedia, Kind: sim.FaultBare, Status: 302}, state: journal.TransferFailed, code: CodeRefused, says: "leads on"},
		"the key refused":       {fault: sim.Fault{Route: get, Kind: sim.FaultStatus, Status: 401}, state: journal.TransferPaused, code: CodeKey, says: "key"},
		"the job deleted":       {fault: sim.Fault{Route: get, Kind: sim.FaultStatus, Status: 404}, state: journal.TransferFailed, code: CodeGone, says: "no longer has"},
		"no captions":           {kind: journal.TransferCaptions, state: journal.TransferFailed, code: CodeNoFile, says: "captions"},
		"not completed":         {spec: sim.JobSpec{Status: "running"}, state: journal.TransferFailed, code: CodeNoFile, says: "not completed"},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t)
			if c.spec.Status == "" {
				c.spec.Status = "completed"
			}
			c.spec.Duration = time.Second
			id := r.sim.AddJob(c.spec)
			r.sim.Faults().Add(c.fault)
			d := r.running()
			if c.kind == "" {
				c.kind = journal.TransferVideo
			}
			it := r.ends(d, r.fetch(d, []api.Job{{ID: api.JobID(id), Title: "a"}}, c.kind)[0].ID)
			if it.State != c.state || it.Code != c.code || !strings.Contains(it.Reason, c.says) || !strings.HasSuffix(it.Reason, ".") {
				t.Errorf("%+v", it)
			}
			if _, err := os.Lstat(it.Path); err == nil {
				t.Error("something got the name")
			}
			if strings.Contains(it.Reason, "Signature") {
				t.Errorf("%q", it.Reason)
			}
		})
	}
}

func TestAnOutageIsWaitedOutWhileOthersRun(t *testing.T) {
	r := newRig(t)
	dead, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	addr := dead.Addr().String()
	must(t, dead.Close())
	job, sick := r.job("a", 100_000), r.job("b", 100_000)
	down := true
	r.opts.Parallel = 1
	r.opts.Client = &swapped{r.client, func() string {
		if down {
			return "http://" + addr + "/x"
		}
		return ""
	}}
	d := r.running()
	id := r.fetch(d, []api.Job{sick})[0].ID
	waits := r.until(d, id, "put off", func(it Item) bool { return it.State == journal.TransferQueued && it.Tries > 3 })
	if waits.Code != CodeNetwork || waits.Reason == "" || waits.NextTry.IsZero() {
		t.Errorf("%+v", waits)
	}
	must(t, d.Pause(t.Context(), id))
	r.quiet(d, id)
	down = false
	r.untilState(d, r.fetch(d, []api.Job{job})[0].ID, journal.TransferDone)
	must(t, d.Resume(t.Context(), id))
	r.untilState(d, id, journal.TransferDone)
}

func TestThereIsRoomBeforeAnythingIsWritten(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	free := int64(margin + 500_000)
	d.disk.room = func(string) (int64, bool) { return free, true }
	r.run(d)
	job := r.job("a", megabyte)
	it := r.ends(d, r.fetch(d, []api.Job{job})[0].ID)
	if it.State != journal.TransferFailed || it.Code != CodeRoom || sizeOf(it.Part) != 0 || !strings.Contains(it.Reason, r.folder) || strings.Contains(it.Reason, "kept") {
		t.Errorf("%+v", it)
	}
	d.turning.Lock()
	free *= 2
	d.turning.Unlock()
	must(t, d.Retry(t.Context(), it.ID))
	r.untilState(d, it.ID, journal.TransferDone)
	if d.Free() != free {
		t.Errorf("%d free", d.Free())
	}
}

func TestTheFoldersTroublesAreInPlainWords(t *testing.T) {
	for err, want := range map[error]string{
		syscall.ENOSPC:       "The disk is full at /v. Free some space and try again.",
		syscall.EROFS:        "The folder /v cannot be written to.",
		syscall.EACCES:       "The folder /v cannot be written to.",
		syscall.ENAMETOOLONG: "The file name is too long for the disk of /v.",
		syscall.ENOENT:       "The folder /v is no longer there.",
		syscall.EIO:          "The file cannot be written in /v: input/output error.",
	} {
		for _, e := range []error{&fs.PathError{Op: "open", Path: "/v/.x", Err: err}, &os.LinkError{Op: "link", Old: "a", New: "b", Err: err}} {
			if _, got := fileWords(&fileError{e}, "/v"); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}

func TestAFolderThatCannotBeMadeIsSaidAtOnce(t *testing.T) {
	r := newRig(t)
	must(t, os.WriteFile(r.folder, nil, 0o600))
	_, err := r.downloader().Fetch(t.Context(), []api.Job{{ID: "ls_1"}})
	var words *WordsError
	if !errors.As(err, &words) || !strings.HasSuffix(words.Sentence, ".") || words.Code != CodeFolder {
		t.Errorf("%v", err)
	}
}

func TestAFolderThatVanishesIsNotMadeAgain(t *testing.T) {
	r := newRig(t)
	d := r.downloader()
	id := r.fetch(d, []api.Job{r.job("a", 100_000)})[0].ID
	must(t, os.Remove(r.folder))
	r.run(d)
	it := r.ends(d, id)
	if it.Code != CodeFolder || !strings.Contains(it.Reason, "no longer there") {
		t.Errorf("%+v", it)
	}
	if _, err := os.Lstat(r.folder); err == nil {
		t.Error("it is there again")
	}
}

func TestAFolderThatIsAwayForAWhileCostsNoByte(t *testing.T) {
	r := newRig(t)
	job := r.job("a", megabyte)
	sum, size := r.original(job)
	left := r.almostDone(job)
	away := r.folder + " away"
	must(t, os.Rename(r.folder, away))
	read := r.client.read.Load()
	d := r.running()
	if it := r.ends(d, left.ID); it.Code != CodeFolder || it.Done != size {
		t.Errorf("%+v", it)
	}
	must(t, os.Rename(away, r.folder))
	must(t, d.Retry(t.Context(), left.ID))
	r.want(r.untilState(d, left.ID, journal.TransferDone), sum, size)
	if r.client.read.Load() != read {
		t.Error("it was fetched again")
	}
}
