package create

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

func TestTodaysFigureIsShownOnceItIsKnownAndOnlyThatDay(t *testing.T) {
	evening := time.Date(2026, 11, 24, 23, 59, 50, 0, time.UTC)
	m := Money{Limit: 100}
	says := func(when, header, today string) {
		t.Helper()
		got, limit := m.TodayAndLimit()
		if figure, of, _ := m.Today(); strings.TrimSpace(figure+" "+of) != header || got != today || limit != "limit $100.00" {
			t.Errorf("%s: %q %q, %q, %q", when, figure, of, got, limit)
		}
	}
	if !m.Due(evening) || m.Due(evening) {
		t.Error("it is not asked for once, at the start")
	}
	says("before it was read", "", "")
	m.Spent(0)
	says("a day without a job", "", "$0.00")
	m.Spent(61.2)
	says("once it was", "~$61.20 of $100 today", "about $61.20")
	m.spentAt = time.Time{} // a job was made
	if !m.Due(evening.Add(time.Second)) {
		t.Error("it is not asked for again")
	}
	says("while it is asked for again", "~$61.20 of $100 today", "about $61.20")
	if !m.Due(evening.Add(20 * time.Second)) {
		t.Error("it is not asked for when the day is another one")
	}
	if says("after midnight", "", ""); m.Over() {
		t.Error("yesterday's jobs count")
	}
}

func TestTodaysFigureIsAskedForAgainWhenAJobIsFoundToBeOver(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	var m Money
	m.Due(now)
	for _, c := range []struct {
		job  api.Job
		want bool
	}{
		{api.Job{ID: "a", Status: api.StatusRunning}, false},
		{api.Job{ID: "a", Status: api.StatusCompleted}, true},
		{api.Job{ID: "a", Status: api.StatusCompleted}, false},
		{api.Job{ID: "b", Status: api.StatusFailed}, true},
	} {
		if m.Ended([]api.Job{c.job}); m.Due(now) != c.want {
			t.Errorf("%s %s: asked again %t, want %t", c.job.ID, c.job.Status, !c.want, c.want)
		}
	}
}
