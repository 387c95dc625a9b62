package journal

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lipdash/api/record"

	"lipdash/api/submission"
)

// adoptAndStay takes over what it can, says so and stays until it is killed.
func adoptAndStay(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		got, err := j.Adopt(ctx)
		for _, s := range got {
			_, _ = fmt.Fprintln(os.Stdout, s.ID)
		}
		_, _ = fmt.Fprintln(os.Stdout, "end")
		<-ctx.Done()
		return err
	})
}

// stays starts a process that takes over what it can, and returns that.
func stays(t *testing.T, path string) (cmd *exec.Cmd, took []string) {
	t.Helper()
	cmd, out := printing(t, "stays", path)
	for out.Scan() && out.Text() != "end" {
		took = append(took, out.Text())
	}
	return cmd, took
}

// keepSome submits three and gives back all but the first, then stays.
func keepSome(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		for _, id := range []submission.ID{"signed", "two", "three"} {
			if _, err := j.Submit(ctx, submission.New(id, inputs(), noon), ""); err != nil {
				return err
			}
		}
		err := j.GiveBack(ctx, []submission.ID{"signed"}, nil)
		_, _ = fmt.Fprintln(os.Stdout, "end")
		<-ctx.Done()
		return err
	})
}

func TestWhatAProcessHadThatWasKilledIsFreeAtOnce(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	queued(t, j, "one")
	j.Leave()
	cmd, _ := stays(t, path)
	must(t, j.Join())
	if got := adopts(t, j); got != "" {
		t.Fatal("it was taken from a process that lives")
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	if got := adopts(t, j); got != "one" {
		t.Fatal("it stays with a process that is gone")
	}
	left, _ := filepath.Glob(path + ownerMark + "*")
	if !slices.Equal(left, []string{j.presence(j.Owner())}) {
		t.Errorf("left behind: %v", left)
	}
}

func TestATransferThatWaitedWhenTheClockWasSetBackGoesOn(t *testing.T) {
	j := opened(t)
	added(t, j, "a")
	x, _ := claimedNext(t, j, 3)
	x.State, x.NextTry = TransferQueued, time.Now().Add(time.Minute)
	saved(t, j, x)
	if _, ok := claimedNext(t, j, 3); ok {
		t.Fatal("it did not wait")
	}
	j.now = func() time.Time { return time.Now().Add(-3 * time.Hour) }
	if _, ok := claimedNext(t, j, 3); !ok {
		t.Fatal("it waits for three hours")
	}
}

func TestADraftTypedAfterTheClockWasSetBackIsKept(t *testing.T) {
	j := opened(t)
	must(t, j.SaveDraft(t.Context(), record.Draft{ID: "d", Values: map[string]string{"title": "old"}, UpdatedAt: time.Now()}))
	j.now = func() time.Time { return time.Now().Add(-3 * time.Hour) }
	must(t, j.SaveDraft(t.Context(), record.Draft{ID: "d", Values: map[string]string{"title": "new"}, UpdatedAt: j.now()}))
	got, err := j.Drafts(t.Context())
	must(t, err)
	if got[0].Values["title"] != "new" {
		t.Errorf("kept %v", got[0].Values)
	}
}
