package journal

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/api/record"
)

// lived records a job's life: seconds after noon when it was accepted, seen
// running (0 for never), last seen running, and seen completed.
func lived(t *testing.T, j *Journal, id api.JobID, accepted, running, watched, done int) {
	t.Helper()
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	j.now = func() time.Time { return at(accepted) }
	must(t, j.RecordJob(t.Context(), asked(id, at(accepted))))
	if running > 0 {
		must(t, j.Observe(t.Context(), []record.Observation{{ID: id, Status: api.StatusRunning, At: at(running)}}))
		must(t, j.Observe(t.Context(), []record.Observation{{ID: id, Status: api.StatusRunning, At: at(watched)}}))
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: id, Status: api.StatusCompleted, At: at(done), Length: time.Minute}}))
}

func TestHistoryHoldsTheLivesThatWereWatchedToTheEnd(t *testing.T) {
	j := opened(t)
	lived(t, j, "watched", 0, 30, 100, 130)
	lived(t, j, "never seen running", 10, 0, 0, 70)
	lived(t, j, "nobody looked for hours", 20, 50, 60, 9000)
	lived(t, j, "long, with a pause", 30, 60, 6000, 6300)
	got, err := j.History(t.Context(), api.ModeSpeed, noon.Add(time.Hour))
	must(t, err)
	want := []Sample{
		{time.Minute, 30 * time.Second, 6240 * time.Second},
		{time.Minute, 0, 60 * time.Second},
		{time.Minute, 30 * time.Second, 100 * time.Second},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if other, err := j.History(t.Context(), api.ModePrecision, noon); err != nil || len(other) != 0 {
		t.Errorf("another mode: %v %v", other, err)
	}
	if old, err := j.History(t.Context(), api.ModeSpeed, noon.Add(2*remembered)); err != nil || len(old) != 0 {
		t.Errorf("too old: %v %v", old, err)
	}
}

func TestAnEndNobodySawIsNoSampleAndIsNotedOnce(t *testing.T) {
	j := opened(t)
	lived(t, j, "watched", 0, 30, 100, 130)
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	j.now = func() time.Time { return at(0) }
	must(t, j.RecordJob(t.Context(), asked("away", at(0))))
	for _, s := range []int{51, 68, 99} { // a start each
		must(t, j.Observe(t.Context(), []record.Observation{
			{ID: "away", Status: api.StatusRunning, At: at(s - 1), Found: true},
			{ID: "away", Status: api.StatusCompleted, At: at(s), Found: true, Length: time.Minute},
		}))
	}
	_, seen, _ := jobOf(t, j, "away")
	if len(seen) != 2 || !seen[1].Found || !seen[1].At.Equal(at(51)) {
		t.Errorf("observed %+v", seen)
	}
	if got, err := j.History(t.Context(), api.ModeSpeed, at(200)); err != nil || len(got) != 1 {
		t.Errorf("samples %v, %v", got, err)
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "away", Status: api.StatusCompleted, At: at(50)}}))
	if got, err := j.History(t.Context(), api.ModeSpeed, at(200)); err != nil || len(got) != 2 || got[0].Run != 50*time.Second || got[0].Wait != 0 {
		t.Errorf("with the word of another lipdash that saw it end: %v, %v", got, err)
	}
}

func TestAnOlderJournalKeepsItsTimesAndTellsWhichEndsNobodySaw(t *testing.T) {
	path := alone(t)
	all := migrations
	migrations = all[:4]
	old := openedAt(t, path)
	migrations = all
	at := func(s int) time.Time { return noon.Add(time.Duration(s) * time.Second) }
	old.now = func() time.Time { return noon }
	for id, states := range map[api.JobID]map[api.Status][2]int{
		"watched": {api.StatusPending: {0, 20}, api.StatusRunning: {30, 90}, api.StatusCompleted: {100, 100}},
		"found":   {api.StatusPending: {0, 20}, api.StatusCompleted: {3600, 3600}},
		"long":    {api.StatusRunning: {60, 6000}, api.StatusFailed: {6300, 6300}},
	} {
		must(t, old.RecordJob(t.Context(), asked(id, noon)))
		for status, seen := range states {
			_, err := old.easy.Exec("INSERT INTO observations (job, status, first, last) VALUES (?, ?, ?, ?)", id, status, stamp(at(seen[0])), stamp(at(seen[1])))
			must(t, err)
		}
	}
	lives, err := openedAt(t, path).Lives(t.Context(), []api.JobID{"watched", "found", "long"})
	must(t, err)
	for id, want := range map[api.JobID]record.Observation{
		"watched": {ID: "watched", Status: api.StatusCompleted, At: at(100)},
		"found":   {ID: "found", Status: api.StatusCompleted, At: at(3600), Found: true},
		"long":    {ID: "long", Status: api.StatusFailed, At: at(6300)},
	} {
		got := lives[id][len(lives[id])-1]
		if got.Status != want.Status || got.Found != want.Found || !got.At.Equal(want.At) || lives[id][0].Found {
			t.Errorf("%s: %+v", id, lives[id])
		}
	}
}

func minutes(lengthMinutes int, totals ...int) []Sample {
	var out []Sample
	for _, m := range totals {
		out = append(out, Sample{Length: time.Duration(lengthMinutes) * time.Minute, Wait: time.Minute, Run: time.Duration(m-1) * time.Minute})
	}
	return out
}

func TestTheETAComesFromJobsOfASimilarLength(t *testing.T) {
	short, long := minutes(1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), minutes(20, 40, 40, 40, 40, 40)
	both := slices.Concat(short, long)
	median, p90, p95, n := ETA(both, time.Minute)
	if n != 11 || median != 6*time.Minute || p90 != 10*time.Minute || p95 != 10*time.Minute+30*time.Second {
		t.Errorf("short: %v %v %v of %d", median, p90, p95, n)
	}
	if median, _, _, n := ETA(both, 25*time.Minute); n != 5 || median != 40*time.Minute {
		t.Errorf("long: %v of %d", median, n)
	}
	if _, _, _, n := ETA(both, 2*time.Minute); n != 11 {
		t.Errorf("within three times: %d", n)
	}
	if _, _, _, n := ETA(both, 3*time.Hour); n != 16 {
		t.Errorf("nothing similar: %d", n)
	}
	if _, _, _, n := ETA(both, 0); n != 16 {
		t.Errorf("length unknown: %d", n)
	}
	if median, p90, p95, n := ETA(nil, time.Minute); median+p90+p95 != 0 || n != 0 {
		t.Errorf("no past: %v %v %v of %d", median, p90, p95, n)
	}
}

func TestPercentilesAreOrderedAndWithinWhatWasSeen(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seconds := rapid.SliceOfN(rapid.IntRange(1, 10000), 1, 40).Draw(rt, "totals")
		var samples []Sample
		for _, s := range seconds {
			samples = append(samples, Sample{Run: time.Duration(s) * time.Second})
		}
		median, p90, p95, n := ETA(samples, 0)
		low, high := time.Duration(slices.Min(seconds))*time.Second, time.Duration(slices.Max(seconds))*time.Second
		if n != len(samples) || median < low || median > p90 || p90 > p95 || p95 > high {
			rt.Fatalf("%v %v %v of %d, seen %v to %v", median, p90, p95, n, low, high)
		}
	})
}
