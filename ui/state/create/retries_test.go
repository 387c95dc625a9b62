package create

import (
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

func TestWhatIsSaidOfAJobThatIsTriedAgainByItself(t *testing.T) {
	called := func(id api.JobID) string { return "job " + string(id) }
	at := noon.Add(9 * time.Minute)
	for name, c := range map[string]struct {
		x           record.Retry
		brief, long string
	}{
		"planned":      {record.Retry{At: at, N: 1, Of: 3}, "again 1 of 3, next " + at.Format("15:04"), "automatic retry 1 of 3, next " + at.Format("15:04:05")},
		"begun":        {record.Retry{At: at, N: 2, Of: 3, Begun: true}, "", "retried automatically as another job, 2 of 3"},
		"over limit":   {record.Retry{N: 1, Of: 3, Stopped: record.NoRetryLimit}, "not again: day's limit", "no automatic retry: the day's limit is reached"},
		"made by hand": {record.Retry{N: 1, Of: 3, Stopped: record.NoRetryMade}, "", "no automatic retry: it was made again already"},
	} {
		var r Retries
		if news := r.Look(map[api.JobID]record.Retry{"old": c.x}, called, noon); len(news) != 0 {
			t.Errorf("%s: at the start it tells %q", name, news)
		}
		all := map[api.JobID]record.Retry{"old": c.x, "a": c.x}
		if news := r.Look(all, called, noon); !slices.Equal(news, []string{"job a: " + c.long}) {
			t.Errorf("%s: news %q", name, news)
		}
		if news := r.Look(all, called, noon); len(news) != 0 {
			t.Errorf("%s: told twice", name)
		}
		if got := r.Brief("a", noon); got != c.brief {
			t.Errorf("%s: row %q, want %q", name, got, c.brief)
		}
		if r.Long("b", noon) != "" || r.Brief("b", noon) != "" {
			t.Errorf("%s: of another job", name)
		}
	}
}
