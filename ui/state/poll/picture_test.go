package poll

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

// noProxy is the error of a call whose proxy is at fault.
func noProxy(t *testing.T) error {
	t.Helper()
	broken := &http.Transport{Proxy: func(*http.Request) (*url.URL, error) { return nil, errors.New("bad address") }}
	c, err := api.New(api.Credential{Key: "k-0123456789abcdef"}, api.Options{Transport: broken})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.UpdateTitle(t.Context(), "ls_1", "x")
	return err
}

func TestWhatTheHeaderSaysOfThePicturesAge(t *testing.T) {
	loseNetwork(t)
	kept := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	retry := func(err error) func(*testRounds) {
		return func(d *testRounds) { d.Called(api.Call{Wait: time.Second, Err: err}, d.conditions()) }
	}
	for name, tc := range map[string]struct {
		jobs   int
		before func(*testRounds)
		kept   time.Time
		mood   Mood
		want   string
	}{
		"all is well":              {5, func(*testRounds) {}, time.Time{}, Live, "live"},
		"nothing is active":        {0, func(*testRounds) {}, time.Time{}, Live, "live"},
		"a round takes its time":   {5, func(d *testRounds) { d.due(); d.pass(time.Second) }, time.Time{}, Live, "live 10s, asking"},
		"its answer is overdue":    {5, func(d *testRounds) { d.due(); d.pass(6 * time.Second) }, time.Time{}, Odd, "stale 16s, asking"},
		"the machine slept":        {5, func(d *testRounds) { d.Slept(3 * time.Hour); d.do(d.Resumed) }, time.Time{}, Odd, "stale 3h00, asking"},
		"nothing comes":            {5, func(d *testRounds) { d.due(); d.answerAll(offline()); d.pass(time.Second) }, time.Time{}, Odd, "offline 11s, next try in 1s"},
		"it is tried":              {5, func(d *testRounds) { d.due(); d.answerAll(offline()); d.due() }, time.Time{}, Odd, "offline 12s, trying"},
		"HeyGen has a fault":       {5, func(d *testRounds) { d.due(); d.answerAll(&api.Error{Op: "x", Status: 500}) }, time.Time{}, Odd, "stale 10s, next try in 2s"},
		"the key is refused":       {5, func(d *testRounds) { d.Refuse(badKey) }, time.Time{}, Odd, "key refused, not asking"},
		"the client waits":         {5, func(d *testRounds) { d.cond.PausedUntil = d.now.Add(14 * time.Second) }, time.Time{}, Odd, "HeyGen asked to slow down, resumes in 14s"},
		"a fault is tried again":   {5, retry(&api.Error{Op: "x", Status: 502}), time.Time{}, Odd, "a fault at HeyGen, trying again"},
		"no answer is tried again": {5, retry(offline()), time.Time{}, Odd, "no answer, trying again"},
		"a conflict":               {5, retry(&api.Error{Op: "x", Status: 409}), time.Time{}, Odd, "HeyGen is not ready yet, trying again"},
		"nonsense":                 {5, retry(errors.New("odd")), time.Time{}, Odd, "an unusable answer, trying again"},
		"a proxy that fails":       {5, retry(noProxy(t)), time.Time{}, Odd, "proxy fails, trying again"},
		"and is not tried again":   {5, func(d *testRounds) { d.due(); d.answerAll(noProxy(t)) }, time.Time{}, Odd, "proxy fails 10s, next try in 2s"},
		"no calls are left":        {5, func(d *testRounds) { d.calls = sent(25, d.now); d.due() }, time.Time{}, Odd, "no calls left this minute, next look in 50s"},
		"an earlier run's list":    {5, func(*testRounds) {}, kept, Asking, "ago, asking"},
		"tried again over one":     {5, retry(offline()), kept, Odd, "ago, trying again"},
		"offline over one":         {5, func(d *testRounds) { d.due(); d.answerAll(offline()) }, kept, Odd, "ago, next try in 2s"},
	} {
		d := newTestRounds(t, tc.jobs)
		tc.before(d)
		got := d.Picture(d.now, d.cond.PausedUntil, tc.kept)
		if got.Mood != tc.mood || !strings.HasSuffix(got.Text[0], tc.want) || tc.kept.IsZero() && got.Text[0] != tc.want {
			t.Errorf("%s: %d, %q, want %d, %q", name, got.Mood, got.Text[0], tc.mood, tc.want)
		}
	}
	r := New(25, middle, newTestRounds(t, 0).store)
	if got := r.Picture(noon, time.Time{}, time.Time{}); got.Mood != Asking || got.Text[0] != "asking HeyGen" {
		t.Errorf("before the first answer: %+v", got)
	}
}

func TestThePicturesAgeMovesAtACalmPace(t *testing.T) {
	for jobs, want := range map[int]map[time.Duration]string{
		5: {0: "live", time.Second: "live", 4 * time.Second: "live 4s", 5 * time.Second: "live 4s", 9 * time.Second: "live 8s", 14 * time.Second: "live 10s"},
		0: {9 * time.Second: "live", 34 * time.Second: "live 30s"},
	} {
		d := newTestRounds(t, jobs)
		for age, said := range want {
			if got := d.Picture(d.lastOK.Add(age), time.Time{}, time.Time{}); got.Mood != Live || got.Text[0] != said {
				t.Errorf("with %d jobs after %s: %q, want %q", jobs, age, got.Text[0], said)
			}
		}
	}
}
