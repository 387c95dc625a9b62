package outbox

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/journal"
)

// noon is when the create that is looked for may have been sent.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

var wanted = submission.Look{CallbackID: "lipdash-me", Ours: true, Title: "one", Since: noon}

func listed(id, callback, title string, at time.Time) api.Job {
	return api.Job{ID: api.JobID(id), CallbackID: callback, Title: title, CreatedAt: at}
}

// lister lists pages by their number and counts how many were asked for; a page
// without jobs is an error. A job read by itself says what the list said.
func lister(asked *int, pages ...[]api.Job) *hooked {
	get := func(id api.JobID) (api.Job, error) {
		for _, p := range pages {
			for _, j := range p {
				if j.ID == id {
					return j, nil
				}
			}
		}
		return api.Job{}, errors.New("no such job")
	}
	return &hooked{onGet: get, onList: func(o api.ListOptions) (api.JobPage, error) {
		n := 0
		if o.Token != "" {
			if _, err := fmt.Sscan(o.Token, &n); err != nil {
				return api.JobPage{}, err
			}
		}
		*asked++
		if pages[n] == nil {
			return api.JobPage{}, errors.New("no answer")
		}
		p := api.JobPage{Jobs: pages[n]}
		if n+1 < len(pages) {
			p.NextToken = fmt.Sprint(n + 1)
		}
		return p, nil
	}}
}

func TestALostJobIsLookedForFarEnoughAndNoFurther(t *testing.T) {
	later := []api.Job{listed("b", "", "other", noon.Add(time.Hour))}
	earlier := []api.Job{listed("c", "", "other", noon.Add(-time.Hour))}
	ours := []api.Job{listed("me", "lipdash-me", "renamed", noon)}
	guess := []api.Job{listed("me", "", "one", noon)}
	me := api.JobID("me")
	for name, tc := range map[string]struct {
		pages [][]api.Job
		asked int
		want  submission.Looked
	}{
		"on the first page":        {[][]api.Job{ours}, 1, submission.Looked{Found: &me}},
		"on the third":             {[][]api.Job{later, later, ours}, 3, submission.Looked{Found: &me}},
		"on the fourth":            {[][]api.Job{later, later, later, ours}, 4, submission.Looked{Found: &me}},
		"beyond an empty page":     {[][]api.Job{later, {}, ours}, 3, submission.Looked{Found: &me}},
		"nowhere":                  {[][]api.Job{later, earlier}, 2, submission.Looked{}},
		"older pages do not count": {[][]api.Job{later, earlier, ours}, 2, submission.Looked{}},
		"by its title":             {[][]api.Job{later, guess}, 2, submission.Looked{Found: &me, Guess: true}},
		"sure before an error":     {[][]api.Job{ours, nil}, 2, submission.Looked{Found: &me}},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			o := New(Options{Client: lister(&asked, tc.pages...), Journal: inMemory(t)})
			got := o.look(t.Context(), "me", wanted).(submission.Looked)
			if asked != tc.asked || got.Guess != tc.want.Guess || got.Partial || got.Err != nil || (got.Found == nil) != (tc.want.Found == nil) || got.Found != nil && *got.Found != me {
				t.Errorf("%d lists gave %+v", asked, got)
			}
		})
	}
}

// A guess is only worth something when everything was looked at.
func TestAGuessBeforeAnErrorIsAnError(t *testing.T) {
	asked := 0
	o := New(Options{Client: lister(&asked, []api.Job{listed("me", "", "one", noon)}, nil), Journal: inMemory(t)})
	if got := o.look(t.Context(), "me", wanted).(submission.Looked); got.Err == nil || got.Found != nil {
		t.Errorf("got %+v", got)
	}
}

func TestTheJobOfAnotherSubmissionIsNoCandidate(t *testing.T) {
	asked := 0
	o := New(Options{Client: lister(&asked, []api.Job{listed("hers", "", "one", noon)}), Journal: inMemory(t)})
	must(t, o.opts.Journal.RecordJob(t.Context(), journal.JobRecord{ID: "hers", Submission: "her"}))
	if got := o.look(t.Context(), "me", wanted).(submission.Looked); got.Err != nil || got.Found != nil {
		t.Errorf("got %+v", got)
	}
	if got := o.look(t.Context(), "her", wanted).(submission.Looked); got.Found == nil {
		t.Errorf("its own is none either: %+v", got)
	}
}

func TestAListThatIsNotReadToItsEndIsToldToBePartial(t *testing.T) {
	later := []api.Job{listed("b", "", "other", noon.Add(time.Hour))}
	asked := 0
	endless := make([][]api.Job, lookPages+1)
	for i := range endless {
		endless[i] = later
	}
	broken := lister(new(int), later)
	list := broken.onList
	broken.onList = func(o api.ListOptions) (api.JobPage, error) {
		p, err := list(o)
		p.Incomplete = true
		return p, err
	}
	crowd := make([]api.Job, lookReads+1)
	for i := range crowd {
		crowd[i] = listed(fmt.Sprint(i), "", "one", noon)
	}
	crowded := lister(new(int), crowd)
	crowded.onGet = func(id api.JobID) (api.Job, error) { return listed(string(id), "another's", "one", noon), nil }
	for name, client := range map[string]*hooked{"too many pages": lister(&asked, endless...), "no cursor": broken} {
		o := New(Options{Client: client, Journal: inMemory(t)})
		if got := o.look(t.Context(), "me", wanted).(submission.Looked); !got.Partial || got.Found != nil || got.Err != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if asked != lookPages {
		t.Errorf("%d lists", asked)
	}
	// What is left unread by itself is a guess by its title.
	if got := New(Options{Client: crowded, Journal: inMemory(t)}).look(t.Context(), "me", wanted).(submission.Looked); got.Found == nil || !got.Guess {
		t.Errorf("too many candidates: %+v", got)
	}
	untitled := wanted
	untitled.Title = ""
	for i := range crowd {
		crowd[i].Title = ""
	}
	if got := New(Options{Client: crowded, Journal: inMemory(t)}).look(t.Context(), "me", untitled).(submission.Looked); got.Found != nil || !got.Partial {
		t.Errorf("too many without a title: %+v", got)
	}
}

// Three hours lie between the clocks: the job's page is neither taken for older
// than the create, nor is the whole list read.
func TestALostJobIsLookedForByTheServersClock(t *testing.T) {
	for _, skew := range []time.Duration{3 * time.Hour, -3 * time.Hour} {
		bubble(t, func(t *testing.T) {
			theirs := now().Add(skew)
			look := submission.Look{CallbackID: "ep-7", Title: "one", Since: now()}
			asked := 0
			client := lister(&asked,
				[]api.Job{listed("b", "", "other", theirs.Add(time.Second))},
				[]api.Job{listed("me", "ep-7", "one", theirs)},
				[]api.Job{listed("c", "", "other", theirs.Add(-time.Hour))},
				[]api.Job{listed("d", "", "other", theirs.Add(-2*time.Hour))})
			client.ahead = skew
			o := New(Options{Client: client, Journal: inMemory(t)})
			if got := o.look(t.Context(), "me", look).(submission.Looked); asked != 3 || got.Found == nil || *got.Found != "me" {
				t.Errorf("%v: %d lists gave %+v", skew, asked, got)
			}
		})
	}
}

// Lists leave fields out (api.md 1.2): the job alone tells whose it is.
func TestAListThatTellsNoCallbackIDsIsAskedForTheJobItself(t *testing.T) {
	for callback, want := range map[string]submission.Looked{
		"lipdash-me": {Found: new(api.JobID)}, "another's": {}, "": {Found: new(api.JobID), Guess: true},
	} {
		asked, reads := 0, 0
		client := lister(&asked, []api.Job{listed("b", "", "other", noon), listed("me", "", "one", noon), listed("c", "", "one", noon.Add(-time.Hour))})
		client.onGet = func(id api.JobID) (api.Job, error) {
			reads++
			return listed(string(id), callback, "one", noon), nil
		}
		o := New(Options{Client: client, Journal: inMemory(t)})
		got := o.look(t.Context(), "me", wanted).(submission.Looked)
		if reads != 1 || got.Guess != want.Guess || (got.Found == nil) != (want.Found == nil) || got.Err != nil {
			t.Errorf("%q: %d reads gave %+v", callback, reads, got)
		}
	}
	client := lister(new(int), []api.Job{listed("me", "", "one", noon)})
	client.onGet = func(api.JobID) (api.Job, error) { return api.Job{}, errors.New("no answer") }
	if got := New(Options{Client: client, Journal: inMemory(t)}).look(t.Context(), "me", wanted).(submission.Looked); got.Err == nil {
		t.Errorf("not read, and %+v", got)
	}
}

// The server may still be at work, and its list may lag behind.
func TestThatAJobIsNotThereIsBelievedAWhileAfterItsCreateWasLost(t *testing.T) {
	for name, keys := range map[string]sim.Keys{"keys replayed": sim.KeysReplayed, "keys ignored": sim.KeysIgnored} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: testKey, Keys: keys, ListLag: 20 * time.Second})
				server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter, Delay: 31 * time.Second, Times: 1})
				r := started(t, server, Options{})
				id := r.submit(links("one"))
				r.becomes(id, submission.Accepted, 70*time.Second)
				r.expect("one", 1)
				if n := server.CallCount(create); n != 1 {
					t.Errorf("%d creates", n)
				}
				r.stop()
			})
		})
	}
}

// What was lost before it arrived is sent again, once it cannot be there any more.
func TestAJobThatIsNotThereIsMadeWithTheSameKey(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropBefore, Times: 2})
		r := started(t, server, Options{})
		id := r.submit(links("one"))
		begun := time.Now()
		r.becomes(id, submission.Unknown, time.Second)
		it := r.becomes(id, submission.Accepted, 3*time.Minute)
		if job := server.Jobs()[0]; job.IdempotencyKey != it.Submission.Key || it.Submission.Mint != 1 || len(server.Jobs()) != 1 {
			t.Errorf("made %+v of %+v", job, it.Submission)
		}
		if took := time.Since(begun); took < 2*usual.appear {
			t.Errorf("sent three times within %s", took)
		}
		r.stop()
	})
}
