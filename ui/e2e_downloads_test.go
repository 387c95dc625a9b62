package ui_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/state/transfers"
	"lipdash/ui/uitest"
)

// fetching is a rig whose downloads go to a folder of the test.
func fetching(t *testing.T, server *sim.Server, change ...func(*ui.Options, *account.Folder)) (rig, string) {
	t.Helper()
	dir := t.TempDir()
	f := account.Folder{Path: dir, Name: "{title}"}
	var mem *account.Memory
	r := start(t, server, 120, 40, func(o *ui.Options) {
		client := o.Session.Client.(account.Client)
		o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
			mem = account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: -1, Folder: f})
			return mem
		}
		for _, c := range change {
			c(o, &f)
		}
	})
	t.Cleanup(func() {
		r.leave()
		mem.Wait()
	})
	return r, dir
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}

func captioned(t *testing.T, n int) *sim.Server {
	t.Helper()
	s := sim.New(sim.Options{Key: testKey, Seed: 1, Concurrency: -1})
	for i := range n {
		s.AddJob(sim.JobSpec{
			Title: "ep" + string(rune('a'+i)), Status: "completed", Caption: i == 0,
			CreatedAt: time.Now().Add(-time.Duration(i+1) * time.Minute), Duration: time.Second,
		})
	}
	return s
}

func TestDFetchesTheVideoAndItsCaptions(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, dir := fetching(t, captioned(t, 2))
		defer r.Stop()
		r.Press("d")
		r.Until("saved", time.Minute)
		r.Wait(3 * time.Second)
		if got := files(t, dir); len(got) != 2 || got[0] != "epa.mp4" || got[1] != "epa.srt" {
			t.Fatalf("there is %q", got)
		}
		r.Has("saved")
		r.Press("d")
		r.Has("epa is here already", "Fetch it again")
		r.Wait(time.Second)
		r.Press("esc", "3")
		r.Has("epa.mp4", "epa.srt", "today 2 files")
		r.Press("1", "a", "d")
		r.Has("Download 1 job", "1 is here already and not fetched again")
		r.Wait(time.Second)
		r.Press("enter")
		r.Until("epb.mp4", time.Minute)
	})
}

// locked is a memory whose queue of downloads takes nothing a few times.
type locked struct {
	*account.Memory
	queue *lockedQueue
}

func (l locked) Downloads() calls.Downloads { return l.queue }

type lockedQueue struct {
	calls.Downloads
	refuses int
}

func (q *lockedQueue) Fetch(ctx context.Context, jobs []api.Job, again bool) (transfers.Receipt, error) {
	if q.refuses--; q.refuses >= 0 {
		return transfers.Receipt{}, errors.New("The journal is kept locked by another process.") //nolint:revive,staticcheck // a sentence, as account gives it
	}
	return q.Downloads.Fetch(ctx, jobs, again)
}

func TestAWishThatTheQueueCannotTakeIsKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, dir := fetching(t, captioned(t, 2), func(o *ui.Options, _ *account.Folder) {
			open := o.Session.OpenMemory
			o.Session.OpenMemory = func(ctx context.Context, name string) calls.Memory {
				mem := open(ctx, name).(*account.Memory)
				return locked{mem, &lockedQueue{mem.Downloads(), 2}}
			}
		})
		defer r.Stop()
		r.Press("d")
		r.Has("not downloaded yet: The journal is kept locked by another process. It is tried again.")
		r.Until("saved", time.Minute)
		r.Wait(3 * time.Second)
		if got := files(t, dir); len(got) != 2 {
			t.Fatalf("there is %q", got)
		}
	})
}

func TestMarkedJobsAreAskedAboutOnceAndAllComeDown(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, dir := fetching(t, captioned(t, 5))
		defer r.Stop()
		r.Press("a", "d")
		r.Has("Download 5 jobs")
		r.Wait(time.Second)
		r.Press("enter", "3")
		r.Until("today 6 files", time.Minute)
		if got := files(t, dir); len(got) != 6 {
			t.Fatalf("there is %q", got)
		}
		r.Press("y")
		if n := len(r.clip.texts); n != 1 || !strings.HasPrefix(r.clip.texts[0], dir) {
			t.Fatalf("copied %q", r.clip.texts)
		}
	})
}

func TestWhatFinishesIsFetchedByItselfIfThatIsWanted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1)
		r, dir := fetching(t, server, func(o *ui.Options, _ *account.Folder) { o.Session.Settings.AutoDownload = transfers.AutoAll })
		defer r.Stop()
		server.AddJob(sim.JobSpec{Title: "from elsewhere", Pending: time.Second, Running: 3 * time.Minute, CreatedAt: time.Now(), Duration: time.Second})
		r.Press("r")
		r.Until("saved", 20*time.Minute)
		if got := files(t, dir); len(got) != 1 || got[0] != "from elsewhere.mp4" {
			t.Fatalf("there is %q", got)
		}
	})
}

func TestAJobThatRunsIsFetchedWhenItIsDone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1)
		r, dir := fetching(t, server)
		defer r.Stop()
		server.AddJob(sim.JobSpec{Title: "later", Pending: time.Second, Running: 3 * time.Minute, CreatedAt: time.Now(), Duration: time.Second})
		r.Press("r")
		r.Has("later")
		r.Press("g", "d")
		r.Has("1 job will be fetched when done", ", fetch")
		r.Press("d")
		r.Has("1 job is no longer fetched when done")
		r.HasNot(", fetch")
		r.Press("d")
		r.Until("saved", 20*time.Minute)
		if got := files(t, dir); len(got) != 1 || got[0] != "later.mp4" {
			t.Fatalf("there is %q", got)
		}
	})
}

func TestAFileInTheWayIsAskedAboutAndNeverWrittenOver(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, dir := fetching(t, captioned(t, 1), func(_ *ui.Options, f *account.Folder) { f.Ask = true })
		defer r.Stop()
		mine := filepath.Join(dir, "epa.mp4")
		if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		r.Press("d")
		r.Until("a file in the way", time.Minute)
		r.Press("3", "enter")
		r.Has("There is a file of that name", "Keep both", "Replace it")
		r.Wait(time.Second)
		r.Press("tab", "enter")
		r.Until("epa (2).mp4", time.Minute)
		r.Until("done", time.Minute)
		if got, err := os.ReadFile(mine); err != nil || !bytes.Equal(got, []byte("mine")) {
			t.Fatalf("the file that was there is %q, %v", got, err)
		}
	})
}

func TestATransferIsPausedCancelledAndGoesOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, _ := fetching(t, captioned(t, 1), func(_ *ui.Options, f *account.Folder) { f.Rate = 1000 })
		defer r.Stop()
		r.Press("d", "3")
		r.Until("1.0 kB/s", time.Minute)
		r.Send(uitest.Key("z"))
		r.Until("paused", time.Minute)
		r.Press("z")
		r.Until("● down", time.Minute)
		r.Press("x")
		r.Until("its part file is kept", time.Minute)
		r.Press("t")
		r.Until("● down", time.Minute)
	})
}

func TestCaptionsAloneAreNotTheJob(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r, dir := fetching(t, captioned(t, 1), func(_ *ui.Options, f *account.Folder) { f.Rate = 1000 })
		defer r.Stop()
		r.Press("d", "3")
		r.Until("today 1 file", time.Minute) // the captions, which are short
		r.Press("x", "1")
		r.Wait(time.Second)
		r.Press("x")
		r.Wait(time.Second)
		r.Has("never downloaded", "Download it first")
		r.Press("esc", "3", "x")
		r.Wait(time.Second)
		for _, name := range files(t, dir) {
			if strings.HasSuffix(name, ".part") {
				t.Errorf("%s can be found by nobody any more", name)
			}
		}
	})
}
