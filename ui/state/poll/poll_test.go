package poll

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return noon.Add(-d) }

// sent are n calls made at one moment.
func sent(n int, at time.Time) []time.Time {
	out := make([]time.Time, n)
	for i := range out {
		out[i] = at
	}
	return out
}

// middle is the random number that leaves a wait as planned.
func middle() float64 { return 0.5 }

func TestPaceFollowsWhatHappens(t *testing.T) {
	active := Load{Active: 5, Focused: true, LastChange: ago(11 * time.Minute)}
	for name, tc := range map[string]struct {
		change func(*Load)
		want   time.Duration
	}{
		"steady after a change": {func(s *Load) { s.LastChange = ago(time.Minute) }, 10 * time.Second},
		"steady while keys are pressed": {
			func(s *Load) { s.LastKey = ago(time.Second) }, 10 * time.Second,
		},
		"quiet after ten minutes without news": {func(*Load) {}, 30 * time.Second},
		"steady for ten minutes after a create": {
			func(s *Load) { s.LastCreate = ago(9 * time.Minute) }, 10 * time.Second,
		},
		"from start to start": {
			func(s *Load) { s.Started = ago(4 * time.Second) }, 26 * time.Second,
		},
		"a slow server gets to breathe": {
			func(s *Load) { s.Started = ago(time.Minute) }, 30 * time.Second / 4,
		},
		"at once when a refresh was wanted": {func(s *Load) { s.Behind = 1 }, 0},
		"not before the budget has room": {
			func(s *Load) { s.Behind, s.Calls = 1, sent(25, ago(40*time.Second)) }, 21 * time.Second,
		},
		"idle without focus": {func(s *Load) { s.Focused = false }, time.Minute},
		"idle without focus even after a create": {
			func(s *Load) { s.Focused, s.LastCreate = false, ago(0) }, time.Minute,
		},
		"idle when nothing is active": {func(s *Load) { s.Active = 0 }, 57 * time.Second},
		"half the pace after a 429": {
			func(s *Load) { s.SlowedUntil = noon.Add(time.Second) }, time.Minute,
		},
		"the old pace when that is over": {
			func(s *Load) { s.SlowedUntil = noon }, 30 * time.Second,
		},
		"never before the pause ends": {
			func(s *Load) { s.PausedUntil = noon.Add(95 * time.Second) }, 95 * time.Second,
		},
		"a past pause is nothing": {
			func(s *Load) { s.PausedUntil = ago(time.Hour) }, 30 * time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := active
			s.Started = noon
			tc.change(&s)
			p := NewPacer(25, middle)
			p.activeSince = ago(time.Hour)
			if got := p.Next(noon, s); got != tc.want {
				t.Errorf("wait is %v, want %v", got, tc.want)
			}
		})
	}
}

func TestPaceAfterACreateIsFiveSecondsForAMinute(t *testing.T) {
	p := NewPacer(25, middle)
	s := Load{Active: 1, Focused: true, LastCreate: noon}
	for _, d := range []time.Duration{0, 30 * time.Second, time.Minute} {
		s.Started = noon.Add(d)
		if got := p.Next(noon.Add(d), s); got < 4*time.Second || got > 6*time.Second {
			t.Errorf("%v after a create the wait is %v, want about 5s", d, got)
		}
	}
	s.Started = noon.Add(61 * time.Second)
	if got := p.Next(noon.Add(61*time.Second), s); got < 8*time.Second {
		t.Errorf("after a minute the wait is still %v", got)
	}
}

func TestFleetJustMetIsNotQuiet(t *testing.T) {
	p := NewPacer(25, middle)
	s := Load{Active: 3, Focused: true, Started: noon}
	if got := p.Next(noon, s); got != 10*time.Second {
		t.Errorf("first wait is %v, want 10s", got)
	}
	s.Started = noon.Add(11 * time.Minute)
	if got := p.Next(s.Started, s); got != 30*time.Second {
		t.Errorf("wait after eleven quiet minutes is %v, want 30s", got)
	}
	p.Next(noon.Add(12*time.Minute), Load{Focused: true})
	s.Started = noon.Add(13 * time.Minute)
	if got := p.Next(s.Started, s); got != 10*time.Second {
		t.Errorf("wait for a new fleet is %v, want 10s", got)
	}
}

func TestRetriesDoubleFromTwoSecondsToAMinute(t *testing.T) {
	for _, active := range []int{0, 1, 40} {
		p := NewPacer(25, func() float64 { return 0 })
		want := []time.Duration{2, 4, 8, 16, 32, 60, 60}
		for i, w := range want {
			got := p.Next(noon, Load{Active: active, Focused: true, Failures: i + 1})
			if got != w*time.Second {
				t.Errorf("%d active, failure %d: wait is %v, want %v", active, i+1, got, w*time.Second)
			}
		}
	}
}

func TestFirstRetryComesWithinTwoSeconds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.Float64Range(0, 0.999).Draw(t, "rand")
		p := NewPacer(25, func() float64 { return r })
		s := Load{Active: rapid.IntRange(0, 5000).Draw(t, "active"), Focused: true, Failures: 1}
		if got := p.Next(noon, s); got > 2*time.Second || got < time.Second {
			t.Errorf("first retry after %v", got)
		}
	})
}

func TestManyFailuresNeitherOverflowNorPassAMinute(t *testing.T) {
	p := NewPacer(25, middle)
	for _, n := range []int{7, 40, 70, 1 << 30} {
		got := p.Next(noon, Load{Active: 1, Focused: true, Failures: n})
		if got < 45*time.Second || got > time.Minute {
			t.Errorf("%d failures: wait is %v", n, got)
		}
	}
}

func TestBadBudgetMeansTheDefault(t *testing.T) {
	for _, budget := range []int{0, -3} {
		s := Load{Active: 1000, Focused: true, LastChange: noon}
		if got, want := NewPacer(budget, middle).Next(noon, s), NewPacer(25, middle).Next(noon, s); got != want {
			t.Errorf("budget %d: wait is %v, want %v", budget, got, want)
		}
	}
}

func TestListIsDueByAge(t *testing.T) {
	watching := Load{Active: 1, Focused: true}
	for name, tc := range map[string]struct {
		s    Load
		age  time.Duration
		want bool
	}{
		"fresh while active":  {watching, 29 * time.Second, false},
		"old while active":    {watching, 30 * time.Second, true},
		"fresh while idle":    {Load{Focused: true}, 59 * time.Second, false},
		"old while idle":      {Load{Focused: true}, time.Minute, true},
		"fresh without focus": {Load{Active: 1}, 59 * time.Second, false},
		"fresh after a 429": {
			Load{Active: 1, Focused: true, SlowedUntil: noon.Add(1)}, 59 * time.Second, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewPacer(25, middle)
			if got := p.ListDue(noon, ago(tc.age), tc.s); got != tc.want {
				t.Errorf("due is %v, want %v", got, tc.want)
			}
			if got := p.Plan(noon, ago(tc.age), tc.s); got.List != tc.want || got.Statuses != min(1, tc.s.Active) {
				t.Errorf("plan is %+v", got)
			}
		})
	}
	if !NewPacer(25, middle).ListDue(noon, time.Time{}, watching) {
		t.Error("a list never asked for is not due")
	}
}
