package create

import (
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
	r := New(Rates{Speed: 0.1, Precision: 0.2}, 0, on)
	ids := []api.JobID{"ls_00", "ls_01", "ls_02", "ls_03"}
	for _, id := range ids {
		r.Records.learn(id, Record{Values: inputs, Mode: api.ModeSpeed})
	}
	jobs := listing()
	if got := r.Review(Choice{Make: ids}, jobs).Cost; got != "The cost follows the length of the result." {
		t.Errorf("nothing known: %q", got)
	}
	part := with(inputs, map[string]string{"start_time": "5", "end_time": "15"})
	r.Records.put("ls_00", Record{Values: part, Mode: api.ModeSpeed})
	jobs = listing(api.Job{ID: "ls_01", Status: api.StatusRunning, Duration: 20 * time.Second})
	if got := r.Review(Choice{Make: ids}, jobs).Cost; !strings.HasPrefix(got, "about $3.00 for 2 of 4, the rest") {
		t.Errorf("a part asked for and a length known of four: %q", got)
	}
	if got := r.Review(Choice{Make: ids[:2], Change: InPrecision}, jobs).Cost; got != "about $6.00, by their lengths" {
		t.Errorf("all known, in precision: %q", got)
	}
	if n := r.Review(Choice{Make: ids}, jobs).Active; n != 1 {
		t.Errorf("%d still run, want 1", n)
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
		{3, 4, 10, 10, "0 now, 3 wait for a slot"},
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
