package poll

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// testRounds is the rounds of an account of running jobs, after the first answer to its
// list, and what they want.
type testRounds struct {
	*Rounds
	t     *testing.T
	store *store.Store
	now   time.Time
	calls []time.Time
	// flying are the calls without an answer, ended what the last event ended.
	flying map[string]Call
	ended  *Round
	// cond is what else holds: its times are made anew.
	cond Conditions
}

func newTestRounds(t *testing.T, jobs int) *testRounds {
	t.Helper()
	loseNetwork(t)
	s := store.New(50)
	d := &testRounds{t: t, store: s, Rounds: New(25, middle, s), now: noon, flying: map[string]Call{}}
	d.do(d.Refresh)
	d.list(jobs)
	d.answer(ListKey, nil)
	return d
}

// list has the store hold so many running jobs.
func (d *testRounds) list(jobs int) {
	var page api.JobPage
	for i := range jobs {
		page.Jobs = append(page.Jobs, api.Job{ID: jobID(i), Status: api.StatusRunning})
	}
	d.store.ApplyFirstPage(d.store.NextSeq(), page, d.now)
}

func jobID(i int) api.JobID { return api.JobID(fmt.Sprintf("ls_%04d", i)) }

func (d *testRounds) conditions() Conditions {
	cond := d.cond
	cond.Now, cond.Calls = d.now, LastMinute(d.now, d.calls)
	cond.Reading = func(id api.JobID) bool { _, ok := d.flying[ReadKey(id)]; return ok }
	return cond
}

func (d *testRounds) do(event func(Conditions) Effects) Effects {
	e := event(d.conditions())
	for _, c := range e.Calls {
		d.flying[c.Key] = c
		d.calls = append(d.calls, d.now)
	}
	d.ended = e.Ended
	return e
}

// doing is do with the keys of the calls that are made.
func (d *testRounds) doing(event func(Conditions) Effects) string {
	var keys []string
	for _, c := range d.do(event).Calls {
		keys = append(keys, c.Key)
	}
	return strings.Join(keys, " ")
}

// answer ends a call, and has what it found merged: nothing new for states.
func (d *testRounds) answer(key string, err error) string {
	c := d.flying[key]
	delete(d.flying, key)
	if err == nil && c.Kind == Statuses {
		var got []api.JobStatus
		for _, id := range c.IDs {
			e, _ := d.store.Get(id)
			got = append(got, api.JobStatus{ID: id, Status: e.Job.Status})
		}
		d.Merged(d.store.ApplyStatuses(d.store.NextSeq(), got, d.now), d.now)
	}
	return d.doing(func(cond Conditions) Effects { return d.Answered(key, err, cond) })
}

// answerAll ends all calls, follow-ups too.
func (d *testRounds) answerAll(err error) {
	for len(d.flying) > 0 {
		for key := range d.flying {
			d.answer(key, err)
		}
	}
}

func (d *testRounds) pass(t time.Duration) { d.now = d.now.Add(t) }

// due lets the time pass until the next round, and begins it.
func (d *testRounds) due() string {
	d.t.Helper()
	if d.Next().IsZero() {
		d.t.Fatal("no round is to come")
	}
	d.now = d.Next()
	return d.doing(d.Tick)
}

// end has a job end, as a bulk answer tells it: without its resource.
func (d *testRounds) end(ids ...api.JobID) {
	for _, id := range ids {
		d.Merged(d.store.ApplyStatuses(d.store.NextSeq(), []api.JobStatus{{ID: id, Status: api.StatusCompleted}}, d.now), d.now)
	}
}

// noRoute answers no call.
type noRoute struct{}

func (noRoute) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "dial", Err: syscall.ENETUNREACH}
}

// offlineError is the error of a call that reached nobody.
var offlineError error

func offline() error { return offlineError }

// loseNetwork makes that error: the client tries again, in fake time.
func loseNetwork(t *testing.T) {
	t.Helper()
	if offlineError != nil {
		return
	}
	synctest.Test(t, func(t *testing.T) {
		c, err := api.New(api.Credential{Key: "k-0123456789abcdef"}, api.Options{Transport: noRoute{}})
		if err != nil {
			t.Fatal(err)
		}
		_, offlineError = c.UpdateTitle(context.Background(), "ls_1", "x")
	})
}

var (
	badKey   = &api.Error{Op: "list", Status: 401, Code: "unauthorized"}
	limited  = &api.Error{Op: "list", Status: 429}
	statuses = "statuses:0"
)

func TestOnlyTheLastAnswerOfARoundArmsTheNextTick(t *testing.T) {
	d := newTestRounds(t, 5)
	d.pass(time.Minute)
	if got := d.doing(d.Refresh); got != "statuses:0 list" || !d.Next().IsZero() {
		t.Fatalf("asks %q, next at %v", got, d.Next())
	}
	d.answer(statuses, nil)
	if !d.Next().IsZero() || d.ended != nil {
		t.Fatal("the next tick is armed with an answer still out")
	}
	d.answer(ListKey, nil)
	if d.Next().IsZero() || d.ended == nil || d.ended.Err != nil {
		t.Fatal("the last answer armed no tick")
	}
}

func TestATickBeforeItsTimeStartsNothing(t *testing.T) {
	d := newTestRounds(t, 5)
	if got := d.doing(d.Tick); got != "" {
		t.Errorf("it asks %q", got)
	}
	if got := d.due(); got != statuses {
		t.Errorf("when it is due it asks %q", got)
	}
}

func TestWhatIsAskedForTwiceInASecondIsAskedOnce(t *testing.T) {
	d := newTestRounds(t, 5)
	for _, tc := range []struct {
		after time.Duration
		event func(Conditions) Effects
		want  string
	}{
		{999 * time.Millisecond, d.Refresh, ""},
		{time.Millisecond, d.Refresh, "statuses:0 list"},
		{2 * time.Second, d.Resumed, ""},
		{time.Second, d.Resumed, "statuses:0 list"},
	} {
		d.pass(tc.after)
		if got := d.doing(tc.event); got != tc.want {
			t.Errorf("after %v it asks %q, want %q", tc.after, got, tc.want)
		}
	}
}

func TestARefreshAsksForAllTheBudgetHasRoomFor(t *testing.T) {
	d := newTestRounds(t, 950)
	d.pass(time.Minute)
	d.do(d.Refresh)
	if len(d.flying) != 11 {
		t.Errorf("%d calls ask for 950 jobs and the list", len(d.flying))
	}
	seen := map[api.JobID]bool{}
	for _, c := range d.flying {
		for _, id := range c.IDs {
			seen[id] = true
		}
	}
	if len(seen) != 950 {
		t.Errorf("%d jobs are asked about", len(seen))
	}
}

func TestWithoutRoomARefreshWaits(t *testing.T) {
	d := newTestRounds(t, 5)
	d.pass(time.Minute)
	d.calls = sent(25, d.now)
	if !d.HeldBack(d.conditions()) || !d.Tight(d.conditions()) || d.doing(d.Refresh) != "" {
		t.Fatal("it asks although the minute's calls are spent")
	}
	if wait := d.Next().Sub(d.now); wait <= 0 || wait > time.Minute {
		t.Errorf("it waits %v", wait)
	}
}

func TestARoundThatIsOvertakenAsksAgainForWhatWasNotAnswered(t *testing.T) {
	d := newTestRounds(t, 250)
	d.due()
	first := d.flying[statuses].IDs
	d.pass(time.Minute)
	d.do(d.Hurry)
	if !d.Asking() || !slices.Equal(d.flying[statuses].IDs, first) {
		t.Fatal("a round under way is overtaken by one that nobody waits for")
	}
	d.do(d.Refresh)
	if !slices.Equal(d.flying[statuses].IDs, first) {
		t.Error("what was not answered is not asked first")
	}
	d.answer(ListKey, context.Canceled)
	d.answerAll(nil)
	if d.Failures() != 1 {
		t.Errorf("%d rounds failed", d.Failures())
	}
}

func TestJobsAreAskedAboutInTurn(t *testing.T) {
	d := newTestRounds(t, 250)
	asked := map[api.JobID]int{}
	for range 10 {
		d.due()
		for _, c := range d.flying {
			for _, id := range c.IDs {
				asked[id]++
			}
		}
		d.answerAll(nil)
	}
	for i := range 250 {
		if n := asked[jobID(i)]; n < 3 || n > 5 {
			t.Fatalf("job %d is asked about %d times in ten calls for 250", i, n)
		}
	}
}

func TestAnUndocumentedStateIsAskedAboutRarely(t *testing.T) {
	d := newTestRounds(t, 2)
	d.store.ApplyCreated(api.Job{ID: "odd", Status: "musing"}, d.now)
	with := 0
	for d.now.Before(noon.Add(10 * time.Minute)) {
		d.due()
		if slices.Contains(d.flying[statuses].IDs, "odd") {
			with++
		}
		d.answerAll(nil)
	}
	if with < 8 || with > 10 {
		t.Errorf("it is asked about %d times in ten minutes", with)
	}
}

func TestWhatARoundReadsAfterwards(t *testing.T) {
	for name, tc := range map[string]struct {
		before func(*testRounds)
		want   string
	}{
		"nothing that is open": {func(*testRounds) {}, ""},
		"the one that ended":   {func(d *testRounds) { d.end(jobID(3)) }, "read:ls_0003"},
		"one list for several on the newest page": {
			func(d *testRounds) { d.end(jobID(3), jobID(4)) }, "list",
		},
		"one of several elsewhere": {func(d *testRounds) { d.end(jobID(53), jobID(54)) }, "read:ls_0053"},
		"the one under the cursor": {
			func(d *testRounds) { d.end(jobID(53), jobID(54)); d.cond.Cursor = jobID(54) }, "read:ls_0054",
		},
		"one of the page on screen": {
			func(d *testRounds) { d.end(jobID(53), jobID(103)); d.cond.Page = 2 }, "read:ls_0103",
		},
		"not what is being read": {
			func(d *testRounds) { d.end(jobID(53)); d.flying[ReadKey(jobID(53))] = Call{} }, "",
		},
		"not what could not be read a moment ago": {
			func(d *testRounds) {
				d.end(jobID(53))
				d.do(func(cond Conditions) Effects { return d.Answered(ReadKey(jobID(53)), limited, cond) })
			}, "",
		},
		"nothing without room": {
			func(d *testRounds) { d.end(jobID(53)); d.calls = sent(25, d.now) }, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newTestRounds(t, 120)
			d.due()
			d.pass(3 * time.Second)
			tc.before(d)
			if got := d.answer(statuses, nil); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if tc.want != "" {
				if got := d.answer(tc.want, nil); got != "" {
					t.Errorf("after that %q too", got)
				}
			}
			if d.ended == nil || d.Next().IsZero() {
				t.Error("the round does not end")
			}
		})
	}
}

func TestAFailedRoundReadsNothingAfterwards(t *testing.T) {
	d := newTestRounds(t, 60)
	d.due()
	d.end(jobID(53))
	if got := d.answer(statuses, offline()); got != "" || d.Failures() != 1 {
		t.Errorf("%q, %d failed", got, d.Failures())
	}
}

func TestJobsThatSeemGoneAreAskedForTogetherAndThenRead(t *testing.T) {
	d := newTestRounds(t, 40)
	d.due()
	var page api.JobPage
	for i := 30; i < 40; i++ {
		page.Jobs = append(page.Jobs, api.Job{ID: jobID(i), Status: api.StatusRunning})
	}
	d.pass(time.Second)
	d.Merged(d.store.ApplyFirstPage(d.store.NextSeq(), page, d.now), d.now)
	if got := d.answer(statuses, nil); got != "" && got != suspectsKey {
		t.Fatalf("%q", got)
	}
	reads := 0
	for range 60 {
		for key, c := range d.flying {
			reads += map[Kind]int{Read: 1}[c.Kind]
			delete(d.flying, key)
			if c.Kind == Statuses {
				var got []api.JobStatus
				for _, id := range c.IDs {
					st := api.StatusGone
					if id >= jobID(30) {
						st = api.StatusRunning
					}
					got = append(got, api.JobStatus{ID: id, Status: st})
				}
				d.Merged(d.store.ApplyStatuses(d.store.NextSeq(), got, d.now), d.now)
			}
			if c.Kind == List {
				d.Merged(d.store.ApplyFirstPage(d.store.NextSeq(), page, d.now), d.now)
			}
			if c.Kind == Read {
				d.Merged(d.store.ApplyGone(d.store.NextSeq(), c.IDs[0], d.now), d.now)
			}
			d.do(func(cond Conditions) Effects { return d.Answered(key, nil, cond) })
		}
		if len(d.flying) == 0 {
			d.due()
		}
	}
	if d.store.Len() == 40 || reads == 0 || reads > 5 {
		t.Errorf("%d jobs are left after %d reads", d.store.Len(), reads)
	}
}

func TestAnOutageIsCountedAndEndsWithOneRefresh(t *testing.T) {
	d := newTestRounds(t, 150)
	d.due()
	d.answer(statuses, offline())
	first := d.now
	if d.ended == nil || d.ended.Failed != 0 || d.ended.Err == nil {
		t.Fatalf("%+v", d.ended)
	}
	var waits []time.Duration
	for range 4 {
		waits = append(waits, d.Next().Sub(d.now).Round(time.Second))
		d.due()
		d.answerAll(offline())
	}
	if want := []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 15 * time.Second}; !slices.Equal(waits, want) {
		t.Errorf("tried again after %v, want %v", waits, want)
	}
	d.due()
	d.answerAll(nil)
	if d.Failures() != 0 || d.Err() != nil || d.ended.Failed != 5 || !d.ended.Since.Equal(first) {
		t.Errorf("%d failed, %+v", d.Failures(), d.ended)
	}
	if d.Next().After(d.now) {
		t.Errorf("what was asked in vain is asked in %v", d.Next().Sub(d.now))
	}
}

func TestARefusedKeyEndsTheRounds(t *testing.T) {
	d := newTestRounds(t, 5)
	d.due()
	delete(d.flying, statuses)
	e := d.do(func(cond Conditions) Effects { return d.Answered(statuses, badKey, cond) })
	if e.Refused == nil || d.Refused() == nil || !d.Next().IsZero() {
		t.Fatalf("%+v, next at %v", e, d.Next())
	}
	d.pass(time.Hour)
	for name, event := range map[string]func(Conditions) Effects{
		"tick": d.Tick, "refresh": d.Refresh, "resumed": d.Resumed, "hurry": d.Hurry, "disconnected": d.Disconnected, "created": d.Created,
	} {
		if got := d.doing(event); got != "" || !d.Next().IsZero() {
			t.Errorf("%s: %q, next at %v", name, got, d.Next())
		}
	}
	if d.Refuse(badKey) {
		t.Error("it is refused for the first time twice")
	}
	d.Allow()
	if d.doing(d.Refresh) == "" || !d.Refuse(badKey) {
		t.Error("it is not tried again")
	}
}

func TestSignsOfAnOutageAreLookedIntoAtOnce(t *testing.T) {
	loseNetwork(t) // the table's errors are made before the first of them
	call := func(d *testRounds, c api.Call) func(Conditions) Effects {
		c.Start = d.now
		return func(cond Conditions) Effects { return d.Called(c, cond) }
	}
	doubt := func(d *testRounds, err error) func(Conditions) Effects {
		return call(d, api.Call{Path: "/v3/lipsyncs/x", Err: err})
	}
	// after is an event after a round that ended with an error.
	after := func(err error, wait time.Duration, c api.Call) func(*testRounds) func(Conditions) Effects {
		return func(d *testRounds) func(Conditions) Effects {
			d.due()
			d.answerAll(err)
			d.pass(wait)
			return call(d, c)
		}
	}
	ok := api.Call{Path: "/v3/users/me", Status: 200}
	for name, tc := range map[string]struct {
		event func(*testRounds) func(Conditions) Effects
		want  bool
	}{
		"a connection that was closed": {func(d *testRounds) func(Conditions) Effects { return d.Disconnected }, true},
		"one more in the same minute": {func(d *testRounds) func(Conditions) Effects {
			d.do(d.Disconnected)
			d.answerAll(nil)
			d.pass(30 * time.Second)
			return d.Disconnected
		}, false},
		"one while a round is under way": {func(d *testRounds) func(Conditions) Effects { d.due(); return d.Disconnected }, false},
		"a call that was not answered":   {func(d *testRounds) func(Conditions) Effects { return doubt(d, offline()) }, true},
		"a call that was refused":        {func(d *testRounds) func(Conditions) Effects { return doubt(d, limited) }, false},
		"one while that is known": {func(d *testRounds) func(Conditions) Effects {
			d.due()
			d.answerAll(offline())
			return doubt(d, offline())
		}, false},
		"one that is about to be repeated": {func(d *testRounds) func(Conditions) Effects {
			return call(d, api.Call{Path: "/v3/lipsyncs/x", Err: offline(), Wait: time.Second})
		}, false},
		"a file that did not go up": {func(d *testRounds) func(Conditions) Effects {
			return call(d, api.Call{Path: "/(storage)", Err: offline()})
		}, false},
		"an answer during an outage":   {after(offline(), fast, ok), true},
		"one of the round that failed": {after(offline(), 0, ok), false},
		"an answer while HeyGen wants us to wait": {func(d *testRounds) func(Conditions) Effects {
			event := after(offline(), fast, ok)(d)
			d.cond.PausedUntil = d.now.Add(time.Minute)
			return event
		}, false},
		"a doubt when the minute's calls are spent": {func(d *testRounds) func(Conditions) Effects {
			d.calls = sent(25, d.now)
			return doubt(d, offline())
		}, false},
		"an answer when the minute's calls are spent": {func(d *testRounds) func(Conditions) Effects {
			event := after(offline(), fast, ok)(d)
			d.calls = sent(25, d.now)
			return event
		}, false},
		"one that is an error":               {after(offline(), fast, api.Call{Path: ok.Path, Status: 502, Err: &api.Error{Op: "x", Status: 502}}), false},
		"a file that came down":              {after(offline(), fast, api.Call{Path: "/(media)", Status: 200}), false},
		"an answer while HeyGen has a fault": {after(&api.Error{Op: "x", Status: 500}, fast, ok), false},
		"an answer while all is well":        {func(d *testRounds) func(Conditions) Effects { return call(d, ok) }, false},
		"an answer while a round is under way": {func(d *testRounds) func(Conditions) Effects {
			d.due()
			d.answerAll(offline())
			d.due()
			return call(d, ok)
		}, false},
	} {
		d := newTestRounds(t, 5)
		d.pass(5 * time.Second)
		if got := d.doing(tc.event(d)); (got != "") != tc.want {
			t.Errorf("%s: asks %q", name, got)
		}
	}
}

func TestACallThatIsAnsweredEndsAnOutage(t *testing.T) {
	d := newTestRounds(t, 5)
	for range 5 {
		d.due()
		d.answerAll(offline())
	}
	wait := d.Next().Sub(d.now)
	heard := func(cond Conditions) Effects {
		return d.Called(api.Call{Path: "/v3/users/me", Status: 200, Start: d.now}, cond)
	}
	d.pass(time.Second)
	if got := d.doing(heard); got != "" || d.Next().Sub(d.now) != fast-time.Second {
		t.Errorf("a second after a round it asks %q, and next in %s", got, d.Next().Sub(d.now))
	}
	d.pass(fast)
	d.do(heard)
	d.answerAll(nil)
	if got := d.Picture(d.now, time.Time{}, time.Time{}); got.Mood != Live || d.Failures() != 0 || wait < 10*time.Second {
		t.Errorf("%s before the next try it says %q after %d rounds that failed", wait-fast, got.Text[0], d.Failures())
	}
}

func TestTheAccountIsAskedForWhenItsBalanceMayHaveMoved(t *testing.T) {
	moved := func(d *testRounds) { d.Merged(store.Merge{Transitions: []store.Transition{{}}}, d.now) }
	lost := func(times int) func(*testRounds) {
		return func(d *testRounds) {
			for range times {
				d.AccountRead(offline())
			}
		}
	}
	for name, tc := range map[string]struct {
		before       func(*testRounds)
		after        time.Duration
		wanted, want bool
	}{
		"somebody wants it":            {func(*testRounds) {}, accountFor, true, true},
		"somebody wants it at once":    {func(*testRounds) {}, accountFor - 1, true, false},
		"nobody does":                  {func(*testRounds) {}, time.Hour, false, false},
		"a job moved":                  {moved, balanceFor, false, true},
		"a job moved a moment ago":     {moved, balanceFor - 1, false, false},
		"the key is refused":           {func(d *testRounds) { moved(d); d.Refuse(badKey) }, balanceFor, false, false},
		"the minute's calls are spent": {func(d *testRounds) { d.calls = sent(25, d.now.Add(accountFor)) }, accountFor, true, false},
		"the machine slept":            {func(d *testRounds) { d.Slept(time.Hour) }, 0, true, true},
		"it could not be read":         {lost(1), accountFor, false, true},
		"a moment ago":                 {lost(1), accountFor - 1, false, false},
		"three times in a row":         {lost(3), 4*accountFor - 1, false, false},
		"often":                        {lost(60), balanceFor, false, true},
		"and nothing else comes through": {func(d *testRounds) {
			lost(1)(d)
			d.due()
			d.answerAll(offline())
		}, time.Hour, false, false},
		"and then it was read":   {func(d *testRounds) { lost(2)(d); d.AccountRead(nil) }, time.Hour, false, false},
		"and the key is refused": {func(d *testRounds) { lost(1)(d); d.Refuse(badKey) }, time.Hour, false, false},
	} {
		d := newTestRounds(t, 1)
		d.pass(time.Hour)
		if !d.AccountDue(true, d.conditions()) {
			t.Fatalf("%s: not even for the first time", name)
		}
		d.pass(time.Second)
		d.accountAt = d.now
		d.pass(time.Millisecond)
		tc.before(d)
		d.pass(tc.after - time.Millisecond)
		if got := d.AccountDue(tc.wanted, d.conditions()); got != tc.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestAnAccountThatIsNotReadIsNewsOnce(t *testing.T) {
	d := newTestRounds(t, 1)
	for i, c := range []struct {
		err   error
		first bool
	}{{nil, false}, {limited, true}, {limited, false}, {nil, false}, {limited, true}} {
		if got := d.AccountRead(c.err); got != c.first {
			t.Errorf("answer %d is the first failure: %t", i, got)
		}
	}
}

func TestTheJournalDoesNotWaitForABudget(t *testing.T) {
	loseNetwork(t)
	for budget := range 6 {
		budget++
		for name, before := range map[string]func(*testRounds){
			"at the start":             func(*testRounds) {},
			"after a sleep before it":  func(d *testRounds) { d.Slept(time.Hour) },
			"by hand, a while later":   func(d *testRounds) { d.AccountDue(true, d.conditions()); d.pass(time.Hour) },
			"with the first list sent": func(d *testRounds) { d.do(d.Refresh) },
		} {
			d := &testRounds{t: t, Rounds: New(budget, middle, store.New(50)), now: noon, flying: map[string]Call{}}
			if before(d); !d.AccountDue(true, d.conditions()) {
				t.Errorf("%d calls a minute, %s: the account is not asked for", budget, name)
			}
		}
	}
}

func TestASleepBeforeTheFirstAnswerIsNoAge(t *testing.T) {
	d := &testRounds{t: t, Rounds: New(25, middle, store.New(50)), now: noon, flying: map[string]Call{}}
	d.Slept(time.Hour)
	d.do(d.Refresh)
	d.pass(time.Minute)
	if got := d.Picture(d.now, time.Time{}, time.Time{}); got.Text[0] != "asking HeyGen" {
		t.Errorf("nothing was answered yet, and it says %q", got.Text[0])
	}
}

func TestAJobMadeHereIsAskedAboutSoon(t *testing.T) {
	d := newTestRounds(t, 1)
	d.pass(time.Second)
	before := d.Next()
	d.do(d.Created)
	if !d.Next().Before(before) || d.Next().Sub(d.now) > 6*time.Second {
		t.Errorf("asked in %v", d.Next().Sub(d.now))
	}
}

func TestAfterA429ThePaceIsHalvedForAWhile(t *testing.T) {
	d := newTestRounds(t, 5)
	d.due()
	d.answer(statuses, limited)
	d.pass(5 * time.Second)
	d.due()
	d.answerAll(nil)
	if wait := d.Next().Sub(d.now).Round(time.Second); wait != 20*time.Second {
		t.Errorf("the next round is %v away", wait)
	}
	d.pass(6 * time.Minute)
	d.do(d.Tick)
	d.answerAll(nil)
	if wait := d.Next().Sub(d.now).Round(time.Second); wait != 10*time.Second {
		t.Errorf("six minutes later it is %v", wait)
	}
	d.paused(d.now.Add(time.Minute))
	d.do(d.Created)
	d.Pressed(d.now)
	if wait := d.Next().Sub(d.now).Round(time.Second); wait != 10*time.Second {
		t.Errorf("after a pause a job made here is asked about in %v", wait)
	}
}

func TestASleepIsTheWallClockRunningAhead(t *testing.T) {
	var c Clocks
	for _, tc := range []struct{ wall, own, slept time.Duration }{
		{0, 0, 0}, {time.Minute, time.Minute, 0}, {time.Hour, time.Minute, 59 * time.Minute}, {9 * time.Second, 0, 0}, {-time.Hour, time.Second, 0},
	} {
		noon, own := c.wall.Add(tc.wall), c.own.Add(tc.own)
		if c.own.IsZero() {
			noon, own = ago(0), ago(0)
		}
		if got := c.Slept(noon, own); got != tc.slept {
			t.Errorf("%v on the wall, %v here: slept %v", tc.wall, tc.own, got)
		}
	}
}

func TestQuestionsChangeNothing(t *testing.T) {
	d := newTestRounds(t, 60)
	d.pass(time.Minute)
	d.do(d.Refresh)
	d.end(jobID(3))
	d.wanted = d.now.Add(-time.Hour)
	cond := d.conditions()
	before := fmt.Sprintf("%+v", *d.Rounds)
	for range 2 {
		d.load(cond)
		d.behind()
		d.longestAgo(100, d.now)
		d.nextRead(cond)
		d.Tight(cond)
		d.HeldBack(cond)
		d.Picture(d.now, time.Time{}, time.Time{})
	}
	if after := fmt.Sprintf("%+v", *d.Rounds); !reflect.DeepEqual(before, after) {
		t.Errorf("%s\nand then\n%s", before, after)
	}
}

func TestClocksThatDifferAreToldOnce(t *testing.T) {
	for offset, want := range map[time.Duration]string{
		0: "", time.Minute: "", 61 * time.Second: "1m01s behind", 3 * time.Hour: "3h00m behind", -3 * time.Hour: "3h00m ahead of",
	} {
		var c Clocks
		c.Slept(noon, noon)
		got := c.Differ(offset)
		if c.Slept(noon, noon); (got == "") != (want == "") || !strings.Contains(got, want) || c.Differ(offset) != "" {
			t.Errorf("%s: %q, want %q, once", offset, got, want)
		}
	}
}
