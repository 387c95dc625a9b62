package journal

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// Whoever counts only what has ended lets the day's limit be passed many times over.
func TestWhatIsSubmittedCountsWithItsEstimateUntilTheCostIsKnown(t *testing.T) {
	single := func(t *testing.T, j *Journal) submission.Submission {
		s := submission.New("one", inputs(), noon)
		s.Cost = 2.5
		s, err := j.Submit(t.Context(), s, "")
		must(t, err)
		return s
	}
	for name, submit := range map[string]func(*testing.T, *Journal) submission.Submission{
		"single": single,
		"item":   func(t *testing.T, j *Journal) submission.Submission { return submitted(t, j, "a", 1)[0] },
		"retried": func(t *testing.T, j *Journal) submission.Submission {
			made := single(t, j)
			made.State, made.Rev = submission.Refused, made.Rev+1
			must(t, j.SaveSubmission(t.Context(), made))
			s, err := j.Submit(t.Context(), submission.Retry("two", made, noon), "")
			must(t, err)
			return s
		},
	} {
		seen := func(status api.Status) func(*testing.T, *Journal) {
			return func(t *testing.T, j *Journal) {
				must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_1", Status: status, At: noon}}))
			}
		}
		cost := func(t *testing.T, j *Journal) {
			must(t, j.RecordJob(t.Context(), JobRecord{ID: "ls_1", Cost: 4}))
		}
		for _, c := range []struct {
			state submission.State
			then  []func(*testing.T, *Journal)
			want  float64
		}{
			{submission.Queued, nil, 2.5},
			{submission.Unknown, nil, 2.5},
			{submission.Refused, nil, 0},
			{submission.Discarded, nil, 0},
			{submission.Accepted, nil, 2.5},
			{submission.Accepted, []func(*testing.T, *Journal){seen(api.StatusCompleted)}, 2.5},
			{submission.Accepted, []func(*testing.T, *Journal){seen(api.StatusCompleted), cost}, 4},
			{submission.Accepted, []func(*testing.T, *Journal){seen(api.StatusFailed)}, 0},
			{submission.Accepted, []func(*testing.T, *Journal){seen(api.StatusGone)}, 2.5},
			{submission.Accepted, []func(*testing.T, *Journal){seen(api.StatusFailed), seen(api.StatusGone)}, 0},
		} {
			j := opened(t)
			s := submit(t, j)
			if c.state != submission.Queued {
				s.State, s.Rev, s.UpdatedAt = c.state, s.Rev+1, noon
				if c.state == submission.Accepted {
					s.JobID = "ls_1"
				}
				must(t, j.SaveSubmission(t.Context(), s))
			}
			for _, then := range c.then {
				then(t, j)
			}
			got, err := j.Spent(t.Context(), noon, noon.Add(24*time.Hour))
			must(t, err)
			if got != c.want {
				t.Errorf("%s, %s and %d more: %v, want %v", name, c.state, len(c.then), got, c.want)
			}
		}
	}
}
