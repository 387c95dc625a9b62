package poll

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func ago(d time.Duration) time.Time { return noon.Add(-d) }

// middle is the random number that leaves a wait as planned.
func middle() float64 { return 0.5 }

func TestPaceFollowsWhatHappens(t *testing.T) {
	active := Situation{Active: 5, Focused: true, LastChange: ago(3 * time.Minute)}
	for name, tc := range map[string]struct {
		change func(*Situation)
		want   time.Duration
	}{
		"steady after a change": {func(s *Situation) { s.LastChange = ago(time.Minute) }, 10 * time.Second},
		"steady while keys are pressed": {
			func(s *Situation) { s.LastKey = ago(time.Second) }, 10 * time.Second,
		},
		"quiet after two minutes without news": {func(*Situation) {}, 30 * time.Second},
		"steady between one and two minutes after a create": {
			func(s *Situation) { s.LastCreate = ago(90 * time.Second) }, 10 * time.Second,
		},
		"idle without focus": {func(s *Situation) { s.Focused = false }, time.Minute},
		"idle without focus even after a create": {
			func(s *Situation) { s.Focused, s.LastCreate = false, ago(0) }, time.Minute,
		},
		"idle when nothing is active": {func(s *Situation) { s.Active = 0 }, time.Minute},
		"half the pace after a 429": {
			func(s *Situation) { s.SlowedUntil = noon.Add(time.Second) }, time.Minute,
		},
		"the old pace when that is over": {
			func(s *Situation) { s.SlowedUntil = noon }, 30 * time.Second,
		},
		"never before the pause ends": {
			func(s *Situation) { s.PausedUntil = noon.Add(95 * time.Second) }, 95 * time.Second,
		},
		"a past pause is nothing": {
			func(s *Situation) { s.PausedUntil = ago(time.Hour) }, 30 * time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := active
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
	s := Situation{Active: 1, Focused: true, LastCreate: noon}
	for _, d := range []time.Duration{0, 30 * time.Second, time.Minute} {
		if got := p.Next(noon.Add(d), s); got < 4*time.Second || got > 6*time.Second {
			t.Errorf("%v after a create the wait is %v, want about 5s", d, got)
		}
	}
	if got := p.Next(noon.Add(61*time.Second), s); got < 8*time.Second {
		t.Errorf("after a minute the wait is still %v", got)
	}
}

func TestFleetJustMetIsNotQuiet(t *testing.T) {
	p := NewPacer(25, middle)
	s := Situation{Active: 3, Focused: true}
	if got := p.Next(noon, s); got != 10*time.Second {
		t.Errorf("first wait is %v, want 10s", got)
	}
	if got := p.Next(noon.Add(3*time.Minute), s); got != 30*time.Second {
		t.Errorf("wait after three quiet minutes is %v, want 30s", got)
	}
	p.Next(noon.Add(4*time.Minute), Situation{Focused: true})
	if got := p.Next(noon.Add(5*time.Minute), s); got != 10*time.Second {
		t.Errorf("wait for a new fleet is %v, want 10s", got)
	}
}

func TestRetriesDoubleFromTwoSecondsToAMinute(t *testing.T) {
	for _, active := range []int{0, 1, 40} {
		p := NewPacer(25, func() float64 { return 0 })
		want := []time.Duration{2, 4, 8, 16, 32, 60, 60}
		for i, w := range want {
			got := p.Next(noon, Situation{Active: active, Focused: true, Failures: i + 1})
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
		s := Situation{Active: rapid.IntRange(0, 5000).Draw(t, "active"), Focused: true, Failures: 1}
		if got := p.Next(noon, s); got > 2*time.Second || got < time.Second {
			t.Errorf("first retry after %v", got)
		}
	})
}

func TestManyFailuresNeitherOverflowNorPassAMinute(t *testing.T) {
	p := NewPacer(25, middle)
	for _, n := range []int{7, 40, 70, 1 << 30} {
		got := p.Next(noon, Situation{Active: 1, Focused: true, Failures: n})
		if got < 45*time.Second || got > time.Minute {
			t.Errorf("%d failures: wait is %v", n, got)
		}
	}
}

func TestBadBudgetMeansTheDefault(t *testing.T) {
	for _, budget := range []int{0, -3} {
		s := Situation{Active: 1000, Focused: true, LastChange: noon}
		if got, want := NewPacer(budget, middle).Next(noon, s), NewPacer(25, middle).Next(noon, s); got != want {
			t.Errorf("budget %d: wait is %v, want %v", budget, got, want)
		}
	}
}

func TestListIsDueByAge(t *testing.T) {
	watching := Situation{Active: 1, Focused: true}
	for name, tc := range map[string]struct {
		s    Situation
		age  time.Duration
		want bool
	}{
		"fresh while active":  {watching, 29 * time.Second, false},
		"old while active":    {watching, 30 * time.Second, true},
		"fresh while idle":    {Situation{Focused: true}, 59 * time.Second, false},
		"old while idle":      {Situation{Focused: true}, time.Minute, true},
		"fresh without focus": {Situation{Active: 1}, 59 * time.Second, false},
		"fresh after a 429": {
			Situation{Active: 1, Focused: true, SlowedUntil: noon.Add(1)}, 59 * time.Second, false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := NewPacer(25, middle)
			if got := p.ListDue(noon, ago(tc.age), tc.s); got != tc.want {
				t.Errorf("due is %v, want %v", got, tc.want)
			}
			if got := p.Plan(noon, ago(tc.age), tc.s); got.List != tc.want || got.Statuses != (tc.s.Active > 0) {
				t.Errorf("plan is %+v", got)
			}
		})
	}
	if !NewPacer(25, middle).ListDue(noon, time.Time{}, watching) {
		t.Error("a list never asked for is not due")
	}
}

// tenMinutes plays rounds as the root does and returns when each call was made.
// In every round something finishes, so each has a follow-up.
func tenMinutes(p *Pacer, s Situation, latency time.Duration) (calls []time.Time) {
	lastList := time.Time{}
	for now := noon; now.Before(noon.Add(10 * time.Minute)); now = now.Add(p.Next(now, s)) {
		n := int(statusCalls(s.Active)) + 1
		if plan := p.Plan(now, lastList, s); plan.List || !plan.Statuses {
			lastList = now
			n++
		}
		for range n {
			calls = append(calls, now)
		}
		now = now.Add(latency)
	}
	return calls
}

// busiest is the largest number of calls in any minute.
func busiest(calls []time.Time) int {
	most, first := 0, 0
	for i, at := range calls {
		for at.Sub(calls[first]) >= time.Minute {
			first++
		}
		most = max(most, i-first+1)
	}
	return most
}

func TestTenMinutesStayWithinTheBudget(t *testing.T) {
	for _, tc := range []struct{ active, perMinute, atLeast int }{
		{0, 2, 14}, {1, 25, 100}, {40, 14, 100}, {100, 14, 100}, {1000, 25, 180},
	} {
		for _, quick := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d active, quick %v", tc.active, quick), func(t *testing.T) {
				random := rand.New(rand.NewPCG(1, uint64(tc.active)))
				s := Situation{Active: tc.active, Focused: true, LastChange: noon.Add(9 * time.Minute)}
				if quick {
					s.LastCreate = noon.Add(10 * time.Minute)
				}
				calls := tenMinutes(NewPacer(25, random.Float64), s, 50*time.Millisecond)
				if got := busiest(calls); got > tc.perMinute {
					t.Errorf("%d calls in one minute, want at most %d", got, tc.perMinute)
				}
				if limit := 25 * 10; len(calls) > limit {
					t.Errorf("%d calls in ten minutes, want at most %d", len(calls), limit)
				}
				if len(calls) < tc.atLeast {
					t.Errorf("only %d calls in ten minutes, want at least %d", len(calls), tc.atLeast)
				}
			})
		}
	}
}

func TestAverageNeverPassesTheBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		budget := rapid.IntRange(1, 200).Draw(t, "budget")
		active := rapid.IntRange(0, 3000).Draw(t, "active")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		s := Situation{Active: active, Focused: true, LastCreate: noon.Add(10 * time.Minute)}
		calls := tenMinutes(NewPacer(budget, random.Float64), s, 0)
		// The first round comes before any wait, and counts in full.
		free := int(statusCalls(active)) + 2
		if got, most := len(calls)-free, 10*budget; got > most {
			t.Errorf("%d calls in ten minutes after the first round, want at most %d", got, most)
		}
	})
}
