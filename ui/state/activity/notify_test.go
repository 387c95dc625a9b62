package activity

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/store"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// testNotifier is a notifier, what it told, and how often it asked for a round.
type testNotifier struct {
	*Notifier
	now    time.Time
	polls  Polling
	told   []string
	asked  int
	number int
}

// awayNotifier tells about all jobs in a terminal without the focus; a round is far off.
func awayNotifier() *testNotifier {
	d := &testNotifier{Notifier: NewNotifier(true, AllJobs), now: noon, polls: Polling{More: true, Next: noon.Add(time.Hour)}}
	d.Started(noon.Add(-time.Hour))
	d.Focus(false)
	return d
}

// end has jobs end now.
func (d *testNotifier) end(n int, failed bool) {
	for range n {
		d.number++
		id := api.JobID(fmt.Sprint("job ", d.number))
		d.Ended(Subject{Job: id}, false, failed, string(id)+" ended", d.now)
	}
}

// pass lets the time go by, and asks whenever it is due.
func (d *testNotifier) pass(t time.Duration) {
	until := d.now.Add(t)
	for next := d.Next(); !next.IsZero() && !next.After(until); next = d.Next() {
		if next.After(d.now) {
			d.now = next
		}
		text, ask := d.Due(d.polls, d.now)
		if text != "" {
			d.told = append(d.told, text)
		}
		if ask {
			d.asked++
		}
	}
	d.now = until
}

func TestWhatAUserWhoLooksElsewhereIsTold(t *testing.T) {
	none := func(d *testNotifier) { d.polls.More = false }
	for name, tc := range map[string]struct {
		happens func(*testNotifier)
		want    []string
		asked   int
	}{
		"one end in words":  {func(d *testNotifier) { none(d); d.end(1, false); d.pass(time.Minute) }, []string{"job 1 ended"}, 0},
		"several as counts": {func(d *testNotifier) { none(d); d.end(3, false); d.end(2, true); d.pass(time.Minute) }, []string{"3 done, 2 failed"}, 0},
		"only good ones":    {func(d *testNotifier) { none(d); d.end(3, false); d.pass(time.Minute) }, []string{"3 done"}, 0},
		"only bad ones":     {func(d *testNotifier) { none(d); d.end(3, true); d.pass(time.Minute) }, []string{"3 failed"}, 0},
		"two that are far apart": {func(d *testNotifier) {
			none(d)
			d.end(1, false)
			d.pass(time.Minute)
			d.end(1, true)
			d.pass(time.Minute)
		}, []string{"job 1 ended", "job 2 ended"}, 0},
		"a burst that a poll cuts in two is asked for and told once": {func(d *testNotifier) {
			d.end(20, false)
			d.pass(gatherFor)
			d.end(40, false)
			d.pass(time.Minute)
		}, []string{"60 done"}, 1},
		"a burst whose rest comes with a round that is near": {func(d *testNotifier) {
			d.polls.Next = d.now.Add(5 * time.Second)
			d.end(20, false)
			d.pass(5 * time.Second)
			d.polls.Next = d.now.Add(time.Hour)
			d.end(40, false)
			d.pass(time.Minute)
		}, []string{"60 done"}, 0},
		"no longer than ten seconds for a round that is under way": {func(d *testNotifier) {
			d.polls.Asking = true
			d.end(1, false)
			d.pass(gatherMost)
		}, []string{"job 1 ended"}, 0},
		"nothing to whoever has the focus": {func(d *testNotifier) { d.Focus(true); d.end(1, false); d.pass(time.Hour) }, nil, 0},
		"nothing to whoever gets it back": {func(d *testNotifier) {
			d.end(1, false)
			d.Focus(true)
			d.Focus(false)
			d.pass(time.Hour)
		}, nil, 0},
		"nothing to whoever presses a key": {func(d *testNotifier) { d.end(1, false); d.Pressed(d.now); d.pass(time.Hour) }, nil, 0},
		"nothing when that is switched off": {func(d *testNotifier) {
			d.NextAbout()
			d.end(1, false)
			d.pass(time.Hour)
		}, nil, 0},
		"nothing where there is no way to": {func(d *testNotifier) { d.able = false; d.end(1, false); d.pass(time.Hour) }, nil, 0},
		"nothing of jobs that are not watched": {func(d *testNotifier) {
			d.about = Watched
			d.end(1, false)
			d.pass(time.Hour)
		}, nil, 0},
		"a watched one": {func(d *testNotifier) {
			none(d)
			d.about = Watched
			d.Ended(Subject{Job: "mine"}, true, false, "mine is done", d.now)
			d.pass(time.Hour)
		}, []string{"mine is done"}, 0},
	} {
		d := awayNotifier()
		tc.happens(d)
		if !slices.Equal(d.told, tc.want) || d.asked != tc.asked {
			t.Errorf("%s: told %q, asked %d times", name, d.told, d.asked)
		}
		if !d.Next().IsZero() && len(d.told) == len(tc.want) && d.now.After(noon.Add(time.Minute)) {
			t.Errorf("%s: it is still waited for something at %v", name, d.Next())
		}
	}
}

func TestTheWaitForMoreHasAnEnd(t *testing.T) {
	d := awayNotifier()
	for range 30 {
		d.end(1, true)
		d.pass(time.Second)
	}
	if len(d.told) < 2 || len(d.told) > 4 {
		t.Errorf("told %q in half a minute of ends a second apart", d.told)
	}
}

func TestWhoeverPressedNoKeyForAWhileLooksElsewhere(t *testing.T) {
	n := NewNotifier(true, AllJobs)
	n.Started(noon)
	for _, tc := range []struct {
		what   string
		happen func()
		at     time.Duration
		want   bool
	}{
		{"just after the start", func() {}, 29 * time.Second, false},
		{"half a minute later", func() {}, 30 * time.Second, true},
		{"after a key", func() { n.Pressed(noon.Add(time.Minute)) }, 89 * time.Second, false},
		{"half a minute after it", func() {}, 90 * time.Second, true},
		{"with the focus", func() { n.Focus(true) }, time.Hour, false},
		{"without it", func() { n.Focus(false) }, time.Hour, true},
		{"a key without the focus proves the terminal wrong", func() { n.Pressed(noon.Add(time.Hour)) }, time.Hour, false},
	} {
		tc.happen()
		if got := n.Unseen(noon.Add(tc.at)); got != tc.want {
			t.Errorf("%s: unseen %t", tc.what, got)
		}
	}
	later := NewNotifier(true, Watched)
	n.NextAbout()
	later.KeepUser(n)
	if later.about != Nothing || later.Unseen(noon.Add(time.Hour)) || !later.Unseen(noon.Add(2*time.Hour)) {
		t.Errorf("another account knows nothing of the user: %+v", later)
	}
}

func TestWhatIsWatched(t *testing.T) {
	a, b := Subject{Job: "a"}, Subject{Submission: "b"}
	n := NewNotifier(true, Watched)
	says := func(want string) {
		t.Helper()
		var got []string
		for _, of := range []Subject{a, b} {
			detail, row := n.Says(of, of == b)
			got = append(got, detail, row)
		}
		if got := strings.Join(got, "|"); got != want {
			t.Errorf("they say %q, want %q", got, want)
		}
	}
	says("||when it ends|")
	for _, tc := range []struct{ got, want, says string }{
		{n.Toggle(map[Subject]bool{a: false}, "ep 1"), "ep 1: you are notified when it ends while you look elsewhere", "when it ends|watched|when it ends|"},
		{n.Toggle(map[Subject]bool{a: false, b: true}, "ep 1"), "2 jobs: you are not told when they end", "||about others, not this one|not told"},
		{n.Toggle(map[Subject]bool{}, ""), "it has ended, there is nothing to tell", "||about others, not this one|not told"},
		{n.NextAbout(), "you are notified of every job that ends while you look elsewhere", "about others, not this one|not told|about others, not this one|not told"},
		{n.NextAbout(), "no notifications when jobs end", "|||"},
		{n.Toggle(map[Subject]bool{a: false}, "ep 1"), "ep 1: watched, but notifications are off until W turns them on", "|||"},
		{n.NextAbout(), "you are notified of watched jobs: those made on this machine, and those w was pressed on", "when it ends|watched|about others, not this one|not told"},
	} {
		if tc.got != tc.want {
			t.Errorf("%q, want %q", tc.got, tc.want)
		}
	}
	says("when it ends|watched|about others, not this one|not told")
	n.Renamed(b, Subject{Job: "b"})
	if n.Watches(Subject{Job: "b"}, true) || !n.Watches(b, true) {
		t.Error("what was said about a submission does not hold for its job")
	}
	n.Forget(a)
	if n.Watches(a, false) {
		t.Error("a job that is gone is watched")
	}
}

func TestHowJobsEnded(t *testing.T) {
	done := store.Entry{Job: api.Job{ID: "a", Status: api.StatusCompleted}, CreatedHere: true, History: []record.Seen{
		{Status: api.StatusPending, At: noon}, {Status: api.StatusCompleted, At: noon.Add(401 * time.Second)},
	}}
	found := done
	found.History = []record.Seen{{At: noon, Found: true}, {At: noon.Add(time.Minute)}}
	failed := store.Entry{Job: api.Job{ID: "b", Status: api.StatusFailed, FailureMessage: "too\nlong"}}
	bare := store.Entry{Job: api.Job{ID: "b", Status: api.StatusFailed}}
	for _, tc := range []struct {
		of            []store.Entry
		text, message string
		failed        bool
	}{
		{[]store.Entry{done}, "ep finished in 6m41s", "ep is done", false},
		{[]store.Entry{found}, "ep finished", "ep is done", false},
		{[]store.Entry{failed}, "ep failed: too long", "ep failed: too long", true},
		{[]store.Entry{bare}, "ep failed", "ep failed", true},
		{[]store.Entry{done, found}, "2 jobs finished", "ep is done", false},
		{[]store.Entry{done, failed}, "1 job finished, 1 job failed", "ep is done", true},
	} {
		var ends []End
		for _, e := range tc.of {
			ends = append(ends, EndOf(e, "ep"))
		}
		text, failed := Together(ends)
		if text != tc.text || failed != tc.failed || ends[0].Message() != tc.message {
			t.Errorf("%q, %q, failed %t, want %q, %q", text, ends[0].Message(), failed, tc.text, tc.message)
		}
	}
}

func TestNothingIsSaidOfTellingWhereNothingIsTold(t *testing.T) {
	n := NewNotifier(false, Watched)
	if n.NextAbout() != "" || n.Toggle(map[Subject]bool{{Job: "a"}: true}, "ep 1") != "" || n.about != Watched {
		t.Error("it promises to tell")
	}
}
