package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
)

// ticks has the clock tick now.
func ticks(m *Model) {
	m.clock.ticked = time.Time{}
	m.Update(m.timer.Msg())
}

func TestWhatHeyGenSaysOfTimesIsComparedWithItsOwnClock(t *testing.T) {
	for _, ahead := range []time.Duration{3 * time.Hour, -3 * time.Hour} {
		page := someJobs(3)
		made := time.Now().Add(ahead - time.Minute)
		page.Jobs[0].CreatedAt = made
		page.Jobs[1].CreatedAt, page.Jobs[1].Status = made, api.StatusCompleted
		m := opened(t, &counting{page: page, ahead: ahead})
		if age := m.source().Row(action.JobRow("ls_00")).Age; !strings.HasPrefix(age, "1m") {
			t.Errorf("%s ahead: a job of one minute is %s old", ahead, age)
		}
		m.create.Durations.Learned(create.AnyMode, create.Typical{Median: time.Minute, P90: time.Minute, P95: time.Minute, N: 9})
		if row := m.source().Row(action.JobRow("ls_00")); row.State != nil {
			t.Errorf("%s ahead: it is %+v", ahead, row)
		}
		link := fmt.Sprintf("https://files.heygen.ai/v.mp4?Expires=%d", m.now.Add(ahead+10*time.Minute).Unix())
		if got := m.source().ToShare(m.baseURL()).Now.Sub(m.now); got.Round(time.Minute) != ahead {
			t.Errorf("%s ahead: links are taken to end by a clock that is %s ahead", ahead, got)
		}
		m.form.SetValues(map[string]string{"video": link})
		key(m, "c")
		if strings.Contains(m.View().Content, "ended") {
			t.Errorf("%s ahead: the form says that it has ended", ahead)
		}
		ticks(m)
		if !strings.Contains(m.toast.Text(), "clock is 3h00m") {
			t.Errorf("%s ahead: it says %q", ahead, m.toast.Text())
		}
		m.toast.Clear()
		if ticks(m); m.toast.Text() != "" {
			t.Error("it is said twice")
		}
	}
	m := opened(t, &counting{page: someJobs(1), ahead: time.Minute})
	if ticks(m); m.toast.Text() != "" {
		t.Errorf("for a minute it says %q", m.toast.Text())
	}
}

func TestBeforeHeyGenAnswersItsClockIsTheLastRuns(t *testing.T) {
	c := &counting{ahead: time.Hour}
	m := New(t.Context(), Options{Session: &calls.Session{Client: c}})
	m.Init()
	m.browse.ReadCached(record.Page{ClockOffset: 3 * time.Hour})
	if m.clockOffset() != 3*time.Hour {
		t.Error("the last run's word is not taken")
	}
	c.lists++
	if m.clockOffset() != time.Hour {
		t.Error("HeyGen's word does not count")
	}
}
