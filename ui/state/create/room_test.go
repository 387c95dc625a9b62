package create

import (
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

// ID is short for the tables.
type ID = submission.ID

var noon = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// on is the terminal of the tests.
var on = Terminal{Send: "t", Decide: "enter", Form: "c", Ellipsis: "…"}

// listing is a list of jobs.
func listing(jobs ...api.Job) *store.Store {
	s := store.New(50)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: jobs}, noon)
	return s
}

// sub is a submission in a state, called by its id.
func sub(id ID, state submission.State, change ...func(*Outgoing)) Outgoing {
	o := Outgoing{Submission: submission.New(id, map[string]string{"title": string(id)}, noon)}
	o.State = state
	for _, c := range change {
		c(&o)
	}
	return o
}

func held(o *Outgoing)      { o.Held = true }
func item(o *Outgoing)      { o.Batch = "launch" }
func elsewhere(o *Outgoing) { o.Elsewhere = true }
func made(o *Outgoing)      { o.JobID = api.JobID("ls_" + o.ID) }

func TestWhatTheOutboxShowsIsToldOnce(t *testing.T) {
	const q, asking, accepted, refused = submission.Queued, submission.Asking, submission.Accepted, submission.Refused
	for name, c := range map[string]struct {
		looks [][]Outgoing
		want  []string
		left  int
	}{
		"on its way":            {[][]Outgoing{{sub("a", q)}, {sub("a", q)}}, []string{"Arrived", ""}, 1},
		"becomes a job":         {[][]Outgoing{{sub("a", q)}, {sub("a", accepted, made)}, {sub("a", accepted, made)}}, []string{"Arrived", "Became", ""}, 0},
		"is refused":            {[][]Outgoing{{sub("a", q)}, {sub("a", refused)}, {sub("a", refused)}}, []string{"Arrived", "FillForm SaveDraft refused Refused", ""}, 0},
		"an item is refused":    {[][]Outgoing{{sub("a", q, item)}, {sub("a", refused, item)}, {sub("a", refused, item)}}, []string{"Arrived", "Refused", ""}, 0},
		"is taken back":         {[][]Outgoing{{sub("a", q)}, {sub("a", submission.Discarded)}}, []string{"Arrived", ""}, 0},
		"asks":                  {[][]Outgoing{{sub("a", asking)}, {sub("a", asking)}}, []string{"Asks Arrived", ""}, 1},
		"waits for the user":    {[][]Outgoing{{sub("a", q)}, {sub("a", q, held)}, {sub("a", q, held)}, {sub("a", q)}, {sub("a", q, held)}}, []string{"Arrived", "Held ReadNow", "", "", "Held ReadNow"}, 1},
		"held from the start":   {[][]Outgoing{{sub("a", q, held)}}, []string{"Held ReadNow Arrived"}, 1},
		"another's waits":       {[][]Outgoing{{sub("a", q, held, elsewhere), sub("b", asking, elsewhere)}}, []string{"Arrived"}, 2},
		"ends unseen":           {[][]Outgoing{{sub("a", q)}, {}, {}}, []string{"Arrived", "ReadNow", ""}, 0},
		"asks a second time":    {[][]Outgoing{{sub("a", asking)}, {sub("a", q)}, {sub("a", asking)}}, []string{"Asks Arrived", "", "Asks"}, 1},
		"another's ends":        {[][]Outgoing{{sub("a", q, elsewhere)}, {}, {}}, []string{"Arrived", "ReadNow", ""}, 0},
		"another's is ours now": {[][]Outgoing{{sub("a", q, elsewhere)}, {sub("a", q)}, {sub("a", accepted, made)}}, []string{"Arrived", "", "Became"}, 0},
		"several":               {[][]Outgoing{{sub("a", accepted, made), sub("b", refused), sub("c", q)}}, []string{"Became FillForm SaveDraft refused Refused Arrived"}, 1},
	} {
		r := New(Rates{}, 0, on)
		for i, look := range c.looks {
			if got := said(r.Looked(look, listing(), true, "", noon)); got != c.want[i] {
				t.Errorf("%s, look %d: %q, want %q", name, i, got, c.want[i])
			}
		}
		if n := len(r.Pending.All()); n != c.left {
			t.Errorf("%s: %d are left, want %d", name, n, c.left)
		}
	}
}

func TestAJobIsFoundWhereItsAnswerWasLost(t *testing.T) {
	late := func(o *Outgoing) { made(o); o.UpdatedAt = noon.Add(time.Hour) }
	for name, c := range map[string]struct {
		before *Outgoing
		found  bool
	}{
		"answered":                   {&[]Outgoing{sub("a", submission.Sending)}[0], false},
		"answer lost":                {&[]Outgoing{sub("a", submission.Unknown)}[0], true},
		"the user pointed at it":     {&[]Outgoing{sub("a", submission.Asking)}[0], true},
		"taken over from another":    {&[]Outgoing{sub("a", submission.Sending, elsewhere)}[0], true},
		"of an earlier run":          {nil, true},
		"queued when last looked at": {&[]Outgoing{sub("a", submission.Queued)}[0], false},
	} {
		r := New(Rates{}, 0, on)
		if c.before != nil {
			r.Looked([]Outgoing{*c.before}, listing(), true, "", noon)
		}
		es := r.Looked([]Outgoing{sub("a", submission.Accepted, late)}, listing(), true, "", noon)
		if got := es[0].(Became).Found; got != c.found {
			t.Errorf("%s: found %v", name, got)
		}
	}
	r := New(Rates{}, 0, on)
	if es := r.Looked([]Outgoing{sub("a", submission.Accepted, made)}, listing(), true, "", noon); es[0].(Became).Found {
		t.Error("one that was answered before anybody looked is found")
	}
}

func TestASubmissionWhoseJobIsListedIsThatJob(t *testing.T) {
	left := sub("left", submission.Sending, elsewhere)
	theirs := sub("theirs", submission.Queued)
	theirs.CallbackID = "batch-7" // may be many jobs'
	listed := listing(api.Job{ID: "ls_left", CallbackID: left.CallbackID}, api.Job{ID: "ls_theirs", CallbackID: "batch-7"})
	for name, first := range map[string]*store.Store{"the list comes first": listed, "the list comes later": listing()} {
		r := New(Rates{}, 0, on)
		es := r.Looked([]Outgoing{theirs, left}, first, true, "", noon)
		es = append(es, r.Relisted(listed)...)
		es = append(es, r.Looked([]Outgoing{theirs}, listed, true, "", noon)...)
		var became []Effect
		for _, e := range es {
			switch e.(type) {
			case Became:
				became = append(became, e)
			case ReadNow:
				t.Errorf("%s: its end is news", name)
			}
		}
		if want := []Effect{Became{Of: left, Job: "ls_left"}}; !reflect.DeepEqual(became, want) {
			t.Errorf("%s: %+v", name, became)
		}
		if all := r.Pending.All(); len(all) != 1 || all[0].ID != "theirs" {
			t.Errorf("%s: on their way are %+v", name, all)
		}
		if got := r.Records.Of("ls_left").Values["title"]; got != "left" {
			t.Errorf("%s: it was made from %q", name, got)
		}
	}
}

func TestWhatIsOnItsWayCountsAsTheSame(t *testing.T) {
	r := New(Rates{}, 0, on)
	mine, other := sub("mine", submission.Queued), sub("other", submission.Queued)
	mine.Values, other.Values = inputs, map[string]string{"video": "https://x.y/other.mp4"}
	over := sub("over", submission.Refused)
	over.Values = inputs
	box := []Outgoing{mine, other, over}
	same := func(jobs []api.JobID, box []Outgoing, list *store.Store) Same {
		return r.Pending.sameOf(Found{Values: []map[string]string{inputs}, Jobs: [][]api.JobID{jobs}, Outbox: box}, list)
	}
	if got := same(nil, box, listing()); !slices.Equal(got.Pending, []ID{"mine"}) || got.N() != 1 {
		t.Errorf("%+v", got)
	}
	list := listing(api.Job{ID: "ls_1", CallbackID: mine.CallbackID})
	if got := same([]api.JobID{"ls_1"}, box, list); got.N() != 1 || len(got.Jobs) != 1 {
		t.Errorf("one that is a job meanwhile is counted twice: %+v", got)
	}
	if got := same([]api.JobID{"ls_failed"}, nil, listing(api.Job{ID: "ls_failed", Status: api.StatusFailed})); got.N() != 0 {
		t.Errorf("what failed counts as made: %+v", got)
	}
}

func TestOfSeveralItIsKnownWhichWereMade(t *testing.T) {
	r := New(Rates{}, 0, on)
	other := map[string]string{"video": "https://x.y/other.mp4", "audio": "https://x.y/a.wav"}
	third := map[string]string{"video": "https://x.y/third.mp4", "audio": "https://x.y/a.wav"}
	queued := sub("queued", submission.Queued)
	queued.Values = third
	got := r.Pending.sameOf(Found{
		Values: []map[string]string{inputs, other, third}, Jobs: [][]api.JobID{{"ls_1"}, nil, nil}, Outbox: []Outgoing{queued},
	}, listing())
	if !slices.Equal(got.Of, []int{0, 2}) || !slices.Equal(got.Jobs, []api.JobID{"ls_1"}) || !slices.Equal(got.Pending, []ID{"queued"}) {
		t.Errorf("%+v", got)
	}
}

func TestWhatAQueuedOneWaitsFor(t *testing.T) {
	place := func(n int64) func(*Outgoing) {
		return func(o *Outgoing) { o.Order, o.Place = n, int(n) }
	}
	batched := func(n int) func(*Outgoing) {
		return func(o *Outgoing) { o.State, o.Batch, o.Order, o.Place = submission.Ready, "b", 9, n }
	}
	for name, c := range map[string]struct {
		before submission.State
		change func(*Outgoing)
		want   string
	}{
		"a job runs in its slot":      {submission.Queued, place(1), "1st for a slot"},
		"another is being sent":       {submission.Sending, place(1), "1st, one is being sent"},
		"a later one is being sent":   {submission.Sending, place(-1), "next"},
		"another uploads":             {submission.Uploading, place(1), "1st for a slot"},
		"another is looked for":       {submission.Unknown, place(1), "1st for a slot"},
		"it waits for its time":       {submission.Queued, func(o *Outgoing) { o.NextTry = noon.Add(time.Minute) }, "tries again in 1m00"},
		"it is about to go":           {submission.Queued, func(*Outgoing) {}, "next"},
		"another is in doubt":         {submission.Unknown, place(2), "2nd, one is being sent"},
		"another waits for the user":  {submission.Sending, place(3), "3rd for a slot"},
		"its batch is complete":       {submission.Queued, batched(5), "5th, with its batch"},
		"its batch is the next":       {submission.Uploading, batched(1), "next, with its batch"},
		"its batch is not complete":   {submission.Queued, batched(0), "waits for the others of its batch"},
		"its time has come since now": {submission.Queued, func(o *Outgoing) { o.NextTry = noon }, "next"},
	} {
		first := sub("first", c.before)
		first.Doubt, first.Held = name == "another is in doubt", name == "another waits for the user"
		r := New(Rates{}, 0, on)
		r.Looked([]Outgoing{first, sub("second", submission.Queued, c.change)}, listing(), true, "", noon)
		if _, got := r.Pending.Phase(r.Pending.Find("second"), noon); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestWhatIsMadeAgainAndWhatIsSent(t *testing.T) {
	r := New(Rates{}, 0, on)
	r.Looked([]Outgoing{sub("held", submission.Queued, held), sub("sent", submission.Sending), sub("far", submission.Queued, held, elsewhere)}, listing(), true, "", noon)
	r.Records.Read([]api.JobID{"mine", "signed", "precise", "foreign"}, map[api.JobID]Record{
		"mine":    {Values: inputs, Mode: api.ModeSpeed},
		"signed":  {Values: map[string]string{"video": "https://x.y/v.mp4?(signature not kept)"}},
		"precise": {Values: with(inputs, InPrecision), Mode: api.ModePrecision},
	}, nil, noon)
	jobs, subs := []api.JobID{"mine", "signed", "precise", "foreign"}, []ID{"held", "sent", "far", "gone"}
	if got, want := r.Again(jobs, subs, nil), (Choice{Make: []api.JobID{"mine", "precise"}, Send: []ID{"held"}, Left: 5, Why: madeElsewhere, Mixed: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("again %+v", got)
	}
	if got, want := r.Again(jobs[:3], subs, InPrecision), (Choice{Make: []api.JobID{"mine"}, Change: InPrecision, Left: 6, Why: "in precision already", Mixed: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("in precision %+v", got)
	}
	for id, why := range map[ID]string{"held": waitsYet, "sent": noJobYet, "far": noJobYet} {
		if got := r.Again(nil, []ID{id}, InPrecision); got.Why != why {
			t.Errorf("%s in precision: %q, want %q", id, got.Why, why)
		}
	}
	es := r.Remake([]api.JobID{"mine", "foreign"}, InPrecision, 0, Conditions{Open: true})
	want := Intent{Values: []map[string]string{with(inputs, InPrecision)}, Again: []api.JobID{"mine"}}
	if !reflect.DeepEqual(es, []Effect{HandOver{N: 1, Intent: want}}) {
		t.Errorf("handed over %+v", es)
	}
	if inputs["mode"] != "" {
		t.Error("what the first was made from was changed")
	}
}

func TestWhatIsLeftOutIsSaidInItsNumber(t *testing.T) {
	for want, c := range map[string]Choice{
		"1 job is left out: it was made elsewhere, and HeyGen does not tell what it was made from":                        {Left: 1, Why: madeElsewhere},
		"4 jobs are left out: they were made elsewhere, and HeyGen does not tell what they were made from":                {Left: 4, Why: madeElsewhere},
		"2 jobs are left out, one of them because: it was made elsewhere, and HeyGen does not tell what it was made from": {Left: 2, Why: madeElsewhere, Mixed: true},
		"2 jobs are left out: in precision already":                                                                       {Left: 2, Why: "in precision already"},
	} {
		if got := c.LeftOut(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (Choice{Left: 2, Why: noJobYet}).None(2); got != "none of 2 jobs can be made again: no jobs yet, they are sent by themselves" {
		t.Error(got)
	}
}

func TestWhyNothingIsMadeAgain(t *testing.T) {
	for want, got := range map[string]string{
		"none of 2 jobs can be made again: why":    Choice{Why: "why"}.None(2),
		"none of 2 jobs is made in precision: why": Choice{Why: "why", Change: InPrecision}.None(2),
		"not made in precision: why":               Choice{Why: "why", Change: InPrecision}.None(1),
		"Try again intro":                          Choice{}.Title("intro"),
		"Make intro in precision":                  Choice{Change: InPrecision}.Title("intro"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestACopyTakesWhatIsKnown(t *testing.T) {
	r, jobs := New(Rates{}, 0, on), listing(api.Job{ID: "foreign", Title: "theirs"}, api.Job{ID: "mine", Title: "renamed"})
	r.Records.learn("mine", Record{Values: inputs})
	if values, why := r.Copy(action.JobRow("mine"), jobs); why != "" || !maps.Equal(values, inputs) {
		t.Errorf("%q, %q", values, why)
	}
	if values, why := r.Copy(action.JobRow("foreign"), jobs); why != "Not all of it is known: "+madeElsewhere+"." || values["title"] != "theirs" {
		t.Errorf("%q, %q", values, why)
	}
}

func TestWhatWasHandedOverLeavesItsFormOnly(t *testing.T) {
	for draft, want := range map[string]string{"d": "FillForm Show", "another": "Show"} {
		r := New(Rates{}, 0, on)
		r.Drafts.Typed(record.Draft{Values: inputs}, func() string { return draft }, noon)
		r.Drafts.stored = []record.Draft{{ID: "d", Values: inputs}}
		r.Flow.Begin(typed(), Conditions{Open: true})
		r.SameFound(1, Found{}, listing(), Conditions{Open: true})
		es := r.HandedOver(1, Handed{ID: "s"}, nil, Conditions{Open: true})
		if got := said(es); got != want || es[len(es)-1].(Show).CloseForm != (draft == "d") {
			t.Errorf("draft %s: %s", draft, got)
		}
		if len(r.Drafts.Others()) != 0 {
			t.Errorf("draft %s: what was sent is still among the drafts", draft)
		}
		if kept := r.Drafts.Form().ID != ""; kept == (draft == "d") {
			t.Errorf("draft %s is kept: %v", draft, kept)
		}
	}
}

func TestTheEstimateOfTheDayCountsAtOnce(t *testing.T) {
	r := New(Rates{}, 10, on)
	r.Flow.Begin(typed(), Conditions{Open: true})
	if got := said(r.SameFound(1, Found{Spent: 12}, listing(), Conditions{Open: true})); got != "limit?" {
		t.Error(got)
	}
	if figure, of, over := r.Money.Today(); figure != "~$12.00" || of != "over $10 today" || !over {
		t.Error(figure, of, over)
	}
	r.Money.Read(9, record.Day{Modes: []record.DayMode{{Cost: 4.5}, {Cost: 3}}})
	if figure, of, over := r.Money.Today(); figure != "~$9.00" || of != "of $10 today" || over || r.Money.Waiting() != 1.5 {
		t.Error(figure, of, over, r.Money.Waiting())
	}
	r.Money.Read(7.5, r.Money.Day)
	if got := r.Money.Waiting(); got != 0 {
		t.Errorf("%v waits of what was made", got)
	}
}

// Each that is made counts, alone or in a batch whose plan has no price for it.
func TestWhatPassesTheDaysLimitIsAskedAboutBeforeItDoes(t *testing.T) {
	for name, w := range map[string]Intent{
		"one":        typed(),
		"of a batch": {Values: []map[string]string{inputs, inputs}, FromForm: true, Batch: &record.Batch{Items: []record.BatchItem{{Number: 1, Cost: 1}, {Number: 2}}}},
	} {
		for spent, want := range map[float64]string{7: "hand over", 7.5: "hand over", 8: "limit?"} {
			r := New(Rates{}, 10, on)
			c := Conditions{Open: true, Limit: 10}
			r.Flow.Begin(w, c)
			costs := map[int][]float64{1: {2.5}, 2: {1, 1.5}}[len(w.Values)]
			es := r.SameFound(1, Found{Spent: spent, Costs: costs}, listing(), c)
			if got := said(es); got != want {
				t.Errorf("%s at %v: %s, want %s", name, spent, got, want)
			}
			if ask, asked := es[0].(Ask); asked && ask.Cost != 2.5 {
				t.Errorf("%s: it is said to cost %v", name, ask.Cost)
			}
		}
	}
}

func TestTheJournalIsAskedNowAndThen(t *testing.T) {
	var m Money
	var d Durations
	var got []string
	for _, after := range []time.Duration{0, time.Second, time.Minute, 61 * time.Second, 5 * time.Minute} {
		got = append(got, fmt.Sprint(m.Due(noon.Add(after)), d.Due(noon.Add(after))))
	}
	if want := []string{"true true", "false false", "true false", "false false", "true true"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestRecordsAreAskedForOnceAndAgainAfterAFailure(t *testing.T) {
	var r Records
	ids := []api.JobID{"a", "b"}
	ask := func(at time.Duration, want int) {
		t.Helper()
		if got := r.Unread(ids, noon.Add(at)); len(got) != want {
			t.Errorf("after %v %q are asked about", at, got)
		}
	}
	ask(0, 2)
	ask(0, 0)
	r.Read(ids, nil, errors.New("no"), noon)
	if len(r.Unknown(ids)) != 2 {
		t.Error("what could not be read counts as made elsewhere")
	}
	ask(time.Second, 0)
	ask(restAfter, 2)
	r.learn("a", Record{Values: inputs})
	r.Read(ids, map[api.JobID]Record{}, nil, noon)
	ask(time.Minute, 0)
	if !r.MadeHere("a") || r.MadeHere("b") {
		t.Error("what was learned meanwhile is lost")
	}
}

func TestAJournalIsOpenedOnceAtATimeAndItsTroubleToldOnce(t *testing.T) {
	var o Opening
	if !o.Begin(noon) || o.Begin(noon.Add(time.Second)) {
		t.Error("it is opened twice")
	}
	first := o.Since()
	o.Ended()
	if len(o.StillSlow(first)) > 0 {
		t.Error("it is slow after it ended")
	}
	o.Begin(noon.Add(time.Minute))
	if len(o.StillSlow(first)) > 0 || said(o.StillSlow(o.Since())) != JournalSlow+" LookAgain" {
		t.Error("a second opening is called slow for the first")
	}
	told := []bool{o.tell(""), o.tell("full"), o.tell("full"), o.tell("damaged")}
	if !slices.Equal(told, []bool{false, true, false, true}) {
		t.Errorf("told %v", told)
	}
}
