package depot

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

// bare is a row without what the two shelves may differ in: times of writing.
func bare(t journal.Transfer) string {
	t.UpdatedAt, t.CreatedAt, t.Until = time.Time{}, time.Time{}, time.Time{}
	t.NextTry = t.NextTry.UTC()
	return fmt.Sprintf("%+v", t)
}

func TestMemoryAnswersAsTheJournalDoes(t *testing.T) {
	dir, n := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		n++
		ctx := t.Context()
		j, err := journal.Open(ctx, filepath.Join(dir, fmt.Sprint(n), "j.db"))
		must(t, err)
		defer func() { must(t, j.Close()) }()
		shelves := []shelf{j, newMemory()}
		id := rapid.Custom(func(rt *rapid.T) journal.TransferID {
			return journal.TransferID(rapid.SampledFrom([]string{"a", "b", "c", "d"}).Draw(rt, "id"))
		})
		owner := rapid.SampledFrom([]string{"me", "you"})
		state := rapid.SampledFrom(states)
		// both asks the two for the same and compares the answers.
		both := func(what string, f func(shelf) any) {
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
				both("add", func(s shelf) any {
					got, err := s.AddTransfers(ctx, []journal.Transfer{row})
					return fmt.Sprint(bare(got[0]), err)
				})
			},
			"claim": func(rt *rapid.T) {
				who, limit := owner.Draw(rt, "owner"), rapid.IntRange(1, 3).Draw(rt, "limit")
				both("claim", func(s shelf) any {
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
				both("save", func(s shelf) any {
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
				both("move", func(s shelf) any {
					ok, err := s.MoveTransfer(ctx, x, to, from...)
					return fmt.Sprint(ok, err)
				})
			},
			"aim": func(rt *rapid.T) {
				x := id.Draw(rt, "id")
				both("aim", func(s shelf) any {
					ok, err := s.AimTransfer(ctx, x, "/v/other", true)
					return fmt.Sprint(ok, err)
				})
			},
			"forget": func(rt *rapid.T) {
				x := id.Draw(rt, "id")
				both("forget", func(s shelf) any {
					ok, err := s.ForgetTransfer(ctx, x)
					return fmt.Sprint(ok, err)
				})
			},
			"": func(*rapid.T) {
				both("rows", func(s shelf) any { return rowsOf(t, s) })
			},
		})
	})
}

// rowsOf are all that a shelf tells.
func rowsOf(t *testing.T, s shelf) string {
	t.Helper()
	ctx := t.Context()
	open, err := s.Transfers(ctx)
	must(t, err)
	past, err := s.PastTransfers(ctx, time.Time{}, 100)
	must(t, err)
	slices.SortFunc(past, func(a, b journal.Transfer) int { return cmp.Compare(a.Order, b.Order) })
	saved, err := s.SavedFiles(ctx, []api.JobID{"a", "b", "c", "d"})
	must(t, err)
	var out string
	for _, row := range slices.Concat(open, past) {
		out += bare(row) + "\n"
	}
	for _, x := range []api.JobID{"a", "b", "c", "d"} {
		for _, f := range saved[x] {
			out += fmt.Sprintln(f.JobID, f.Path, f.Size, f.SHA256)
		}
	}
	return out
}
