package hooks

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/store"
)

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

func at(d time.Duration) time.Time { return noon.Add(d) }

// shelf is what is known of jobs, and where their files are.
type shelf struct {
	jobs   map[api.JobID]store.Entry
	paths  map[api.JobID]string
	coming map[api.JobID]bool
}

func (s shelf) get(id api.JobID) (store.Entry, bool) { e, ok := s.jobs[id]; return e, ok }

func (s shelf) file(id api.JobID) (string, bool) { return s.paths[id], s.coming[id] }

// of are whole jobs by their ids.
func of(ids ...api.JobID) shelf {
	s := shelf{jobs: map[api.JobID]store.Entry{}, paths: map[api.JobID]string{}, coming: map[api.JobID]bool{}}
	for _, id := range ids {
		s.jobs[id] = store.Entry{Job: done(id)}
	}
	return s
}

func done(id api.JobID) api.Job   { return api.Job{ID: id, Status: api.StatusCompleted} }
func failed(id api.JobID) api.Job { return api.Job{ID: id, Status: api.StatusFailed} }

// named are calls in short: the event, the job, "?" where the journal is asked.
func named(calls []Call) string {
	var out []string
	for _, c := range calls {
		text := string(c.Event) + " " + string(c.Job.ID) + string(c.Batch.ID)
		if c.IfMine {
			text += "?"
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestWhichEndsHaveAHook(t *testing.T) {
	both := Rules{Done: true, Failed: true}
	rules := func(change func(*Rules)) Rules { r := both; change(&r); return r }
	all := rules(func(r *Rules) { r.All = true })
	every := rules(func(r *Rules) { r.Every = true })
	for _, tc := range []struct {
		name  string
		rules Rules
		end   End
		want  string
	}{
		{"mine", both, End{Job: done("a"), Mine: true}, "on_done a"},
		{"mine, failed", both, End{Job: failed("a"), Mine: true}, "on_failed a"},
		{"mine, ended while nothing looked", both, End{Job: done("a"), Mine: true, Found: true}, "on_done a"},
		{"perhaps mine", both, End{Job: done("a")}, "on_done a?"},
		{"no hook for it", Rules{Failed: true}, End{Job: done("a"), Mine: true}, ""},
		{"no hooks", Rules{}, End{Job: failed("a"), Mine: true}, ""},
		{"of all", all, End{Job: done("a")}, "on_done a"},
		{"of all, ended while nothing looked", all, End{Job: done("a"), Found: true}, "on_done a?"},
		{"every", every, End{Job: done("a"), Found: true}, "on_done a"},
	} {
		q, s := New(tc.rules), of("a")
		if tc.end.Job.Status == api.StatusFailed {
			s.jobs["a"] = store.Entry{Job: tc.end.Job}
		}
		q.Ended(tc.end, noon)
		if got := named(q.Due(s.get, s.file, noon)); got != tc.want {
			t.Errorf("%s: %q, not %q", tc.name, got, tc.want)
		}
	}
}

func TestAHookWaitsForTheWholeJobAndItsFileButNotForEver(t *testing.T) {
	q, s := New(Rules{Done: true}), of("read", "file")
	s.jobs["read"] = store.Entry{Job: done("read"), NeedsRead: true}
	s.coming["file"] = true
	q.Ended(End{Job: done("read"), Mine: true}, noon)
	q.Ended(End{Job: done("file"), Mine: true}, noon)
	if calls := q.Due(s.get, s.file, noon); len(calls) > 0 || q.Idle() || !q.Next().Equal(at(lookAgain)) {
		t.Fatalf("%v at once, next %v", calls, q.Next())
	}
	if calls := q.Due(s.get, s.file, at(readWithin)); named(calls) != "on_done read" {
		t.Fatalf("%v once the read took too long", calls)
	}
	s.coming["file"], s.paths["file"] = false, "/out/file.mp4"
	calls := q.Due(s.get, s.file, at(time.Hour))
	if named(calls) != "on_done file" || calls[0].Path != "/out/file.mp4" {
		t.Fatalf("%v once the file is here", calls)
	}
	if q.Running() != 2 || q.Idle() || !q.Next().IsZero() {
		t.Errorf("%d run, next %v", q.Running(), q.Next())
	}
	q.Ran()
	if q.Ran(); !q.Idle() {
		t.Error("it is not idle at the end")
	}
}

// A program was killed while a hook waited for its file: the next one waits for it too.
func TestWhatNobodyActedUponWaitsForTheListAndItsFileAtTheNextStart(t *testing.T) {
	q, s := New(Rules{Done: true}), of()
	mine := func(j api.Job) End { return End{Job: j, Mine: true, Found: true} }
	q.Late(Left{Ends: []End{mine(done("late")), mine(done("unlisted")), mine(failed("other"))}}, noon)
	s.jobs["late"] = store.Entry{Job: done("late")}
	if calls := q.Due(s.get, s.file, at(time.Second)); len(calls) > 0 {
		t.Fatalf("%v before anything is known of files", calls)
	}
	s.coming["late"] = true
	if calls := q.Due(s.get, s.file, at(time.Minute)); len(calls) > 0 {
		t.Fatalf("%v while the file comes", calls)
	}
	s.coming["late"], s.paths["late"] = false, "/out/late.mp4"
	calls := q.Due(s.get, s.file, at(time.Minute))
	if named(calls) != "on_done late" || calls[0].Path != "/out/late.mp4" {
		t.Fatalf("%+v once the file is here", calls)
	}
	if calls := q.Due(s.get, s.file, at(readWithin)); named(calls) != "on_done unlisted" {
		t.Errorf("%v of what no list brings", calls)
	}
}

// A program was killed between the end of a job that was made elsewhere and its hook.
func TestAHookThatIsLateWaitsForItsJobHoweverLong(t *testing.T) {
	q, s := New(Rules{Done: true, Failed: true, All: true}), of()
	q.Late(Left{Ends: []End{{Job: failed("a"), Mine: true, Found: true, Bare: true}}}, noon)
	s.jobs["a"] = store.Entry{Job: api.Job{ID: "a", Status: api.StatusPending}}
	if calls := q.Due(s.get, s.file, at(time.Hour)); len(calls) > 0 || q.Unnoted() != nil {
		t.Fatalf("%v before it is read", calls)
	}
	s.jobs["a"] = store.Entry{Job: api.Job{ID: "a", Status: api.StatusFailed, FailureMessage: "no face"}}
	if calls := q.Due(s.get, s.file, at(time.Hour)); named(calls) != "on_failed a" || calls[0].Job.FailureMessage == "" {
		t.Errorf("then %+v", calls)
	}
}

func TestWhatWaitsIsNotedOnceUnlessTheJournalKnowsItsEnd(t *testing.T) {
	q, s := New(Rules{Done: true, Failed: true, All: true}), of("a", "mine", "found")
	for _, e := range []End{{Job: done("a")}, {Job: done("mine"), Mine: true}, {Job: done("found"), Found: true}, {Job: failed("b")}} {
		q.Ended(e, noon)
	}
	if got := fmt.Sprint(q.Unnoted(), q.Unnoted()); got != "[on_done a on_failed b] []" {
		t.Error(got)
	}
	q.Forget("b")
	q.Ended(End{Job: done("c")}, noon)
	q.Due(s.get, s.file, noon)
	if got := q.Unnoted(); got != nil {
		t.Errorf("%v runs", got)
	}
	mine := New(Rules{Done: true})
	if mine.Ended(End{Job: done("a")}, noon); mine.Unnoted() != nil {
		t.Error("perhaps it was made here: then the journal knows")
	}
}

func TestWhatWasCutShortIsSaidWithAWayOn(t *testing.T) {
	for want, claims := range map[string][]string{
		"": nil,
		"on_done of ls_1, on_failed of ls_2 may not have finished when lipdash was ended, and will not run twice: lipdash wait ID --exec COMMAND runs one by hand": {"on_done ls_1", "on_failed ls_2"},
		"on_batch_done of b1 may not have finished when lipdash was ended, and will not run twice: lipdash wait --batch ID --exec COMMAND runs one for each job":   {"on_batch_done b1 0123"},
	} {
		if got := CutShortText(claims); got != want {
			t.Errorf("%q", got)
		}
	}
}

func TestAHookIsToldWhatIsKnownWhenItRuns(t *testing.T) {
	q, s := New(Rules{Failed: true}), of()
	e := store.Entry{Job: failed("a")}
	q.Ended(End{Job: e.Job, Mine: true}, noon)
	e.Job.FailureMessage = "The audio has no speech."
	s.jobs["a"] = e
	if calls := q.Due(s.get, s.file, noon); len(calls) != 1 || calls[0].Job.FailureMessage == "" {
		t.Errorf("%+v", calls)
	}
}

func TestAFewHooksRunSideBySideAndAJobThatIsGoneHasNone(t *testing.T) {
	q, s := New(Rules{Done: true}), of("a", "b", "c", "d", "e", "f")
	for id := range s.jobs {
		q.Ended(End{Job: done(id), Mine: true}, noon)
	}
	if n := len(q.Due(s.get, s.file, noon)); n != atOnce {
		t.Fatalf("%d at once", n)
	}
	q.Ran()
	if n := len(q.Due(s.get, s.file, noon)); n != 1 {
		t.Fatalf("%d when one is over", n)
	}
	for id := range s.jobs {
		q.Forget(id)
	}
	q.Ran()
	if calls := q.Due(s.get, s.file, noon); len(calls) > 0 || q.Running() != atOnce-1 {
		t.Errorf("%v of jobs that are gone, %d run", calls, q.Running())
	}
}

func items(states ...record.ItemState) (out []record.BatchItem) {
	for i, s := range states {
		out = append(out, record.BatchItem{Number: i + 1, Submission: submission.ID(rune(97 + i)), State: s})
	}
	return out
}

func TestABatchHasItsHookWhenNothingOfItIsUnderWay(t *testing.T) {
	q := New(Rules{BatchDone: true})
	q.Ended(End{Job: done("a")}, noon)
	q.Refused("b2", noon)
	q.Refused("", noon)
	if _, due := q.Batches(noon); due || !q.Next().Equal(at(batchesAfter)) || q.Idle() {
		t.Fatalf("looked at before the journal knows, next %v", q.Next())
	}
	touched, due := q.Batches(at(batchesAfter))
	if !due || fmt.Sprint(touched) != "{[a] [b2]}" || q.Idle() {
		t.Fatalf("%v %v", touched, due)
	}
	q.Ended(End{Job: failed("c")}, at(batchesAfter))
	if _, again := q.Batches(at(time.Minute)); again || !q.Next().IsZero() {
		t.Fatal("asked twice at a time")
	}
	got := q.Over([]record.Batch{
		{ID: "b1", Items: items(record.ItemCompleted, record.ItemRunning)},
		{ID: "b2", Items: items(record.ItemCompleted, record.ItemFailed, record.ItemRefused)},
	}, at(batchesAfter))
	if named(got) != "on_batch_done b2" || q.Running() != 1 {
		t.Errorf("%v", got)
	}
	if touched, due := q.Batches(at(time.Minute)); !due || fmt.Sprint(touched) != "{[c] []}" {
		t.Errorf("then %v %v", touched, due)
	}
	q.NotRead(at(time.Minute))
	if touched, due := q.Batches(at(time.Minute + journalAgain)); !due || fmt.Sprint(touched) != "{[c] []}" {
		t.Errorf("after an error %v %v", touched, due)
	}
}

func TestWhatOneProgramClaimsIsWhatAnotherWould(t *testing.T) {
	b := record.Batch{ID: "b", Items: items(record.ItemCompleted, record.ItemFailed)}
	again := record.Batch{ID: "b", Items: items(record.ItemCompleted, record.ItemCompleted)}
	again.Items[1].Submission = "another"
	later := b
	later.Items = items(record.ItemCompleted, record.ItemCompleted)
	claim := func(b record.Batch) string { return Call{Event: OnBatchDone, Batch: b}.Claim() }
	if claim(b) != claim(later) || claim(b) == claim(again) {
		t.Errorf("%s %s %s", claim(b), claim(later), claim(again))
	}
	job := Call{Event: OnDone, Job: done("a"), Path: "/x"}
	if job.Claim() != "on_done a" || (Call{Event: OnFailed, Job: failed("a")}).Claim() != "on_failed a" {
		t.Error(job.Claim())
	}
}

func TestWhatDidNotRunGoesOnInTheNextSession(t *testing.T) {
	before, s := New(Rules{Done: true, BatchDone: true}), of()
	before.Ended(End{Job: done("a"), Mine: true}, noon)
	if touched, due := before.Batches(at(time.Minute)); !due || len(touched.Jobs) != 1 {
		t.Fatal(touched)
	}
	carried := func() *Queue {
		q := New(before.rules)
		q.CarryOver(before, noon)
		return q
	}
	q := carried()
	if calls := q.Due(s.get, s.file, noon); len(calls) > 0 {
		t.Errorf("%v before the job is listed", calls)
	}
	if calls := q.Due(of("a").get, s.file, noon); named(calls) != "on_done a" {
		t.Errorf("%v once it is", calls)
	}
	if touched, due := q.Batches(noon); !due || len(touched.Jobs) != 1 {
		t.Errorf("what was asked is lost: %v", touched)
	}
	if q = carried(); named(q.Due(s.get, s.file, at(readWithin))) != "on_done a" {
		t.Error("a job that is not listed has no hook")
	}
	q = carried()
	q.DropCarried()
	if calls := q.Due(of("a").get, s.file, noon); len(calls) > 0 || !q.Idle() {
		t.Errorf("%v for another account's job", calls)
	}
}

func TestWhatAHookReadsIsJSONWhateverTheTitle(t *testing.T) {
	nasty := "$(touch x)\n\"'`\x00\x1b[31m" + strings.Repeat("long", longestVariable)
	raw, _ := json.Marshal(map[string]any{"id": "a", "title": nasty, "extra": 1})
	for name, job := range map[string]api.Job{"as HeyGen gave it": {ID: "a", Raw: raw}, "as it is known": {ID: "a", Title: nasty, Status: api.StatusCompleted}} {
		var got map[string]any
		if err := json.Unmarshal(Call{Event: OnDone, Job: job}.Input(), &got); err != nil || got["title"] != nasty {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, v := range (Call{Event: OnDone, Job: api.Job{ID: "a", Title: nasty}}).Variables() {
		if len(v) > longestVariable+len("LIPDASH_TITLE=") || strings.Contains(v, "\x00") {
			t.Errorf("a variable of %d bytes", len(v))
		}
	}
}

func TestHowAHookEndedIsSaidInALine(t *testing.T) {
	call := Call{Event: OnBatchDone, Batch: record.Batch{ID: "b", Name: "week 47"}}
	for want, e := range map[string]Ended{
		"on_batch_done of week 47 ended with 0":                                   {},
		"on_batch_done of week 47 ended with 2: no":                               {Code: 2, Line: "no"},
		"on_batch_done of week 47 did not begin: no such file":                    {Code: -1, Err: fmt.Errorf("no such file")},
		"on_batch_done of week 47 was ended after 1m00s, it took too long: begun": {Code: -1, Late: true, Took: time.Minute, Line: "begun"},
	} {
		if got := e.Text(call); got != want {
			t.Errorf("%q, not %q", got, want)
		}
		if e.Failed() == strings.HasSuffix(want, " 0") {
			t.Errorf("%q failed: %v", want, e.Failed())
		}
	}
}

func TestAJobThatIsOverWhenItAppearsHasEndedMeanwhile(t *testing.T) {
	for name, tc := range map[string]struct {
		status api.Status
		made   time.Duration
		want   string
	}{
		"made since":         {api.StatusCompleted, time.Minute, "on_done a?"},
		"made before":        {api.StatusCompleted, -time.Minute, ""},
		"made since, active": {api.StatusRunning, time.Minute, ""},
	} {
		q, s := New(Rules{Done: true}), of()
		q.Appeared(api.Job{ID: "a", Status: tc.status, CreatedAt: at(tc.made)}, noon, at(2*time.Minute))
		if got := named(q.Due(s.get, s.file, at(2*time.Minute))); got != tc.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestAHookOfWhichNobodyKnowsWhoseItIsIsCalledAgain(t *testing.T) {
	q, s := New(Rules{Done: true}), of("a", "b")
	q.Ended(End{Job: done("a")}, noon)
	q.Ended(End{Job: done("b")}, noon)
	for _, c := range q.Due(s.get, s.file, noon) {
		q.Unclaimed(c, noon)
	}
	q.Forget("b")
	if calls := q.Due(s.get, s.file, at(time.Second)); len(calls) > 0 || q.Idle() || q.Running() > 0 || q.Next().IsZero() {
		t.Fatalf("%v at once, %d run, next %v", calls, q.Running(), q.Next())
	}
	next := New(q.rules)
	next.CarryOver(q, at(time.Second))
	for _, q := range []*Queue{q, next} {
		calls := q.Due(s.get, s.file, at(journalAgain))
		if named(calls) != "on_done a?" || !calls[0].Again || calls[0].Claim() != "on_done a" {
			t.Errorf("then %v", calls)
		}
		if q.Ran(); !q.Idle() {
			t.Error("it is not idle at the end")
		}
	}
}

func TestABatchIsLookedAtAgainWhereTheJournalDoesNotKnowTheEndYet(t *testing.T) {
	q := New(Rules{BatchDone: true})
	q.Ended(End{Job: done("a")}, noon)
	q.Batches(at(batchesAfter))
	b := record.Batch{ID: "b", Items: items(record.ItemCompleted, record.ItemRunning)}
	b.Items[1].Job = "a"
	if got := q.Over([]record.Batch{b}, at(batchesAfter)); len(got) > 0 || q.Idle() {
		t.Fatalf("%v, idle %v", got, q.Idle())
	}
	if touched, due := q.Batches(at(batchesAfter + journalAgain)); !due || fmt.Sprint(touched) != "{[a] []}" {
		t.Errorf("%v %v", touched, due)
	}
	b.Items[1].State = record.ItemCompleted
	if got := q.Over([]record.Batch{b}, at(time.Minute)); named(got) != "on_batch_done b" {
		t.Errorf("%v", got)
	}
	if q.Ran(); !q.Idle() {
		t.Error("it is not idle at the end")
	}
}
