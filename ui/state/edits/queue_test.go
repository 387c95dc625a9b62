package edits

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

// answers are how a call for a job can end.
var answers = []error{
	nil,
	&api.Error{Op: "x", Status: 404, Code: "not_found", Enveloped: true},
	&api.Error{Op: "x", Status: 403, Code: "forbidden"},
	&api.Error{Op: "x", Status: 500},
	&api.Error{Op: "x", Status: 429},
	&api.Error{Op: "x", Status: 429, RetryAfter: 90 * time.Second},
	&api.Error{Op: "x", Status: 429, Code: "quota_exceeded"},
	&api.Error{Op: "x", Status: 401},
	errors.New("odd"),
}

const window = 8 * time.Second

// world is a queue with the account it is about: what HeyGen has, what is on screen,
// and what is on its way.
type world struct {
	*Queue
	now            time.Time
	server, screen map[api.JobID]string
	flying         map[api.JobID]Call
	ended          []Tally
}

func newWorld(jobs int) *world {
	w := &world{Queue: New(window, on), now: time.Unix(1_800_000_000, 0), server: map[api.JobID]string{}, flying: map[api.JobID]Call{}}
	for i := range jobs {
		w.server[api.JobID(fmt.Sprintf("ls_%02d", i))] = "t"
	}
	w.screen = maps.Clone(w.server)
	return w
}

func (w *world) title(id api.JobID) (string, bool) {
	t, ok := w.screen[id]
	return t, ok
}

// ids are the first n jobs on screen.
func (w *world) ids(n int) []api.JobID {
	all := slices.Sorted(maps.Keys(w.screen))
	return all[:min(n, len(all))]
}

// then does what follows, as the root does: effects, and then what is due.
func (w *world) then(e Effects) { w.thenRefused(e, nil) }

func (w *world) thenRefused(e Effects, refused error) {
	for _, e := range []Effects{e, w.Due(w.now, refused)} {
		for _, id := range slices.Concat(e.Deleted, e.Gone) {
			delete(w.screen, id)
			w.Forget(id)
		}
		for _, t := range e.Titles {
			w.screen[t.ID] = t.Title
		}
		for _, c := range e.Calls {
			w.flying[c.ID] = c
		}
		w.ended = append(w.ended, e.Ended...)
	}
}

func (w *world) pass(d time.Duration) {
	w.now = w.now.Add(d)
	w.then(Effects{})
}

// answer ends a call that is under way.
func (w *world) answer(id api.JobID, err error) {
	c := w.flying[id]
	delete(w.flying, id)
	switch {
	case err != nil:
	case c.Kind == Delete:
		delete(w.server, id)
	default:
		w.server[id] = c.Now
	}
	if api.IsGone(err) {
		delete(w.server, id)
	}
	w.then(w.Answered(c, err, w.now, time.Time{}))
}

func (w *world) rename(id api.JobID, title string) {
	w.then(w.Rename([]Title{{ID: id, Title: title}}, w.title, true))
}

func (w *world) undo() Undone {
	u, e := w.Undo(w.title)
	w.then(e)
	return u
}

// redo asks once more for all that failed.
func (w *world) redo() {
	for id, f := range maps.Clone(w.failures) {
		if f.Kind == Delete {
			w.Delete([]api.JobID{id}, w.now)
			w.then(Effects{})
		} else {
			w.rename(id, f.Title)
		}
	}
}

// finish lets everything that is under way end well.
func (w *world) finish(t *rapid.T) {
	for range 100 {
		w.pass(2 * time.Minute)
		for _, id := range slices.Sorted(maps.Keys(w.flying)) {
			w.answer(id, nil)
		}
	}
	if w.Deletes() > 0 || w.Left(Delete)+w.Left(Rename) > 0 || len(w.renames) > 0 || !w.Next(w.now).IsZero() {
		t.Fatalf("%d deletes, %d and %d calls are stuck, next at %v", w.Deletes(), w.Left(Delete), w.Left(Rename), w.Next(w.now))
	}
}

func TestNoDeleteOfAGroupIsLostWhateverHeyGenAnswers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, asked := newWorld(20), map[api.JobID]bool{}
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				w.undo()
			case 1:
				w.redo()
			case 2:
				w.pass(time.Duration(rapid.IntRange(0, 120).Draw(t, "seconds")) * time.Second)
			case 3, 4:
				if len(w.flying) > 0 {
					w.answer(rapid.SampledFrom(slices.Sorted(maps.Keys(w.flying))).Draw(t, "id"), rapid.SampledFrom(answers).Draw(t, "answer"))
				}
			case 5:
				some := w.ids(rapid.IntRange(0, 20).Draw(t, "asked"))
				for _, id := range some {
					asked[id] = true
				}
				w.Delete(some, w.now)
				w.then(Effects{})
			}
			if len(w.flying) != w.Running(Delete) || len(w.flying) > AtOnce {
				t.Fatalf("%d under way, %d counted", len(w.flying), w.Running(Delete))
			}
			for id := range w.screen {
				phase, _ := w.Deleting(id, w.now)
				_, failed := w.Failure(id)
				_, flies := w.flying[id]
				waits := slices.Contains(w.calls[Delete].waiting, id)
				if failed && phase != None || flies && phase != Sent || waits != (phase == Queued || phase == Sent && !flies) {
					t.Fatalf("%s is lost: phase %d, failed %t, under way %t, waits %t", id, phase, failed, flies, waits)
				}
			}
		}
		for i := range 20 {
			id := api.JobID(fmt.Sprintf("ls_%02d", i))
			if _, ok := w.screen[id]; !ok && !asked[id] {
				t.Fatalf("%s was deleted and nobody asked", id)
			}
		}
		w.finish(t)
	})
}

func TestEveryTitleEndsAsAskedOrAsItWasWithItsReason(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(12)
		for i := range rapid.IntRange(1, 40).Draw(t, "steps") {
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				w.undo()
			case 1:
				w.redo()
			case 2:
				w.pass(time.Duration(rapid.IntRange(0, 120).Draw(t, "seconds")) * time.Second)
			case 3: // a poll brings what the server has
				w.screen = maps.Clone(w.server)
				for _, s := range w.keep(w.title) {
					w.screen[s.ID] = s.Title
				}
			case 4:
				var titles []Title
				for _, id := range w.ids(rapid.IntRange(0, 6).Draw(t, "asked")) {
					titles = append(titles, Title{ID: id, Title: fmt.Sprint(i)})
				}
				w.then(w.Rename(titles, w.title, true))
			case 5:
				if len(w.flying) > 0 {
					w.answer(rapid.SampledFrom(slices.Sorted(maps.Keys(w.flying))).Draw(t, "id"), rapid.SampledFrom(slices.DeleteFunc(slices.Clone(answers), api.IsGone)).Draw(t, "answer"))
				}
			}
			if len(w.flying) != w.Running(Rename) || len(w.flying) > AtOnce {
				t.Fatalf("%d under way, %d counted", len(w.flying), w.Running(Rename))
			}
		}
		w.finish(t)
		if !maps.Equal(w.server, w.screen) {
			t.Fatalf("on screen %v, at the server %v", w.screen, w.server)
		}
	})
}

func TestOfTwoRenamesTheLastOneAskedForWins(t *testing.T) {
	for _, err := range []error{nil, answers[2], answers[4]} {
		w := newWorld(2)
		w.rename("ls_00", "first")
		w.rename("ls_00", "second")
		if w.Running(Rename) != 1 {
			t.Fatalf("%d on the wire", w.Running(Rename))
		}
		w.answer("ls_00", err)
		w.pass(time.Minute)
		if w.screen["ls_00"] != "second" || w.flying["ls_00"].Now != "second" {
			t.Fatalf("after %v: %q on screen, %+v on the wire", err, w.screen["ls_00"], w.flying)
		}
		w.answer("ls_00", nil)
		if w.server["ls_00"] != "second" || len(w.ended) != 1 || w.ended[0].LastTitle != "second" {
			t.Fatalf("%q, %+v", w.server["ls_00"], w.ended)
		}
	}
}

// leaving is a world with the deletes of so many jobs on their way or behind them.
func leaving(n int) *world {
	w := newWorld(n)
	w.Delete(w.ids(n), w.now)
	w.pass(window)
	return w
}

func TestWhatWasTakenBackOnItsWayIsKeptShouldHeyGenNotTakeIt(t *testing.T) {
	w := leaving(6)
	if u := w.undo(); len(u.Kept) != 2 || u.Of != 6 || w.Deletes() != AtOnce {
		t.Fatalf("%+v, %d are still to go", u, w.Deletes())
	}
	for i, err := range []error{nil, answers[4], answers[2], nil} {
		w.answer(api.JobID(fmt.Sprintf("ls_%02d", i)), err)
	}
	if len(w.screen) != 4 || w.Deletes()+w.Failures() != 0 {
		t.Fatalf("%v are left, %d to go, %d failed", w.screen, w.Deletes(), w.Failures())
	}
	if len(w.ended) != 1 || w.ended[0].Done != 2 || w.ended[0].Kept != 2 {
		t.Fatalf("%+v", w.ended)
	}
}

// The list may say that a job is gone before the delete that made it so is answered.
func TestADeleteWhoseJobIsGoneFromTheListIsDone(t *testing.T) {
	for name, gone := range map[string]func(w *world){
		"while it waits": func(w *world) { w.answer("ls_00", answers[4]); w.Forget("ls_00") },
		"on its way":     func(w *world) { w.Forget("ls_00"); w.answer("ls_00", answers[4]) },
		"and no answer":  func(w *world) { w.Forget("ls_00"); w.answer("ls_00", answers[8]) },
	} {
		t.Run(name, func(t *testing.T) {
			w := leaving(1)
			gone(w)
			w.pass(time.Second)
			if len(w.ended) != 1 || w.ended[0].Done != 1 || w.Deletes() != 0 {
				t.Errorf("%+v, %d to go", w.ended, w.Deletes())
			}
		})
	}
}

func TestUndoReachesWhatIsBehindDeletesThatAreOnTheirWay(t *testing.T) {
	w := newWorld(6)
	w.rename("ls_05", "new")
	w.Delete(w.ids(2), w.now)
	w.pass(window)
	if w.undo(); w.screen["ls_05"] != "t" || w.Deletes() != 2 {
		t.Fatalf("%q, %d to go", w.screen["ls_05"], w.Deletes())
	}
	w.answer("ls_00", answers[4])
	w.answer("ls_01", nil)
	if u := w.undo(); !u.Tried || w.Deletes() != 0 || len(w.screen) != 5 {
		t.Fatalf("%+v, %d to go, %v are left", u, w.Deletes(), w.screen)
	}
}

func TestTheOldestRenameMakesPlaceAndNoDeleteDoes(t *testing.T) {
	w := newWorld(3)
	w.Delete([]api.JobID{"ls_02"}, w.now)
	for i := range Steps + 10 {
		w.rename("ls_00", fmt.Sprint("title ", i+1))
	}
	for range Steps {
		w.undo()
	}
	if w.screen["ls_00"] != "title 10" {
		t.Fatalf("%d steps back the title is %q", Steps, w.screen["ls_00"])
	}
	if u := w.undo(); len(u.Kept) != 1 || w.Going("ls_02") || w.CanUndo() {
		t.Fatal("the delete is not the oldest step")
	}
}

func TestA429ThatDoesNotSayHoldsForAWhileAllTheSame(t *testing.T) {
	w := leaving(1)
	c := w.flying["ls_00"]
	w.Answered(c, answers[4], w.now, w.now.Add(time.Second)) // the client's own short pause
	if wait, waits := w.Waiting(w.now); !waits || wait != leastHold || !w.Next(w.now).Equal(w.now.Add(leastHold)) {
		t.Errorf("all wait for %v, next at %v", wait, w.Next(w.now).Sub(w.now))
	}
}

func TestTheClientsPauseCountsWhereHeyGenSaidHowLong(t *testing.T) {
	w := leaving(1)
	w.Answered(w.flying["ls_00"], answers[5], w.now, w.now.Add(time.Minute))
	if wait, _ := w.Waiting(w.now); wait != time.Minute {
		t.Errorf("all wait for %v", wait)
	}
}

func TestARefusedKeyEndsWhatWaitsWithItsReason(t *testing.T) {
	w := leaving(AtOnce + 2)
	w.thenRefused(Effects{}, answers[7])
	if w.Left(Delete) != AtOnce || w.Failures() != 2 {
		t.Fatalf("%d are left, %d failed", w.Left(Delete), w.Failures())
	}
	for id, f := range w.failures {
		if !f.Unsent || f.Lost {
			t.Errorf("%s: %+v", id, f)
		}
	}
}

func TestALostAnswerIsNoRefusal(t *testing.T) {
	w := newWorld(2)
	w.rename("ls_00", "new")
	lost := &api.Error{Op: "x", Status: 0}
	w.Fail("ls_01", Failure{Kind: Rename, Title: "other", Lost: true, Err: lost})
	w.screen["ls_01"] = "other"
	if found := w.found(w.title); !slices.Equal(found, []api.JobID{"ls_01"}) || w.Failures() != 0 {
		t.Errorf("found %v", found)
	}
}

func TestWindowsRestartWhileAQuestionPromisesIt(t *testing.T) {
	w := newWorld(1)
	w.Delete(w.ids(1), w.now)
	w.now = w.now.Add(window)
	w.RestartWindows(w.now)
	w.then(Effects{})
	if phase, left := w.Deleting("ls_00", w.now); phase != InWindow || left != window {
		t.Errorf("phase %d, %v left", phase, left)
	}
}

// A window counts while the program runs and the screen counts down: who comes back from
// the shell, an editor or a laptop's sleep has the whole of it again.
func TestADeleteDoesNotLeaveBecauseTimePassedUnseen(t *testing.T) {
	for name, c := range map[string]struct {
		away time.Duration
		back bool
	}{
		"stopped for long":           {time.Hour, false},
		"stopped before the end":     {4 * time.Second, false},
		"suspended for a moment":     {time.Second, true},
		"suspended beyond the end":   {window, true},
		"asleep, its clock stopping": {0, true},
	} {
		w := newWorld(2)
		w.Shown(w.now, false)
		w.Delete(w.ids(1), w.now)
		for range 6 {
			w.now = w.now.Add(time.Second)
			if again := w.Shown(w.now, false); len(again) > 0 {
				t.Fatalf("%s: the window starts again while it is shown", name)
			}
		}
		w.now = w.now.Add(c.away)
		if again := w.Shown(w.now, c.back); !slices.Equal(again, w.ids(1)) {
			t.Errorf("%s: %v", name, again)
		}
		w.then(Effects{})
		if phase, left := w.Deleting("ls_00", w.now); phase != InWindow || left != window {
			t.Errorf("%s: phase %d, %v left", name, phase, left)
		}
		for range 8 {
			w.now = w.now.Add(time.Second)
			w.Shown(w.now, false)
		}
		if w.then(Effects{}); w.Running(Delete) != 1 {
			t.Errorf("%s: it never leaves", name)
		}
	}
}

func TestWhatASessionLeavesUndoneSaysWhetherItWasSent(t *testing.T) {
	w := leaving(1)
	w.screen["ls_01"], w.server["ls_01"] = "t", "t"
	w.Delete([]api.JobID{"ls_01"}, w.now)
	left := w.Unfinished()
	if !left["ls_00"].Lost || !left["ls_01"].Unsent {
		t.Errorf("%+v", left)
	}
}

func TestAWindowStandsWhileSomethingElseIsAskedAndBeginsAnewThen(t *testing.T) {
	q := New(10*time.Second, Terminal{})
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	q.Delete([]api.JobID{"a"}, now)
	for i := range 30 {
		if again := q.Stand(true, now.Add(time.Duration(i)*time.Second)); again != nil {
			t.Fatalf("%v count down", again)
		}
	}
	now = now.Add(30 * time.Second)
	if phase, _ := q.Deleting("a", now); phase != Stands || len(q.Due(now, nil).Calls) > 0 || !q.Next(now).IsZero() {
		t.Fatalf("it is in phase %v", phase)
	}
	if again := q.Shown(now.Add(time.Hour), true); again != nil {
		t.Errorf("after a sleep %v count down", again)
	}
	now = now.Add(time.Hour)
	again := q.Stand(false, now)
	if phase, left := q.Deleting("a", now); len(again) != 1 || phase != InWindow || left != 10*time.Second {
		t.Errorf("%v begin anew, in phase %v with %v left", again, phase, left)
	}
}
