package journal

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// many is a busy account's past.
const many = 100_000

// crowd is the path of a journal with that many jobs, written at once.
func crowd(b *testing.B, jobs int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "j.db")
	must(b, reopened(path, func(ctx context.Context, j *Journal) error {
		return j.write(ctx, j.easy, func(tx *sql.Tx) error {
			for i := range jobs {
				if err := j.putJob(ctx, tx, crowded(i), noon); err != nil {
					return err
				}
				o := record.Observation{ID: crowded(i).ID, Status: api.StatusCompleted, At: crowded(i).CreatedAt.Add(time.Minute)}
				if err := j.putObservation(ctx, tx, o); err != nil {
					return err
				}
			}
			return nil
		})
	}))
	return path
}

func crowded(i int) JobRecord {
	r := asked(api.JobID(fmt.Sprintf("ls_%08d", i*7919%many)), noon.Add(time.Duration(i)*time.Second))
	r.Values = crowdedInputs(i)
	return r
}

func crowdedInputs(i int) map[string]string {
	return map[string]string{"video": fmt.Sprintf("https://example.com/ep%d/v.mp4", i/2), "audio": "in/a.wav", "title": "episode"}
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{0, many} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			path := crowd(b, n)
			for b.Loop() {
				j, err := Open(b.Context(), path)
				must(b, err)
				must(b, j.Close())
			}
		})
	}
}

func BenchmarkQuestions(b *testing.B) {
	j := openedAt(b, crowd(b, many))
	ids := make([]api.JobID, 100)
	for i := range ids {
		ids[i] = crowded(i * 997).ID
	}
	hash := submission.InputsHash(crowdedInputs(many / 2))
	questions := map[string]func(i int) error{
		"Job":     func(i int) error { _, err := j.Jobs(b.Context(), ids[i%100:i%100+1]); return err },
		"Jobs100": func(int) error { _, err := j.Jobs(b.Context(), ids); return err },
		"SameInputs": func(int) error {
			same, err := j.SameInputs(b.Context(), hash, noon)
			if err == nil && len(same) != 2 {
				err = fmt.Errorf("%d jobs with the same inputs", len(same))
			}
			return err
		},
		"SpentToday": func(int) error { _, err := j.Spent(b.Context(), noon, noon.Add(24*time.Hour)); return err },
		"History":    func(int) error { _, err := j.History(b.Context(), api.ModeSpeed, noon); return err },
		"Observe100Unchanged": func(int) error {
			var seen []record.Observation
			for _, id := range ids {
				seen = append(seen, record.Observation{ID: id, Status: api.StatusCompleted, At: noon})
			}
			return j.Observe(b.Context(), seen)
		},
		"SaveDraft": func(i int) error { return j.SaveDraft(b.Context(), draft("d", "v", noon.Add(time.Duration(i)))) },
	}
	for name, ask := range questions {
		b.Run(name, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				must(b, ask(i))
			}
		})
	}
}

func BenchmarkSaveSubmission(b *testing.B) {
	j := opened(b)
	s := queued(b, j, "one")
	for b.Loop() {
		s.Rev++
		must(b, j.SaveSubmission(b.Context(), s))
	}
}
