package poll

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// played is what ten minutes of rounds did.
type played struct {
	calls []time.Time
	// unasked is the longest that a hundred jobs were not asked about.
	unasked time.Duration
}

// play makes rounds as the root does. In every round something finishes, so each
// would have a follow-up.
func play(p *Pacer, s Load, latency, length time.Duration) played {
	var out played
	asked := make([]time.Time, statusCalls(s.Active))
	for i := range asked {
		asked[i] = noon
	}
	lastList, next := noon, 0
	now := noon
	call := func() { out.calls = append(out.calls, now) }
	recent := func() Load {
		s.Calls = out.calls[:len(out.calls):len(out.calls)]
		for len(s.Calls) > 0 && now.Sub(s.Calls[0]) >= time.Minute {
			s.Calls = s.Calls[1:]
		}
		s.Mine = s.Calls
		return s
	}
	for now.Sub(noon) < length {
		plan := p.Plan(now, lastList, recent())
		if plan == (Plan{}) && s.Active > 0 {
			now = now.Add(p.Next(now, recent()))
			continue
		}
		s.Started = now
		for range plan.Statuses {
			out.unasked = max(out.unasked, now.Sub(asked[next]))
			asked[next] = now
			next = (next + 1) % len(asked)
			call()
		}
		if plan.List {
			lastList = now
			call()
		}
		now = now.Add(latency)
		if p.Extra(now, recent()) {
			call()
			now = now.Add(latency)
		}
		now = now.Add(p.Next(now, recent()))
	}
	return out
}

// busiest is the largest number of calls in any minute, wherever it begins.
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

func TestFleetsOfAllSizesStayWithinTheirCallsAndTheirWait(t *testing.T) {
	for _, tc := range []struct {
		active, perMinute int
		within            time.Duration
	}{
		{0, 4, 0},
		{1, 14, 12 * time.Second},
		{40, 14, 12 * time.Second},
		{100, 14, 12 * time.Second},
		{150, 25, 12 * time.Second},
		{1000, 25, 34 * time.Second},
		{3000, 25, 100 * time.Second},
		{30_000, 25, 1000 * time.Second},
	} {
		for _, latency := range []time.Duration{0, 300 * time.Millisecond} {
			t.Run(fmt.Sprintf("%d active, answers after %v", tc.active, latency), func(t *testing.T) {
				random := rand.New(rand.NewPCG(1, uint64(tc.active)))
				s := Load{Active: tc.active, Focused: true, LastChange: noon.Add(50 * time.Minute)}
				p := NewPacer(25, random.Float64)
				got := play(p, s, latency, time.Hour)
				if n := busiest(got.calls); n > tc.perMinute && (tc.active > few || tc.active == 0) || n > 25 {
					t.Errorf("%d calls in one minute, want at most %d", n, tc.perMinute)
				}
				if got.unasked > tc.within {
					t.Errorf("jobs were not asked about for %v, want at most %v", got.unasked, tc.within)
				}
				if told := p.Within(noon, s); tc.active > 0 && got.unasked > told+time.Second {
					t.Errorf("%v is told, but it was %v", told, got.unasked)
				}
			})
		}
	}
}

func TestNoMinuteEverPassesTheBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		budget := rapid.IntRange(1, 200).Draw(t, "budget")
		active := rapid.IntRange(0, 5000).Draw(t, "active")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		s := Load{Active: active, Focused: true, Behind: rapid.IntRange(0, active).Draw(t, "behind")}
		if rapid.Bool().Draw(t, "created") {
			s.LastCreate = noon.Add(10 * time.Minute)
		}
		latency := time.Duration(rapid.IntRange(0, 5000).Draw(t, "ms")) * time.Millisecond
		got := play(NewPacer(budget, random.Float64), s, latency, 10*time.Minute)
		if n := busiest(got.calls); n > budget {
			t.Errorf("%d calls in one minute of a budget of %d", n, budget)
		}
		if active > 0 && len(got.calls) == 0 {
			t.Error("nothing was ever asked")
		}
	})
}

func TestWhatOthersCallCountsToo(t *testing.T) {
	p := NewPacer(25, middle)
	s := Load{Active: 40, Focused: true, LastChange: noon, Started: noon, Calls: sent(25, ago(10*time.Second))}
	if got := p.Next(noon, s); got != 51*time.Second {
		t.Errorf("with the budget used up the wait is %v, want 51s", got)
	}
	if p.Extra(noon, s) || p.Room(noon, s) > 0 {
		t.Error("there is room for more")
	}
	s.Calls = sent(60, noon)
	if got := p.Next(noon, s); got != time.Minute {
		t.Errorf("after a burst of the user's the wait is %v, want one minute at most", got)
	}
	if got := p.Plan(noon, noon, s); got.Statuses != 0 || got.List {
		t.Errorf("without room %+v is planned", got)
	}
	s.Started = ago(time.Minute)
	if got := p.Plan(noon, noon, s); got.Statuses != 1 {
		t.Errorf("after a minute without room %+v is planned", got)
	}
}

func TestARefreshTakesWhatTheBudgetHas(t *testing.T) {
	p := NewPacer(25, middle)
	s := Load{Active: 3000, Behind: 3000, Focused: true, Calls: sent(5, ago(10*time.Second)), Mine: sent(5, ago(10*time.Second))}
	if got := p.Plan(noon, time.Time{}, s); got.Statuses != 19 || !got.List {
		t.Errorf("plan is %+v", got)
	}
	s.Failures = 2
	if got := p.Plan(noon, noon, s); got.Statuses != 1 || got.List {
		t.Errorf("a failed round is tried with %+v", got)
	}
}

func TestTheListGivesWayButNotForEver(t *testing.T) {
	p := NewPacer(25, middle)
	s := Load{Active: 40, Focused: true, Calls: sent(24, noon), Mine: sent(24, noon)}
	if got := p.Plan(noon, ago(31*time.Second), s); got.List || got.Statuses != 1 {
		t.Errorf("plan is %+v", got)
	}
	if got := p.Plan(noon, ago(91*time.Second), s); !got.List {
		t.Errorf("plan is %+v", got)
	}
}
