package api

import (
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

// dated answers with a job and a Date that is so far ahead.
func dated(ahead time.Duration, more ...string) step {
	return func(r *http.Request) (*http.Response, error) {
		date := time.Now().Add(ahead).UTC().Format(http.TimeFormat)
		return answerWith(200, oneJob, append([]string{"Date", date}, more...)...)(r)
	}
}

// asked is a client that was answered so.
func asked(t *testing.T, answers ...step) *Client {
	t.Helper()
	client, _ := scripted(t, answers...)
	for range answers {
		_, _ = client.GetJob(background(), "ls_1")
	}
	return client
}

func TestTheServersClockIsMeasuredByTheMedianOfItsAnswers(t *testing.T) {
	const h = 3 * time.Hour
	page := func(r *http.Request) (*http.Response, error) {
		return answerWith(200, "<html>", "Content-Type", "text/html", "Date", time.Now().Add(h).UTC().Format(http.TimeFormat))(r)
	}
	for name, c := range map[string]struct {
		answers []step
		want    time.Duration
		known   bool
	}{
		"nothing heard":                 {nil, 0, false},
		"one answer ahead":              {[]step{dated(h)}, h, true},
		"one answer behind":             {[]step{dated(-h)}, -h, true},
		"in step, but for the fraction": {[]step{dated(time.Second), dated(-time.Second)}, 0, true},
		"one of three is odd":           {[]step{dated(h), dated(h), dated(-h)}, h, true},
		"corrected meanwhile":           {[]step{dated(h), dated(h), dated(h), dated(0), dated(0), dated(0)}, 0, true},
		"it stands still":               {[]step{dated(h), dated(h + 2*time.Second), dated(h + 2*time.Second)}, h, true},
		"a cache's answer":              {[]step{dated(-h, "Age", "10800"), dated(0)}, 0, true},
		"a gateway's page":              {[]step{page}, 0, false},
		"no date":                       {[]step{answerWith(200, oneJob)}, 0, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			got, known := asked(t, c.answers...).ClockOffset()
			if (got-c.want).Abs() > time.Second || known != c.known {
				t.Errorf("%s: %s, %t, want %s", name, got, known, c.want)
			}
		})
	}
}

func TestARetryAfterDateWithoutADateCountsFromTheMeasuredClock(t *testing.T) {
	for _, ahead := range []time.Duration{3 * time.Hour, -3 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			client, _ := scripted(t, dated(ahead), func(r *http.Request) (*http.Response, error) {
				after := time.Now().Add(ahead + 12*time.Second)
				return answerWith(429, "", "Retry-After", after.UTC().Format(http.TimeFormat))(r)
			}, reply200(oneJob))
			_, err := client.GetJob(background(), "ls_1")
			start := time.Now()
			_, err2 := client.GetJob(background(), "ls_1")
			if waited := time.Since(start); err != nil || err2 != nil || (waited-12*time.Second).Abs() > time.Second {
				t.Errorf("%s ahead: waited %s, %v, %v", ahead, waited, err, err2)
			}
		})
	}
}

func TestAJobOfTheSimulatorIsAsOldByItsOwnClock(t *testing.T) {
	for _, ahead := range []time.Duration{3 * time.Hour, -3 * time.Hour} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(25 * 365 * 24 * time.Hour) // to a year in which a job can have been made
			server := sim.New(sim.Options{Key: testKey, Now: func() time.Time { return time.Now().Add(ahead) }})
			id := server.AddJob(sim.JobSpec{Status: "running"})
			client, err := New(Credential{Key: testKey}, Options{Transport: server.Transport()})
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Minute)
			job, err := client.GetJob(background(), JobID(id))
			if err != nil {
				t.Fatal(err)
			}
			offset, known := client.ClockOffset()
			if age := time.Now().Add(offset).Sub(job.CreatedAt); !known || (age-time.Minute).Abs() > 2*time.Second {
				t.Errorf("%s ahead: it is %s old", ahead, age)
			}
		})
	}
}
