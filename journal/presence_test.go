package journal

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// claimAndStay claims everything under a long lease and stays until it is killed.
func claimAndStay(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		if err := j.Present(args[1]); err != nil {
			return err
		}
		_, err := j.Adopt(ctx, args[1], time.Now().Add(time.Hour))
		_, _ = fmt.Fprintln(os.Stdout, "mine")
		<-ctx.Done()
		return err
	})
}

func adopted(t *testing.T, j *Journal, owner string) int {
	t.Helper()
	must(t, j.Reclaim(t.Context(), owner))
	got, err := j.Adopt(t.Context(), owner, time.Now().Add(time.Hour))
	must(t, err)
	return len(got)
}

func TestTheLeasesOfAProcessThatWasKilledAreFreeAtOnce(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	queued(t, j, "one")
	cmd := child(t, "stays", path, "victim")
	pipe, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	bufio.NewScanner(pipe).Scan()
	if n := adopted(t, j, "heir"); n != 0 {
		t.Fatal("it was taken from a process that lives")
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	if n := adopted(t, j, "heir"); n != 1 {
		t.Fatal("it stays with a process that is gone")
	}
	if left, _ := filepath.Glob(path + ownerMark + "*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestALeaseFromBeforeTheClockWasSetBackHasLapsed(t *testing.T) {
	for name, present := range map[string]bool{"nothing is known of its process": false, "its process lives": true} {
		t.Run(name, func(t *testing.T) {
			path := alone(t)
			j, other := openedAt(t, path), openedAt(t, path)
			queued(t, j, "one")
			if present {
				must(t, other.Present("other"))
			}
			claimed(t, other, "one", "other", 15*time.Second)
			must(t, j.Reclaim(t.Context(), "me"))
			if claimed(t, j, "one", "me", 15*time.Second) {
				t.Fatal("a lease that holds was taken")
			}
			j.now = func() time.Time { return time.Now().Add(-3 * time.Hour) }
			must(t, j.Reclaim(t.Context(), "me"))
			if got := claimed(t, j, "one", "me", 15*time.Second); got == present {
				t.Errorf("taken: %v", got)
			}
		})
	}
}

func TestATransferThatWaitedWhenTheClockWasSetBackGoesOn(t *testing.T) {
	j := opened(t)
	added(t, j, "a")
	x, _ := claimedNext(t, j, "me", 3)
	x.State, x.NextTry = TransferQueued, time.Now().Add(time.Minute)
	saved(t, j, x, "me")
	if _, ok := claimedNext(t, j, "me", 3); ok {
		t.Fatal("it did not wait")
	}
	j.now = func() time.Time { return time.Now().Add(-3 * time.Hour) }
	if _, ok := claimedNext(t, j, "me", 3); !ok {
		t.Fatal("it waits for three hours")
	}
}

func TestADraftTypedAfterTheClockWasSetBackIsKept(t *testing.T) {
	j := opened(t)
	must(t, j.SaveDraft(t.Context(), Draft{ID: "d", Values: map[string]string{"title": "old"}, UpdatedAt: time.Now()}))
	j.now = func() time.Time { return time.Now().Add(-3 * time.Hour) }
	must(t, j.SaveDraft(t.Context(), Draft{ID: "d", Values: map[string]string{"title": "new"}, UpdatedAt: j.now()}))
	got, err := j.Drafts(t.Context())
	must(t, err)
	if got[0].Values["title"] != "new" {
		t.Errorf("kept %v", got[0].Values)
	}
}
