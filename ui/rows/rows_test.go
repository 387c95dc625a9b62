package rows

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

var now = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

// window is how long a delete can be taken back.
const window = 10 * time.Second

// of are rooms that know these jobs and nothing else.
func of(jobs ...api.Job) Source {
	st, th := store.New(20), theme.New(theme.Options{})
	st.ApplyFirstPage(st.NextSeq(), api.JobPage{Jobs: jobs}, now)
	room := create.New(create.Rates{}, 0, create.Terminal{Send: "t", Hold: ",", Queue: "L", Decide: "enter", Form: "c", Ellipsis: "…"})
	waiting := func() []browse.Waiting { return Waiting(&room.Pending) }
	return Source{
		Batches: batches.New(), Store: st, Browse: browse.New(st, waiting, 20, 60, now), Edits: edits.New(window, edits.Terminal{Again: ".", Reconnect: "r"}), Create: room,
		Transfers: transfers.New(transfers.AutoOff), Notifier: activity.NewNotifier(false, ""), Poll: poll.New(60, func() float64 { return 0 }, st),
		Keys: keymap.Default(), Theme: &th, Now: now,
	}
}

func TestALinkThatWasNotReadIsNotCalledNotReady(t *testing.T) {
	room, e := transfers.New(transfers.AutoOff), store.Entry{Job: api.Job{ID: "ls_x", Status: api.StatusCompleted}, NeedsRead: true}
	for _, c := range []struct {
		unread, refused bool
		want            string
	}{{true, false, "link unread, asking"}, {true, true, "link unread"}, {false, false, "link not ready"}, {false, true, "link not ready"}} {
		e.NeedsRead = c.unread
		if s, _ := resultInfo(room, e, c.refused); s != c.want {
			t.Errorf("%+v: %q", c, s)
		}
	}
}

func TestWhatEndedIsNewAsSoonAsThatIsSeen(t *testing.T) {
	for name, link := range map[string]string{"its link is not read yet": "", "with its link": "https://files.example/a.mp4"} {
		s := of(minutesAgo(9, api.StatusRunning))
		job := minutesAgo(9, api.StatusCompleted)
		job.VideoURL = link
		s.Store.ApplyJob(s.Store.NextSeq(), job, now)
		if got := s.Row(action.JobRow("a")).Info; got != "new" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestTheAgeOfARowThatJustEndedIsStillItsTime(t *testing.T) {
	made := now.Add(-2*time.Hour - 5*time.Minute)
	s := of(api.Job{ID: "a", Status: api.StatusRunning, CreatedAt: made})
	s.Store.ApplyJob(s.Store.NextSeq(), api.Job{ID: "a", Status: api.StatusCompleted, CreatedAt: made}, now)
	for _, c := range []struct {
		after time.Duration
		want  string
	}{{0, "2h05"}, {time.Second, "2h05"}, {2 * time.Second, "2h"}} {
		s.Now = now.Add(c.after)
		if got := s.Row(action.JobRow("a")).Age; got != c.want {
			t.Errorf("after %s: %q", c.after, got)
		}
	}
}

func TestTheFooterKnowsWhoseEndIsToldAnyway(t *testing.T) {
	for about, want := range map[activity.About][2]int{activity.Watched: {2, 1}, activity.AllJobs: {2, 2}, activity.Nothing: {0, 0}} {
		s := of(minutesAgo(9, api.StatusRunning), api.Job{ID: "b", Status: api.StatusPending}, api.Job{ID: "c", Status: api.StatusCompleted})
		s.Notifier = activity.NewNotifier(true, about)
		if about == activity.Watched {
			s.Notifier.Toggle(map[activity.Subject]bool{{Job: "b"}: false}, "")
		}
		if f := s.Fit(action.JobRows("a", "b", "c"), true); f.Watch != want[0] || f.Told != want[1] {
			t.Errorf("%s: %d can be told and %d are, want %v", about, f.Watch, f.Told, want)
		}
	}
}
