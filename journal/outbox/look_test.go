package outbox

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// noon is when the create that is looked for may have been sent.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

var wanted = submission.Look{CallbackID: "lipdash-me", Ours: true, Title: "one", Since: noon}

func listed(id, callback, title string, at time.Time) api.Job {
	return api.Job{ID: api.JobID(id), CallbackID: callback, Title: title, CreatedAt: at}
}

// lister lists pages by their number and counts how many were asked for; a page
// without jobs is an error.
func lister(asked *int, pages ...[]api.Job) *hooked {
	return &hooked{onList: func(o api.ListOptions) (api.JobPage, error) {
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
		"on the fourth":            {[][]api.Job{later, later, later, ours}, 3, submission.Looked{}},
		"older pages do not count": {[][]api.Job{later, earlier, ours}, 2, submission.Looked{}},
		"by its title":             {[][]api.Job{later, guess}, 2, submission.Looked{Found: &me, Guess: true}},
		"sure before an error":     {[][]api.Job{ours, nil}, 2, submission.Looked{Found: &me}},
	} {
		t.Run(name, func(t *testing.T) {
			asked := 0
			o := New(Options{Client: lister(&asked, tc.pages...)})
			got := o.look(t.Context(), "me", wanted).(submission.Looked)
			if asked != tc.asked || got.Guess != tc.want.Guess || got.Err != nil || (got.Found == nil) != (tc.want.Found == nil) || got.Found != nil && *got.Found != me {
				t.Errorf("%d lists gave %+v", asked, got)
			}
		})
	}
}

// A guess is only worth something when everything was looked at.
func TestAGuessBeforeAnErrorIsAnError(t *testing.T) {
	asked := 0
	o := New(Options{Client: lister(&asked, []api.Job{listed("me", "", "one", noon)}, nil)})
	if got := o.look(t.Context(), "me", wanted).(submission.Looked); got.Err == nil || got.Found != nil {
		t.Errorf("got %+v", got)
	}
}

func TestTheJobOfAnotherSubmissionIsNoCandidate(t *testing.T) {
	asked := 0
	o := New(Options{Client: lister(&asked, []api.Job{listed("hers", "", "one", noon)})})
	must(t, o.shelf.save(t.Context(), submission.Submission{ID: "her", State: submission.Accepted, JobID: "hers"}))
	if got := o.look(t.Context(), "me", wanted).(submission.Looked); got.Err != nil || got.Found != nil {
		t.Errorf("got %+v", got)
	}
	if got := o.look(t.Context(), "her", wanted).(submission.Looked); got.Found == nil {
		t.Errorf("its own is none either: %+v", got)
	}
}
