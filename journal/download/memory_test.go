package download

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/journal"
)

var states = []journal.TransferState{
	journal.TransferQueued, journal.TransferRunning, journal.TransferPaused,
	journal.TransferDone, journal.TransferFailed, journal.TransferCancelled,
}

var letters = []string{"a", "b", "c", "d"}

// emptied has no transfers left; the files they saved stay remembered.
func emptied(t *testing.T, j *journal.Journal) {
	t.Helper()
	ctx := t.Context()
	open, err := j.Transfers(ctx)
	must(t, err)
	past, err := j.PastTransfers(ctx, time.Time{}, 1000)
	must(t, err)
	for _, row := range slices.Concat(open, past) {
		if owner := row.Owner; owner != "" {
			row.State = journal.TransferFailed
			_, err := j.SaveTransfer(ctx, row, owner)
			must(t, err)
		}
		_, err := j.MoveTransfer(ctx, row.ID, journal.TransferCancelled, states...)
		must(t, err)
		if gone, err := j.ForgetTransfer(ctx, row.ID); !gone || err != nil {
			t.Fatalf("%+v stays: %v", row, err)
		}
	}
}

// bare is a row without what the two shelves may differ in: the count of places,
// and times of writing.
func bare(t journal.Transfer) string {
	t.Order = 0
	t.UpdatedAt, t.CreatedAt, t.Until = time.Time{}, time.Time{}, time.Time{}
	t.NextTry = t.NextTry.UTC()
	return fmt.Sprintf("%+v", t)
}

func TestMemoryAnswersAsTheJournalDoes(t *testing.T) {
	ctx, round := t.Context(), 0
	j, err := journal.Open(ctx, filepath.Join(t.TempDir(), "state", "j.db"))
	must(t, err)
	defer func() { must(t, j.Close()) }()
	rapid.Check(t, func(rt *rapid.T) {
		round++
		emptied(t, j)
		shelves := []store{j, newMemory()}
		id := rapid.Custom(func(rt *rapid.T) journal.TransferID {
			return journal.TransferID(fmt.Sprint(rapid.SampledFrom(letters).Draw(rt, "id"), round))
		})
		owner := rapid.SampledFrom([]string{"me", "you"})
		state := rapid.SampledFrom(states)
		// both asks the two for the same and compares the answers.
		both := func(what string, f func(store) any) {
			if a, b := fmt.Sprint(f(shelves[0])), fmt.Sprint(f(shelves[1])); a != b {
				rt.Fatalf("%s:\njournal %s\nmemory  %s", what, a, b)
			}
		}
		rt.Repeat(map[string]func(*rapid.T){
			"add": func(rt *rapid.T) {
				// An id is one job's for good.
				x := id.Draw(rt, "id")
				row := journal.Transfer{
					ID: x, JobID: api.JobID(x), Kind: journal.TransferVideo, State: journal.TransferQueued,
					Path: "/v/" + string(x), Part: "/v/." + string(x), Size: -1,
				}
				if old, ok, err := j.Transfer(ctx, x); err == nil && ok && old.State == journal.TransferDone {
					return
				}
				both("add", func(s store) any {
					got, err := s.AddTransfers(ctx, []journal.Transfer{row})
					return fmt.Sprint(bare(got[0]), err)
				})
			},
			"claim": func(rt *rapid.T) {
				who, limit := owner.Draw(rt, "owner"), rapid.IntRange(1, 3).Draw(rt, "limit")
				both("claim", func(s store) any {
					got, ok, err := s.ClaimTransfer(ctx, who, limit, now().Add(time.Hour))
					return fmt.Sprint(bare(got), ok, err)
				})
			},
			"save": func(rt *rapid.T) {
				row, ok, err := j.Transfer(ctx, id.Draw(rt, "id"))
				must(t, err)
				if !ok {
					return
				}
				row.State, row.Done, row.Code = state.Draw(rt, "state"), rapid.Int64Range(0, 9).Draw(rt, "done"), "code"
				row.Reason, row.Tries, row.SHA256 = "reason", rapid.IntRange(0, 3).Draw(rt, "tries"), "sum"
				who := owner.Draw(rt, "owner")
				both("save", func(s store) any {
					got, err := s.SaveTransfer(ctx, row, who)
					return fmt.Sprint(got, err)
				})
			},
			"move": func(rt *rapid.T) {
				x, to := id.Draw(rt, "id"), state.Draw(rt, "to")
				from := rapid.SliceOfDistinct(state, rapid.ID[journal.TransferState]).Draw(rt, "from")
				if slices.Contains(from, journal.TransferDone) || to == journal.TransferDone || to == journal.TransferRunning {
					return // nobody does
				}
				both("move", func(s store) any {
					ok, err := s.MoveTransfer(ctx, x, to, from...)
					return fmt.Sprint(ok, err)
				})
			},
			"aim": func(rt *rapid.T) {
				x := id.Draw(rt, "id")
				both("aim", func(s store) any {
					ok, err := s.AimTransfer(ctx, x, "/v/other", true)
					return fmt.Sprint(ok, err)
				})
			},
			"forget": func(rt *rapid.T) {
				x := id.Draw(rt, "id")
				both("forget", func(s store) any {
					ok, err := s.ForgetTransfer(ctx, x)
					return fmt.Sprint(ok, err)
				})
			},
			"": func(*rapid.T) {
				both("rows", func(s store) any { return rowsOf(t, s, round) })
			},
		})
	})
}

// rowsOf are all that a store tells.
func rowsOf(t *testing.T, s store, round int) string {
	t.Helper()
	ctx := t.Context()
	open, err := s.Transfers(ctx)
	must(t, err)
	past, err := s.PastTransfers(ctx, time.Time{}, 100)
	must(t, err)
	slices.SortFunc(past, func(a, b journal.Transfer) int { return cmp.Compare(a.Order, b.Order) })
	var ids []api.JobID
	for _, letter := range letters {
		ids = append(ids, api.JobID(fmt.Sprint(letter, round)))
	}
	saved, err := s.SavedFiles(ctx, ids)
	must(t, err)
	var out string
	for _, row := range slices.Concat(open, past) {
		out += bare(row) + "\n"
	}
	for _, x := range ids {
		for _, f := range saved[x] {
			out += fmt.Sprintln(f.JobID, f.Path, f.Size, f.SHA256)
		}
	}
	return out
}
