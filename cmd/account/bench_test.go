package account_test

import (
	"path/filepath"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/account/accounttest"
	"lipdash/journal"
)

// atOnce is how many jobs a page has at most, and so how many are asked about.
const atOnce = 100

// crowded is the memory of a busy account.
func crowded(b *testing.B) *account.Memory {
	b.Helper()
	path := filepath.Join(b.TempDir(), "j.db")
	must(b, accounttest.Crowd(b.Context(), path, accounttest.Many))
	j, err := journal.Open(b.Context(), path)
	must(b, err)
	return started(b, j)
}

// BenchmarkOnAHundredThousandJobs measures what is asked while somebody waits;
// one frame is 33 ms.
func BenchmarkOnAHundredThousandJobs(b *testing.B) {
	m := crowded(b)
	now := time.Now()
	for _, q := range []struct {
		name string
		ask  func(i int) (got, want int, err error)
	}{
		{"Same", func(i int) (int, int, error) {
			_, same, err := m.Same(b.Context(), accounttest.Inputs(i*7%accounttest.Many), time.Time{})
			return len(same), 2, err
		}},
		{"SameToday", func(int) (int, int, error) {
			_, same, err := m.Same(b.Context(), accounttest.Inputs(accounttest.Many-1), now.Add(-24*time.Hour))
			return len(same), 2, err
		}},
		{"Records", func(i int) (int, int, error) {
			got, err := m.Records(b.Context(), pageOf(i))
			seen := 0
			for _, r := range got {
				seen += len(r.Seen)
			}
			return seen, 3 * atOnce, err
		}},
		{"Typical", func(int) (int, int, error) {
			got, err := m.Typical(b.Context(), api.ModeSpeed, now)
			return got.N, 500, err
		}},
		{"SpentToday", func(int) (int, int, error) {
			sum, err := m.Spent(b.Context(), now.Add(-24*time.Hour))
			return int(sum), 2 * 12 * 24, err
		}},
	} {
		b.Run(q.name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				got, want, err := q.ask(i)
				must(b, err)
				if got != want {
					b.Fatalf("%d, want %d", got, want)
				}
			}
		})
	}
}

// pageOf are the ids of a page, from all over the account's past.
func pageOf(i int) []api.JobID {
	ids := make([]api.JobID, atOnce)
	for n := range ids {
		ids[n] = accounttest.Job((i*atOnce + n*997) % accounttest.Many)
	}
	return ids
}
