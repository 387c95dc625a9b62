package ask_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
)

func labels(s confirm.Spec) (out []string) {
	for _, b := range s.Buttons {
		out = append(out, b.Label)
	}
	return out
}

func TestTheFirstButtonBeforeACreateCostsNothing(t *testing.T) {
	money := create.Money{Limit: 10}
	money.Spent(12)
	for name, c := range map[string]struct {
		e     create.Ask
		title string
		yes   string
		says  []string
	}{
		"made today":     {create.Ask{N: 7, Question: create.MadeToday, Same: create.Same{Jobs: []api.JobID{"a", "b"}}}, "Already made today", "Make it again", []string{"two jobs were made from the same inputs", "billed as one"}},
		"over the limit": {create.Ask{N: 7, Question: create.OverLimit}, "The day's limit is reached", "Create all the same", []string{"about $12.00 of $10.00 by estimate"}},
		"no journal":     {create.Ask{N: 7, Question: create.NoJournal}, "Create without a journal?", "Create all the same", []string{"the disk is full", "nobody can tell whether the job was made"}},
	} {
		s := ask.Create(c.e, &money, "the disk is full", "two jobs")
		if s.Title != c.title || s.Buttons[0].Action != nil || s.Buttons[1].Label != c.yes {
			t.Errorf("%s: %q with %q", name, s.Title, labels(s))
		}
		if yes := s.Buttons[1]; yes.Action != (action.GoOn{N: 7}) {
			t.Errorf("%s: yes is %+v", name, yes.Action)
		}
		for _, want := range c.says {
			if !strings.Contains(text(s), want) {
				t.Errorf("%s: %q is not in\n%s", name, want, text(s))
			}
		}
	}
}

func TestOfSeveralTheRestCanBeMade(t *testing.T) {
	money := create.Money{Limit: 100}
	money.Spent(80)
	e := create.Ask{N: 7, Question: create.MadeToday, Same: create.Same{Jobs: []api.JobID{"a", "b", "c"}, Of: []int{1, 4}}, Of: 12}
	s := ask.Create(e, &money, "", "three jobs")
	if got := strings.Join(labels(s), ", "); got != "Cancel, Only the other 10, Make all 12" {
		t.Error(got)
	}
	if s.Buttons[1].Action != (action.GoOn{N: 7, Rest: true}) || s.Buttons[2].Action != (action.GoOn{N: 7}) {
		t.Errorf("%+v", s.Buttons)
	}
	e.Same.Of = []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	if got := strings.Join(labels(ask.Create(e, &money, "", "twelve jobs")), ", "); got != "Cancel, Make all 12" {
		t.Error(got)
	}
	s = ask.Create(create.Ask{N: 7, Question: create.OverLimit, Of: 12, Cost: 56.4}, &money, "", "")
	if got := text(s); s.Title != "This passes the day's limit" || !strings.Contains(got, "about $80.00 of $100.00") || !strings.Contains(got, "These 12 cost about $56.40") {
		t.Errorf("%s: %s", s.Title, got)
	}
}

func TestTheReviewBeforeJobsAreMadeAgainSaysWhatItCostsAndLeavesOut(t *testing.T) {
	c := create.Choice{Make: []api.JobID{"a", "b"}, Left: 2, Why: "made elsewhere", Change: create.InPrecision}
	s := ask.Again(c, create.Review{Active: 1, Cost: "about $4", Sum: 4}, "2 jobs", []string{"one", "two"})
	for _, want := range []string{"1 still runs: made a second time, and billed.", "About $4.", "2 jobs are left out: made elsewhere"} {
		if !strings.Contains(text(s), want) {
			t.Errorf("%q is not in\n%s", want, text(s))
		}
	}
	if a := s.Buttons[0].Action.(action.Remake); s.Title != "Make 2 jobs in precision" || len(a.IDs) != 2 || a.Change["mode"] != "precision" || a.Cost != 4 {
		t.Errorf("going on is %+v", a)
	}
}

func TestTheReviewOfARetryWarnsOfWhatIsCertainDoneAndOverTheLimit(t *testing.T) {
	one, nine := create.Choice{Make: []api.JobID{"a"}}, create.Choice{Make: []api.JobID{"a", "b", "c"}}
	s := ask.Again(one, create.Review{Odd: 1, OddText: "audio is 8 times the video", Limit: "The day's limit is reached."}, "promo", nil)
	if got := strings.Join(labels(s), ", "); got != "Fix it in the form, Go on, Cancel" || !s.Choice || s.Footer != "" || s.Buttons[0].Action != (action.Duplicate{ID: action.JobRow("a")}) {
		t.Errorf("%q, choice %v, footer %q", got, s.Choice, s.Footer)
	}
	if got := text(s); !strings.Contains(got, "fail again, unbilled: audio is 8 times the video") || !strings.Contains(got, "The day's limit is reached.") || !s.Buttons[1].Action.(action.Remake).Over {
		t.Errorf("it says\n%s", got)
	}
	s = ask.Again(nine, create.Review{Odd: 1, Done: 2, Active: 1, OddText: "audio is 8 times the video"}, "3 jobs", nil)
	if got := text(s); !strings.Contains(got, "2 are done, 1 still runs: made a second time, and billed.") || !strings.Contains(got, "1 is likely to fail again") || s.Footer == "" || s.Buttons[0].Label != "Go on" || s.Buttons[0].Action.(action.Remake).Over {
		t.Errorf("it says\n%s", got)
	}
	if got := text(ask.Again(create.Choice{Make: nine.Make, Change: create.InPrecision}, create.Review{Done: 2}, "3 jobs", nil)); strings.Contains(got, "done") {
		t.Errorf("a variant of what is done says\n%s", got)
	}
	if s := ask.Retry(action.RetryItems{Items: []int{4}}, "week", "about $4", "The day's limit is reached."); s.Footer != "" || !strings.Contains(text(s), "limit is reached") || !s.Buttons[0].Action.(action.RetryItems).Over {
		t.Errorf("an item of a batch: %q\n%s", s.Footer, text(s))
	}
}

func TestWhetherSomethingWasMadeIsAChoiceAndNoYes(t *testing.T) {
	o := create.Outgoing{Submission: submission.Submission{ID: "s"}}
	s := ask.Made(&o, "intro", "The answer was lost.", "")
	if got := strings.Join(labels(s), ", "); !s.Choice || got != "Leave it, Send again, Forget it" || s.Buttons[0].Action != nil {
		t.Errorf("%q, a choice %v", got, s.Choice)
	}
	o.Candidate = "ls_1"
	s = ask.Made(&o, "intro", "The answer was lost.", "promo")
	if s.Buttons[1].Action != (action.Decide{ID: "s", Job: "ls_1"}) || !strings.Contains(text(s), "It may be promo.") {
		t.Errorf("%+v says\n%s", s.Buttons[1], text(s))
	}
}

func TestTakingBackIsNotTheFirstButton(t *testing.T) {
	s := ask.TakeBack(&create.Outgoing{Submission: submission.Submission{ID: "s"}}, "intro")
	if s.Title != "Take back intro?" || s.Buttons[0].Action != nil || !reflect.DeepEqual(s.Buttons[1].Action, action.Delete{IDs: []action.RowID{action.SubmissionRow("s")}}) || !s.Danger {
		t.Errorf("%+v", s)
	}
}

func TestDraftsAreOfferedUnderKeysOfTheirOwn(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	var stored []record.Draft
	for _, id := range strings.Fields("a b c d e f g h i j") {
		stored = append(stored, record.Draft{ID: id, Values: map[string]string{"title": "draft " + id}, UpdatedAt: now.Add(-time.Minute)})
	}
	var d create.Drafts
	d.Opened(stored)
	d.Typed(record.Draft{Values: map[string]string{"title": "here"}}, func() string { return "x" }, now)
	items := ask.Drafts(&d, d.Others(), now, func(s string, _ int) string { return s })
	keys := ""
	for _, it := range items {
		keys += it.Key + string(it.Command)
	}
	if keys != "in-form12345678new-draft" || len(items) != 12 || !strings.HasSuffix(items[0].Text, ", in the form") || items[1].Action != (action.PickDraft{ID: "a"}) || items[11].Action != (action.PickDraft{}) || items[0].ID != "" || items[10].ID != "j" {
		t.Errorf("%q: %+v", keys, items)
	}
}

func TestAPatternThatCannotBeReadOrChangesNothingOffersNothing(t *testing.T) {
	jobs := []pattern.Job{{ID: "a", Title: "one"}, {ID: "b", Title: "two"}}
	if p := ask.Rename("{nonsense}", jobs); p.Problem == "" || p.Action != nil {
		t.Errorf("%+v", p)
	}
	if p := ask.Rename("{title}", jobs); p.Action != nil || len(p.Changes) != 0 {
		t.Errorf("%+v", p)
	}
	p := ask.Rename("{title} x", jobs)
	if a := p.Action.(action.RenameAll); len(a.Titles) != 2 || a.Titles[0] != (action.Title{ID: "a", Title: "one x"}) || p.Changes[1].New != "two x" {
		t.Errorf("%+v", p)
	}
}

func TestAStoryOffersToCopyWhatCanBeCopied(t *testing.T) {
	story := activity.Story{Title: "What went wrong", Wrong: "HeyGen failed.", Says: []string{"Nothing was billed."}, Facts: []activity.Fact{{Label: "code", Value: "x"}}}
	s := ask.Story(story, "")
	if got := text(s); got != "HeyGen failed.\nNothing was billed.\n\ncode     x" || len(s.Buttons) != 1 || s.Lines[0].Tone != theme.Fail {
		t.Errorf("%q, %q", got, labels(s))
	}
	story.Request = "req_1"
	if got := strings.Join(labels(ask.Story(story, "curl")), ", "); got != "Close, Copy request id, Copy as curl" {
		t.Error(got)
	}
}
