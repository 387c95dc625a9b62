package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/nav"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

var inputs = map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": "take"}

// madeHere is a model whose first n jobs were made here from inputs.
func madeHere(t *testing.T, n int) (*Model, *fakeMemory) {
	t.Helper()
	m := opened(t, &counting{page: someJobs(6)})
	mem := remembering(m)
	for i := range n {
		learn(m, m.store.Page(0)[i], create.Record{Values: inputs, Mode: api.ModeSpeed})
	}
	return m, mem
}

func TestTryAgainMakesTheMarkedOnesInListOrderEachAsANewIntent(t *testing.T) {
	m, mem := madeHere(t, 3)
	drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_02", "ls_00", "ls_01", "ls_05")}))
	if m.dialog() == nil || !strings.Contains(m.View().Content, "1 job is left out") {
		t.Fatal("a job made elsewhere is not said to be left out")
	}
	drainSequence(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00", "ls_01", "ls_02"}}))
	if len(mem.out) != 3 || mem.out[0].ID == mem.out[1].ID {
		t.Fatalf("%d intents", len(mem.out))
	}
}

func TestOnesOwnNewJobIsScrolledToUnlessAFilterHidesIt(t *testing.T) {
	m, mem := madeHere(t, 1)
	again := func() { drain(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00"}})) }
	m.list.Edge(true, m.rows())
	again()
	if m.list.Cursor().Submission == "" || m.list.At() != 0 {
		t.Errorf("the cursor is on %s at %d of %d, %d out, screen %v", m.list.Cursor(), m.list.At(), m.rows().Len(), len(mem.out), m.Screen)
	}
	m.setQuery(browse.Query{Text: "ls_03"})
	m.list.Edge(true, m.rows())
	was := m.list.Cursor()
	again()
	if m.list.Cursor() != was || was.Job == "" {
		t.Errorf("among other jobs the cursor went from %s to %s", was, m.list.Cursor())
	}
}

// drainSequence runs what tea.Sequence holds, in order, but no timer.
func drainSequence(m *Model, cmd tea.Cmd) {
	msgs := cmd()
	switch v := msgs.(type) {
	case calls.Submitted:
		m.Update(v)
	default:
		for _, c := range sequence(msgs) {
			if c != nil && !isTimer(c) {
				drainSequence(m, c)
			}
		}
	}
}

func TestWhatIsStillBeingReadIsNotMadeElsewhere(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	remembering(m).records = map[api.JobID]create.Record{"ls_00": {Values: inputs, Mode: api.ModeSpeed}}
	m.Update(nil) // what is on the page is being read
	again := key(m, "t")
	if m.Screen == nav.Form {
		t.Fatal("a job that was made here is called made elsewhere")
	}
	drain(m, again)
	if m.dialog() == nil || !strings.Contains(seen(m), "Try again t") {
		t.Errorf("there is no review:\n%s", seen(m))
	}
}

func TestAForeignJobOpensTheFormWithWhatIsKnown(t *testing.T) {
	m, _ := madeHere(t, 0)
	drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_03")}))
	if m.Screen != nav.Form || m.form.Values()["title"] != "t" || !strings.Contains(m.View().Content, "made elsewhere") {
		t.Fatalf("%v\n%s", m.form.Values(), m.View().Content)
	}
}

func TestASignedLinkIsNotSentAgain(t *testing.T) {
	m, mem := madeHere(t, 1)
	learn(m, "ls_00", create.Record{Values: map[string]string{"video": "https://x.y/v.mp4?(signature not kept)", "audio": "https://x.y/a.wav"}, Mode: api.ModeSpeed})
	drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_00")}))
	if m.Screen != nav.Form || len(mem.out) != 0 || !strings.Contains(m.View().Content, "signed") {
		t.Fatal(m.View().Content)
	}
}

func TestPromoteIsForJobsInSpeedOnly(t *testing.T) {
	m, mem := madeHere(t, 2)
	learn(m, "ls_01", create.Record{Values: map[string]string{"video": "https://x.y/v.mp4", "mode": "precision"}, Mode: api.ModePrecision})
	drain(m, m.perform(action.AskPromote{IDs: action.JobRows("ls_01")}))
	if m.dialog() != nil {
		t.Fatal("a job in precision is promoted")
	}
	drain(m, m.perform(action.AskPromote{IDs: action.JobRows("ls_00", "ls_01")}))
	if m.dialog() == nil {
		t.Fatal("no review")
	}
	drainSequence(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00"}, Change: map[string]string{"mode": "precision"}}))
	if len(mem.out) != 1 || mem.out[0].Values["mode"] != "precision" || mem.out[0].Values["video"] != inputs["video"] {
		t.Fatalf("%+v", mem.out)
	}
}

func TestDuplicateKeepsTheDraftThatWasInTheForm(t *testing.T) {
	m, mem := madeHere(t, 1)
	m.form.SetValues(map[string]string{"title": "half typed"})
	m.Update(nil)
	drain(m, m.duplicate(action.JobRow("ls_00")))
	if m.form.Values()["video"] != inputs["video"] || len(m.create.Drafts.Others()) != 1 || len(mem.drafts) == 0 {
		t.Fatalf("%v, %d others", m.form.Values(), len(m.create.Drafts.Others()))
	}
}

func TestTheSameInputsAreAskedAboutUnlessTheyFailed(t *testing.T) {
	m, mem := madeHere(t, 1)
	mem.same = []api.JobID{"ls_00"}
	drain(m, m.submit(inputs))
	if m.dialog() == nil || len(mem.out) != 0 || !strings.Contains(seen(m), "t was made from the same inputs") {
		t.Fatalf("the same was made again without a question:\n%s", seen(m))
	}
	sayYes(m)
	if len(mem.out) != 1 {
		t.Fatal("yes makes nothing")
	}
	m, mem = madeHere(t, 1)
	mem.same = []api.JobID{"ls_00"}
	m.store.ApplyJob(m.store.NextSeq(), api.Job{ID: "ls_00", Status: api.StatusFailed}, m.now)
	drain(m, m.submit(inputs))
	if len(mem.out) != 1 {
		t.Fatal("what failed was asked about")
	}
}

func TestTheDaysLimitAsks(t *testing.T) {
	m, mem := madeHere(t, 0)
	m.create.Money.Limit, mem.spent = 100, 120
	drain(m, m.submit(inputs))
	if m.dialog() == nil || len(mem.out) != 0 || !strings.Contains(seen(m), "about $120.00 of $100.00 by estimate") {
		t.Fatalf("the limit stops nothing:\n%s", seen(m))
	}
	sayYes(m)
	if len(mem.out) != 1 {
		t.Fatal("insisting does not help")
	}
}

func TestTheReviewOfARetrySaysOfHowManyItsCostIsKnown(t *testing.T) {
	m, mem := madeHere(t, 6)
	mem.estimates = map[string]float64{"a": 1, "b": 2}
	for id, title := range map[api.JobID]string{"ls_00": "a", "ls_01": "b"} {
		learn(m, id, create.Record{Values: map[string]string{"video": "https://x.y/v.mp4", "title": title}, Mode: api.ModeSpeed})
	}
	drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_00", "ls_01", "ls_02", "ls_03")}))
	if !strings.Contains(seen(m), "About $3.00 for 2 of 4") {
		t.Errorf("the review does not say of how many:\n%s", seen(m))
	}
}

func TestMakingAgainAsksWhenItGoesOverTheDaysLimitAndIsToldAtOnce(t *testing.T) {
	m, mem := madeHere(t, 2)
	m.create.Money.Limit, mem.spent, mem.estimates = 100, 86, map[string]float64{"take": 40}
	for _, id := range []api.JobID{"ls_00", "ls_01"} {
		m.store.ApplyJob(m.store.NextSeq(), api.Job{ID: id, Status: api.StatusFailed}, m.now)
	}
	drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_00", "ls_01")}))
	if !strings.Contains(seen(m), "About $80.00") {
		t.Fatalf("no amount:\n%s", seen(m))
	}
	m.layers = stack.Stack{}
	drain(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00", "ls_01"}, Cost: 80}))
	if text := seen(m); len(mem.out) != 0 || !strings.Contains(text, "This passes the day's limit") || !strings.Contains(text, "These 2 cost about $80.00.") {
		t.Fatalf("%d made without a question:\n%s", len(mem.out), text)
	}
	m.layers = stack.Stack{}
	for n := range 10 {
		m.perform(action.GoOn{N: n}) // nothing is handed over yet
	}
	if text := seen(m); len(mem.out) != 0 || m.create.Remakes.Handled(m.store) != 2 || !strings.Contains(text, "2 jobs are made again") {
		t.Errorf("%d are handled:\n%s", m.create.Remakes.Handled(m.store), text)
	}
}

func TestMakingAJobAgainLeavesTheDraftInTheFormAlone(t *testing.T) {
	m, mem := madeHere(t, 1)
	key(m, "c")
	m.form.SetValues(map[string]string{"title": "precious"})
	m.Update(nil)
	m.Screen = nav.Jobs
	drainSequence(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00"}}))
	if len(mem.out) != 1 || m.form.Values()["title"] != "precious" || m.create.Drafts.Form().ID == "" {
		t.Fatalf("%d made, the form holds %v", len(mem.out), m.form.Values())
	}
}

func TestMakingJobsAgainPassesTheSameGates(t *testing.T) {
	m, mem := madeHere(t, 1)
	m.create.Money.Limit = 10
	m.create.Money.Spent(20)
	m.perform(action.Remake{IDs: []api.JobID{"ls_00"}})
	if m.dialog() == nil || len(mem.out) != 0 {
		t.Fatal("the day's limit does not hold for t")
	}
	m.layers, m.create.Money.Limit, mem.trouble = stack.Stack{}, 0, "The disk is full."
	m.perform(action.Remake{IDs: []api.JobID{"ls_00"}})
	if m.dialog() == nil || len(mem.out) != 0 {
		t.Fatal("t creates without a journal and without a question")
	}
}

func TestWhatIsOnItsWayCountsAsTheSame(t *testing.T) {
	m, mem := madeHere(t, 0)
	drain(m, m.submit(inputs))
	drain(m, m.submit(inputs))
	if m.dialog() == nil || len(mem.out) != 1 {
		t.Fatalf("the same was sent twice without a question: %d", len(mem.out))
	}
}

// What waits in another process can be taken back here too, but not what it sends.
func TestAnotherProcesssSubmissionIsTakenBackHereWhileItWaits(t *testing.T) {
	m, mem := madeHere(t, 0)
	drain(m, m.submit(inputs))
	mem.out[0].Elsewhere, mem.out[0].State = true, submission.Sending
	m.takeOutgoing()
	row := action.SubmissionRow(mem.out[0].ID)
	m.openDelete([]action.RowID{row})
	if m.dialog() != nil {
		t.Fatal("a dialog promises what this process cannot do")
	}
	mem.out[0].State = submission.Queued
	m.takeOutgoing()
	m.openDelete([]action.RowID{row})
	if m.dialog() == nil {
		t.Fatal("no question")
	}
	drain(m, m.perform(action.Delete{IDs: []action.RowID{row}}))
	if len(mem.changed) != 1 || mem.changed[0].Do != submission.Drop || mem.changed[0].IDs[0] != row.Submission {
		t.Errorf("asked for %+v", mem.changed)
	}
}

func TestTryAgainSendsWhatWaitsForTheUserAndAsksAboutJobsOnly(t *testing.T) {
	m, mem := madeHere(t, 1)
	for _, title := range []string{"a", "b", "c"} {
		drain(m, m.submit(map[string]string{"video": "https://x.y/" + title + ".mp4", "title": title}))
	}
	for i := range 2 {
		mem.out[i].Held, mem.out[i].Problem.Message = true, "HeyGen refused the key."
	}
	drain(m, m.takeOutgoing())
	rows := []action.RowID{action.SubmissionRow(mem.out[0].ID), action.SubmissionRow(mem.out[1].ID), action.SubmissionRow(mem.out[2].ID)}
	drain(m, m.perform(action.AskAgain{IDs: append(rows, action.JobRow("ls_00"))}))
	want := []submission.ID{mem.out[0].ID, mem.out[1].ID}
	if len(mem.resumed) != 1 || !slices.Equal(mem.resumed[0], want) {
		t.Errorf("resumed %v, want %v once", mem.resumed, want)
	}
	if text := m.View().Content; m.dialog() == nil || !strings.Contains(text, "1 job is left out: no job yet") || strings.Contains(text, "2 jobs") {
		t.Errorf("the review is not of the one job:\n%s", text)
	}
	m.layers = stack.Stack{}
	drain(m, m.perform(action.AskAgain{IDs: rows[2:]}))
	drain(m, m.perform(action.AskPromote{IDs: rows}))
	if m.dialog() != nil || len(mem.resumed) != 1 || len(mem.out) != 3 {
		t.Errorf("what is no job yet is made a second time: %+v", mem.out)
	}
}

func TestRenamingWhatIsNoJobYetSaysWhy(t *testing.T) {
	m, mem := madeHere(t, 0)
	drain(m, m.submit(inputs))
	m.list.Goto(action.SubmissionRow(mem.out[0].ID), m.rows())
	m.openRename([]action.RowID{m.list.Cursor()})
	if text := seen(m); !strings.Contains(text, "it can be renamed when it is made") {
		t.Errorf("nothing is said:\n%s", text)
	}
}
