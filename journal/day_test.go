package journal

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

func TestADayIsCountedByHourAndMode(t *testing.T) {
	midnight := time.Date(2026, 11, 30, 0, 0, 0, 0, time.Local)
	var at time.Time
	j, err := InMemoryAt(t.Context(), func() time.Time { return at })
	must(t, err)
	made := func(id api.JobID, mode api.Mode, hour int, end api.Status, took time.Duration, cost float64) {
		at = midnight.Add(time.Duration(hour) * time.Hour)
		must(t, j.RecordJob(t.Context(), JobRecord{ID: id, Mode: mode, CreatedAt: at, Status: api.StatusPending, Cost: cost}))
		seen := []record.Observation{{ID: id, Status: api.StatusRunning, At: at.Add(time.Second)}}
		if end != api.StatusRunning {
			seen = append(seen, record.Observation{ID: id, Status: end, At: at.Add(took)})
		}
		must(t, j.Observe(t.Context(), seen))
	}
	made("yesterday", api.ModeSpeed, -1, api.StatusCompleted, time.Minute, 9)
	for i, took := range []time.Duration{20, 30, 40} {
		made(api.JobID("s"+string(rune('0'+i))), api.ModeSpeed, 9, api.StatusCompleted, took*time.Second, 1)
	}
	made("f", api.ModePrecision, 10, api.StatusFailed, time.Minute, 7)
	made("r", api.ModePrecision, 23, api.StatusRunning, 0, 2)
	made("tomorrow", api.ModeSpeed, 24, api.StatusCompleted, time.Minute, 9)
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "s0", Status: api.StatusGone, At: at}}))

	got, err := j.Day(t.Context(), midnight)
	must(t, err)
	if got.Made != 5 || got.Done != 3 || got.Failed != 1 || got.Hours[9] != 3 || got.Hours[10] != 1 || got.Hours[23] != 1 || got.HoursFailed[10] != 1 {
		t.Errorf("%+v", got)
	}
	if len(got.Modes) != 2 || got.Modes[0] != (record.DayMode{Mode: api.ModeSpeed, Jobs: 3, Timed: 3, Median: 30 * time.Second, P90: 38 * time.Second, Cost: 3}) ||
		got.Modes[1] != (record.DayMode{Mode: api.ModePrecision, Jobs: 2, Cost: 2}) {
		t.Errorf("%+v", got.Modes)
	}
}

func TestWhatIsKeptIsThereAtTheNextStart(t *testing.T) {
	path := t.TempDir() + "/j"
	j, err := Open(t.Context(), path)
	must(t, err)
	must(t, j.Remember(t.Context(), "split", 3000))
	must(t, j.Remember(t.Context(), "split", 4200))
	must(t, j.Close())
	j, err = Open(t.Context(), path)
	must(t, err)
	defer func() { must(t, j.Close()) }()
	for name, want := range map[string]int{"split": 4200, "other": 0} {
		if got, err := j.Remembered(t.Context(), name); err != nil || got != want {
			t.Errorf("%s: %d, %v", name, got, err)
		}
	}
}
