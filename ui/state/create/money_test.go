package create

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

func TestCostFollowsModeAndLength(t *testing.T) {
	r := New(Rates{Speed: 0.0333, Precision: 0.0667, Dated: "May"}, 0, on)
	r.Records.learn("ls_00", Record{Values: inputs, Mode: api.ModeSpeed})
	job := api.Job{ID: "ls_00", Status: api.StatusCompleted, Duration: 134 * time.Second}
	if cost, why := r.Cost(job, "x"); cost != "about $4.46" || why != "2:14 x $0.0333 of May" {
		t.Errorf("%q %q", cost, why)
	}
	job.Status = api.StatusFailed
	if cost, _ := r.Cost(job, "x"); cost != "none" {
		t.Errorf("a failed job costs %q", cost)
	}
	job.ID = "ls_05"
	if cost, _ := r.Cost(job, "x"); cost != "" {
		t.Errorf("a job of unknown mode costs %q", cost)
	}
	if cost, why := r.Money.Rates.Price(api.ModePrecision, 0, "x"); cost != "about $0.0667/s of output" || why != "May" {
		t.Errorf("%q %q", cost, why)
	}
	if cost, _ := (Rates{}).Price(api.ModeSpeed, 10, "x"); cost != "" {
		t.Errorf("without a rate it costs %q", cost)
	}
}

func TestARetryIsPricedByWhatIsKnownAndSaysOfHowMany(t *testing.T) {
	r := New(Rates{}, 10, on)
	c := Choice{Make: []api.JobID{"ls_00", "ls_01", "ls_02", "ls_03"}}
	jobs := listing(api.Job{ID: "ls_01", Status: api.StatusRunning})
	if got := r.Review(c, Estimates{Each: make([]float64, 4)}, jobs); got.Cost != "The cost follows the length of the result." || got.Sum != 0 {
		t.Errorf("nothing known: %+v", got)
	}
	if got := r.Review(c, Estimates{Each: []float64{1, 0, 2, 0}}, jobs); !strings.HasPrefix(got.Cost, "about $3.00 for 2 of 4, the rest") || got.Sum != 3 || got.Active != 1 {
		t.Errorf("two of four known: %+v", got)
	}
	if got := r.Review(c, Estimates{Each: []float64{1, 1, 2, 2}, Spent: 8}, jobs); got.Cost != "about $6.00" || r.Money.SpentToday() != 8 {
		t.Errorf("all known: %+v, spent %v", got, r.Money.SpentToday())
	}
}

func TestAReviewKnowsWhatIsDoneWhatFailsAgainAndTheLimit(t *testing.T) {
	r := New(Rates{}, 10, on)
	r.Records.learn("odd", Record{Values: map[string]string{"video": "/in/v.mp4", "audio": "/in/a.wav"}})
	jobs := listing(api.Job{ID: "odd", Status: api.StatusFailed}, api.Job{ID: "done", Status: api.StatusCompleted})
	files := map[string]api.LocalFile{"/in/v.mp4": {Length: 90 * time.Second}, "/in/a.wav": {Length: 724 * time.Second}}
	c := Choice{Make: []api.JobID{"odd", "done"}}
	if got := LocalFiles(append(r.ToMake(c), r.ToMake(c)...)); !slices.Equal(got, []string{"/in/a.wav", "/in/v.mp4"}) {
		t.Errorf("its files are %v", got)
	}
	got := r.Review(c, Estimates{Each: []float64{2, 2}, Spent: 8, Files: files}, jobs)
	if got.Done != 1 || got.Odd != 1 || got.OddText != "audio is 8 times the video" || got.Limit != "This passes the day's limit. Today is at about $8.00 of $10.00 by estimate." {
		t.Errorf("%+v", got)
	}
	if got := r.Review(c, Estimates{Each: []float64{1, 1}, Spent: 8}, jobs); got.Limit != "" {
		t.Errorf("within the limit: %q", got.Limit)
	}
	over := Conditions{Open: true, Limit: 10, Spent: 8}
	if _, handed := r.Remake([]api.JobID{"odd"}, nil, 4, over.Over(true))[0].(HandOver); !handed {
		t.Error("what was said and answered is asked again")
	}
}

func TestWhatIsMadeAgainAndGoesOverTheDaysLimitIsAskedAbout(t *testing.T) {
	r := New(Rates{}, 10, on)
	r.Money.Spent(8)
	r.Records.learn("ls_00", Record{Values: inputs, Mode: api.ModeSpeed})
	under := Conditions{Open: true, Limit: 10, Spent: 8}
	for name, begin := range map[string]func(cost float64) []Effect{
		"a job":            func(cost float64) []Effect { return r.Remake([]api.JobID{"ls_00"}, nil, cost, under) },
		"items of a batch": func(cost float64) []Effect { return r.Flow.Begin(Intent{Retry: Retry{"b", []int{4}, cost}}, under) },
	} {
		ask, asked := begin(2.5)[0].(Ask)
		if !asked || ask.Question != OverLimit || ask.Of != 1 || ask.Costs() != "It costs about $2.50" {
			t.Errorf("%s: %+v", name, ask)
		}
		if _, handed := r.Flow.Yes(ask.N, false, under)[0].(HandOver); !handed {
			t.Errorf("%s: yes makes nothing", name)
		}
		if _, handed := begin(1.5)[0].(HandOver); !handed {
			t.Errorf("%s within the limit is asked about", name)
		}
	}
}

func TestTimeLeftAndStuckComeFromTheAccountsOwnPast(t *testing.T) {
	typical := Typical{Median: 5 * time.Minute, P90: 8 * time.Minute, P95: 10 * time.Minute, N: 20}
	for name, c := range map[string]struct {
		mode  api.Mode
		t     Typical
		after map[time.Duration]string
	}{
		"of its mode": {api.ModeSpeed, typical, map[time.Duration]string{
			time.Minute: "about 4m left", 6 * time.Minute: "any moment", 9 * time.Minute: "longer than most", 21 * time.Minute: "usually under 10m",
		}},
		"of all modes": {AnyMode, typical, map[time.Duration]string{6 * time.Minute: "", 19 * time.Minute: "", 21 * time.Minute: "usually under 10m"}},
		"from too little": {api.ModeSpeed, Typical{Median: time.Second, P95: time.Second, N: enough - 1}, map[time.Duration]string{
			time.Minute: "", time.Hour: "",
		}},
		"for its length": {api.ModeSpeed, Typical{Median: time.Hour, N: 20, For: func(time.Duration) Typical { return typical }}, map[time.Duration]string{
			time.Minute: "about 4m left",
		}},
	} {
		r := New(Rates{}, 0, on)
		r.Durations.Learned(c.mode, c.t)
		if c.mode != AnyMode {
			r.Records.learn("ls_00", Record{Values: with(inputs, map[string]string{"end_time": "15"}), Mode: c.mode})
		}
		job := api.Job{ID: "ls_00", Status: api.StatusRunning, CreatedAt: noon}
		for elapsed, want := range c.after {
			info, stuck := r.Left(job, elapsed)
			if info != want || stuck != strings.HasPrefix(want, "usually") {
				t.Errorf("%s, after %s: %q, stuck %t", name, elapsed, info, stuck)
			}
		}
		job.Status = api.StatusCompleted
		if info, _ := r.Left(job, time.Minute); info != "" {
			t.Errorf("%s: %q is left of a job that is done", name, info)
		}
	}
}

func TestWhatIsLeftOfTheWalletAndHowManyRun(t *testing.T) {
	m := &Money{}
	wallet := api.Balance{Known: true, Amount: 10, Currency: api.CurrencyUSD}
	for amount, want := range map[float64]string{4: "about $6.00 after", 11: "not enough", 0: ""} {
		if got := m.After(wallet, amount); got != want {
			t.Errorf("after %v: %q, want %q", amount, got, want)
		}
	}
	if got := m.After(api.Balance{Known: true, Amount: 10, Currency: api.CurrencyCredits}, 4); got != "" {
		t.Errorf("credits are no dollars: %q", got)
	}
	for _, c := range []struct {
		jobs, waiting, used, slots int
		want                       string
	}{
		{5, 0, 8, 10, "2 now, 3 wait for a slot"},
		{5, 0, 8, 0, ""},
		{2, 0, 8, 10, ""},
		{3, 4, 10, 10, "they wait for a slot"},
		{1, 0, 10, 10, "it waits for a slot"},
		{1, 0, 9, 10, ""},
	} {
		if got := Runs(c.jobs, c.waiting, c.used, c.slots); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestHowLongSomeJobsTake(t *testing.T) {
	d := &Durations{}
	d.Learned(api.ModeSpeed, Typical{Median: 4 * time.Minute, P90: 6 * time.Minute, N: 9})
	d.Learned(api.ModePrecision, Typical{Median: time.Minute, N: 2})
	for _, c := range []struct {
		mode                api.Mode
		jobs, before, slots int
		about, worst        time.Duration
	}{
		{api.ModeSpeed, 1, 0, 10, 4 * time.Minute, 6 * time.Minute},
		{api.ModeSpeed, 5, 8, 10, 8 * time.Minute, 12 * time.Minute},
		{api.ModeSpeed, 50, 8, 0, 4 * time.Minute, 6 * time.Minute},
		{api.ModePrecision, 1, 0, 10, 0, 0}, // too few are known
	} {
		if about, worst, _ := d.Takes(c.mode, 0, c.jobs, c.before, c.slots); about != c.about || worst != c.worst {
			t.Errorf("%+v: %v %v", c, about, worst)
		}
	}
}
