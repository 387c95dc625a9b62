package journal

import (
	"bufio"
	"context"
	"database/sql"
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

func TestOfThreeProcessesExactlyOneAdoptsEach(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	var want []string
	for i := range 60 {
		want = append(want, string(queued(t, j, fmt.Sprintf("s%02d", i)).ID))
	}
	j.Leave()
	var mu sync.Mutex
	var all []string
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			_, took := stays(t, path)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
		})
	}
	wg.Wait()
	slices.Sort(all)
	if !slices.Equal(all, want) {
		t.Errorf("adopted %v", all)
	}
}

// takeNumbers takes places in the queue.
func takeNumbers(args []string) error {
	return reopened(args[0], func(ctx context.Context, j *Journal) error {
		for range 50 {
			var n int64
			err := j.write(ctx, j.easy, func(tx *sql.Tx) (err error) {
				n, err = nextOrder(ctx, tx)
				return err
			})
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

// workQueue submits some, takes what is its own through a gate with one place,
// notes the order in a file, and gives the place back, until the queue is empty.
func workQueue(args []string) error {
	path, log, name := args[0], args[1], args[2]
	return reopened(path, func(ctx context.Context, j *Journal) error {
		for i := range queuedEach {
			s := submission.New(submission.ID(fmt.Sprintf("%s-%02d", name, i)), inputs(), noon)
			if _, err := j.Submit(ctx, s, ""); err != nil {
				return err
			}
		}
		for {
			open, err := j.Submissions(ctx)
			if err != nil || len(open) == 0 {
				return err
			}
			if err := workOn(ctx, j, open, log); err != nil {
				return err
			}
		}
	})
}

const queuedEach = 14

func workOn(ctx context.Context, j *Journal, open []submission.Submission, log string) error {
	for _, s := range open {
		ok, err := j.TakeSlot(ctx, s.ID, 1, nil)
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

func TestThreeProcessesAtOneGateKeepTheOrderOfTheQueue(t *testing.T) {
	path := alone(t)
	j := openedAt(t, path)
	log := path + ".order"
	together(t, 3, "queue", path, log)
	text, err := os.ReadFile(log)
	must(t, err)
	var places []int64
	for _, id := range strings.Fields(string(text)) {
		s, _, err := j.Submission(t.Context(), submission.ID(id))
		must(t, err)
		places = append(places, s.Order)
	}
	if len(slices.Compact(places)) != 3*queuedEach || !slices.IsSorted(places) {
		t.Errorf("%d places in the order %v", len(places), places)
	}
}

func TestManyGoroutinesWriteAtOnce(t *testing.T) {
	j := opened(t)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for n := range 10 {
				id := fmt.Sprintf("%d-%d", i, n)
				s, err := j.Submit(t.Context(), submission.New(submission.ID(id), inputs(), noon), "")
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
			s, err := j.Submit(ctx, submission.New(submission.ID(id), inputs(), noon), "")
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
