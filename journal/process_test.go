package journal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"lipdash/api/submission"
)

// claimAll claims every submission it can, in an order of its own.
func claimAll(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		open, err := j.Submissions(ctx)
		rand.Shuffle(len(open), func(a, b int) { open[a], open[b] = open[b], open[a] })
		for _, s := range open {
			ok, bad := j.Claim(ctx, s.ID, args[1], time.Now().Add(time.Hour))
			if bad != nil {
				return bad
			}
			if ok {
				_, _ = fmt.Fprintln(os.Stdout, s.ID)
			}
		}
		return err
	})
}

func TestOfTwoProcessesExactlyOneGetsEachClaim(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	var want []string
	for i := range 60 {
		want = append(want, string(queued(t, j, fmt.Sprintf("s%02d", i)).ID))
	}
	won := together(t, 3, "claims", path)
	all := slices.Concat(won...)
	slices.Sort(all)
	if !slices.Equal(all, want) {
		t.Errorf("claimed %v", all)
	}
}

// takeNumbers takes places in the queue.
func takeNumbers(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		for range 50 {
			n, err := j.NextOrder(ctx)
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintln(os.Stdout, n)
		}
		return nil
	})
}

func TestNoTwoProcessesGetTheSamePlaceInTheQueue(t *testing.T) {
	path := alone(t)
	all := slices.Concat(together(t, 3, "numbers", path)...)
	slices.Sort(all)
	if len(all) != 150 || len(slices.Compact(all)) != 150 {
		t.Errorf("%d places, %d different", len(all), len(slices.Compact(all)))
	}
}

// workQueue takes what it can through a gate with one place, notes the order in a
// file, and gives the place back, until the queue is empty.
func workQueue(args []string) error {
	path, log, owner := args[0], args[1], args[2]
	return reopened(path, func(ctx context.Context, j *Journal) error {
		for {
			open, err := j.Submissions(ctx)
			if err != nil || len(open) == 0 {
				return err
			}
			if err := workOn(ctx, j, open, log, owner); err != nil {
				return err
			}
		}
	})
}

func workOn(ctx context.Context, j *Journal, open []submission.Submission, log, owner string) error {
	for _, s := range open {
		ok, err := j.TakeSlot(ctx, s.ID, owner, 1, nil, time.Now().Add(time.Minute))
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := note(log, string(s.ID)); err != nil {
			return err
		}
		s, _ = submission.Step(s, submission.Discard{}, time.Now())
		if err := j.SaveSubmission(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func note(path, line string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(line + "\n")
	return errors.Join(err, f.Close())
}

func TestProcessesAtOneGateKeepTheOrderOfTheQueue(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	var want []string
	for i := range 40 {
		want = append(want, string(queued(t, j, fmt.Sprintf("s%02d", i)).ID))
	}
	log := path + ".order"
	together(t, 3, "queue", path, log)
	text, err := os.ReadFile(log)
	must(t, err)
	if got := strings.Fields(string(text)); !slices.Equal(got, want) {
		t.Errorf("order %v", got)
	}
}

func TestManyGoroutinesWriteAtOnce(t *testing.T) {
	j := opened(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 10 {
				id := fmt.Sprintf("%d-%d", i, n)
				s, err := j.Submit(t.Context(), submission.New(submission.ID(id), inputs(), noon), "", "me", noon)
				if err == nil {
					err = j.SaveSubmission(t.Context(), step(s, submission.SlotGranted{}))
				}
				if err == nil {
					_, err = j.Drafts(t.Context())
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	open, err := j.Submissions(t.Context())
	must(t, err)
	if len(open) != 80 {
		t.Errorf("%d of 80", len(open))
	}
}

// writeForEver submits and sends, and tells what is on the disk.
func writeForEver(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		for n := 0; ; n++ {
			id := fmt.Sprintf("%s-%d", args[1], n)
			s, err := j.Submit(ctx, submission.New(submission.ID(id), inputs(), noon), "", id, noon)
			if err != nil {
				return err
			}
			_, _ = fmt.Fprintln(os.Stdout, id, s.State)
			s, _ = submission.Step(s, submission.SlotGranted{}, noon)
			if err := j.SaveSubmission(ctx, s); err != nil {
				return err
			}
			_, _ = fmt.Fprintln(os.Stdout, id, s.State)
			d := draft(id, "in/v.mp4", noon)
			if err := j.SaveDraft(ctx, d); err != nil {
				return err
			}
		}
	})
}

func TestAKilledWriterLosesNothingItWasToldIsSaved(t *testing.T) {
	path := alone(t)
	for round := range 20 {
		saved := killed(t, path, fmt.Sprint("round", round), 1+rand.IntN(25))
		err := reopened(path, func(ctx context.Context, j *Journal) error {
			if err := j.Check(ctx); err != nil {
				return err
			}
			return holds(ctx, j, saved)
		})
		must(t, err)
	}
}

// killed runs a writer, kills it in the middle of what follows some lines, and
// returns the last state it reported of each submission.
func killed(t *testing.T, path, name string, lines int) map[submission.ID]submission.State {
	t.Helper()
	cmd, out := printing(t, "writer", path, name)
	saved := map[submission.ID]submission.State{}
	for range lines {
		if !out.Scan() {
			t.Fatalf("the writer ended: %v", cmd.Wait())
		}
		take(saved, out)
	}
	must(t, cmd.Process.Kill())
	for out.Scan() {
		take(saved, out)
	}
	if cmd.Wait() == nil {
		t.Fatal("the writer ended by itself")
	}
	return saved
}

func take(saved map[submission.ID]submission.State, out *bufio.Scanner) {
	if id, state, ok := strings.Cut(out.Text(), " "); ok {
		saved[submission.ID(id)] = submission.State(state)
	}
}

func holds(ctx context.Context, j *Journal, saved map[submission.ID]submission.State) error {
	for id, state := range saved {
		s, ok, err := j.Submission(ctx, id)
		if err != nil {
			return err
		}
		if !ok || state == submission.Sending && (s.State != state || s.Key == "") {
			return fmt.Errorf("%s was saved as %s and is %v %s", id, state, ok, s.State)
		}
	}
	return nil
}
