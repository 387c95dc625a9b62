package create

import (
	"errors"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

func TestAFailureThatWasMadeAgainIsHandledWhateverBecameOfThat(t *testing.T) {
	jobs := store.New(10)
	jobs.ApplyFirstPage(1, api.JobPage{Jobs: []api.Job{
		{ID: "third", Status: api.StatusFailed}, {ID: "second", Status: api.StatusFailed}, {ID: "first", Status: api.StatusFailed}, {ID: "done", Status: api.StatusCompleted},
	}}, time.Now())
	var r Remakes
	kept := []record.Remake{{Of: "second", By: "s3", Job: "third"}, {Of: "first", By: "s2", Job: "second", Title: "take 2"}, {Of: "done", By: "s9", Job: "variant"}}
	if changed := r.Look(kept, nil); len(changed) != 3 {
		t.Errorf("of %v something is new", changed)
	}
	if changed := r.Look(kept, nil); len(changed) != 0 {
		t.Errorf("of %v something is new the second time", changed)
	}
	if n := r.Handled(jobs); n != 2 {
		t.Errorf("%d of three failures are handled, the last one stands", n)
	}
	if x, ok := r.As("first"); !ok || x.Title != "take 2" || r.Of(action.JobRow("second")) != "first" || r.Of(action.JobRow("third")) != "second" {
		t.Errorf("the links are %+v", r)
	}
	out := func(state submission.State) []Outgoing {
		o := Outgoing{Submission: submission.New("s4", map[string]string{"title": "take 4"}, time.Now())}
		o.State, o.Again = state, "third"
		return []Outgoing{o}
	}
	if r.Look(kept, out(submission.Queued)); r.Handled(jobs) != 3 || r.Of(action.SubmissionRow("s4")) != "third" {
		t.Error("one that is on its way handles nothing")
	}
	for _, state := range []submission.State{submission.Refused, submission.Discarded} {
		if r.Look(kept, out(state)); r.Handled(jobs) != 2 {
			t.Errorf("one that was %s handles something", state)
		}
	}
}

func TestWhatIsHandedOverIsHandledUntilTheOutboxShowsItOrDidNotTakeIt(t *testing.T) {
	jobs := store.New(10)
	jobs.ApplyFirstPage(1, api.JobPage{Jobs: []api.Job{{ID: "a", Status: api.StatusFailed}, {ID: "b", Status: api.StatusFailed}}}, time.Now())
	r := New(Rates{}, 0, Terminal{})
	n := func(out ...Outgoing) int { r.Remakes.Look(nil, out); return r.Remakes.Handled(jobs) }
	r.Remakes.Handing(Intent{Values: []map[string]string{{"title": "a"}, {"title": "b"}}, Again: []api.JobID{"a", "b"}})
	if got := r.Remakes.Handled(jobs); got != 2 || n() != 2 {
		t.Errorf("%d are handled at once, then %d", got, n())
	}
	r.HandedOver(9, Handed{Again: "a"}, errors.New("the disk is full"), Conditions{Open: true})
	o := Outgoing{Submission: submission.New("s", nil, time.Now())}
	o.Again = "b"
	if got := n(o); got != 1 {
		t.Errorf("%d are handled, one was not taken", got)
	}
	if o.State = submission.Discarded; n(o) != 0 {
		t.Error("one that was discarded stays handled")
	}
}

func TestWhatIsCopiedIntoTheFormMakesItsJobAgain(t *testing.T) {
	r := New(Rates{}, 0, Terminal{})
	r.CopyOf(action.JobRow("failed"))
	if r.Drafts.Copied() != action.JobRow("failed") {
		t.Errorf("the form holds a copy of %v", r.Drafts.Copied())
	}
	form := record.Draft{Values: map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav"}}
	one := []map[string]string{form.Values}
	var look LookForSame
	for _, e := range r.Submit(one, nil, form, func() string { return "d" }, time.Now(), Conditions{Open: true}) {
		switch e := e.(type) {
		case SaveDraft:
			if e.Draft.Again != "failed" {
				t.Errorf("the draft on disk is no copy: %+v", e.Draft)
			}
		case LookForSame:
			look = e
		}
	}
	out := r.Flow.sameFound(look.N, Same{}, nil, Conditions{Open: true})
	if over, ok := out[0].(HandOver); !ok || over.Intent.Remakes(0) != "failed" || over.Intent.Remakes(1) != "" {
		t.Errorf("handed over is %+v", out)
	}
	r.HandedOver(look.N, Handed{ID: "s"}, nil, Conditions{Open: true})
	if r.Drafts.Form().Again != "" || r.Drafts.Copied() != (action.RowID{}) {
		t.Error("the next draft is a copy too")
	}
}

func TestAPartOfWhatIsMadeAgainKeepsWhichJobsThatIs(t *testing.T) {
	v := func(s string) map[string]string { return map[string]string{"title": s} }
	w := Intent{Values: []map[string]string{v("a"), v("b"), v("c")}, Again: []api.JobID{"1", "2", "3"}}.without([]int{1})
	if len(w.Values) != 2 || w.Remakes(0) != "1" || w.Remakes(1) != "3" {
		t.Errorf("it is %+v", w)
	}
	w = Intent{Values: []map[string]string{v("a"), v("b"), v("c")}, Again: []api.JobID{"1", "", "3"}}.without([]int{0})
	if w.Remakes(0) != "" || w.Remakes(1) != "3" {
		t.Errorf("one that makes nothing again: it is %+v", w)
	}
}
