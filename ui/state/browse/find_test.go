package browse

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// testFinder is a finder with the list it is told of, newest first.
type testFinder struct {
	finder
	list []api.Job
}

func newTestFinder() *testFinder { return &testFinder{finder: newFinder(store.New(50))} }

// put makes a job, or changes it; HeyGen shows what it likes.
func (s *testFinder) put(j api.Job) {
	if i := slices.IndexFunc(s.list, func(x api.Job) bool { return x.ID == j.ID }); i >= 0 {
		s.list[i] = j
	} else {
		s.list = slices.Insert(s.list, 0, j)
	}
}

func (s *testFinder) drop(id api.JobID) {
	s.list = slices.DeleteFunc(s.list, func(x api.Job) bool { return x.ID == id })
	s.jobs.ApplyDeleted(id)
}

// refresh has the list read, and what follows from it shown.
func (s *testFinder) refresh(hold bool, keep api.JobID) {
	s.jobs.ApplyFirstPage(s.jobs.NextSeq(), api.JobPage{Jobs: s.list}, time.Unix(100, 0))
	s.took(s.jobs.TakeChanges())
	s.finder.refresh(hold, keep)
}

func (s *testFinder) look() *testFinder {
	s.refresh(false, "")
	s.watch(true)
	return s
}

func (s *testFinder) visible() string {
	var out []string
	for i := range s.shown {
		out = append(out, string(s.shownAt(i)))
	}
	return strings.Join(out, " ")
}

func titled(pairs ...string) *testFinder {
	s := newTestFinder()
	for i := len(pairs) - 2; i >= 0; i -= 2 {
		s.put(api.Job{ID: api.JobID(pairs[i]), Title: pairs[i+1], Status: api.StatusCompleted})
	}
	return s.look()
}

func (s *testFinder) wants(t *testing.T, q Query, want string) {
	t.Helper()
	s.ask(q)
	if got := s.visible(); got != want {
		t.Errorf("%+v shows %q, want %q", q, got, want)
	}
}

func TestASortSaysThatWhatWaitsStaysOnTop(t *testing.T) {
	d := testListOf(5)
	d.list()
	d.Ask(Query{Sort: ByState}, d.user.Cursor, 0)
	if got := d.Foot(Screen{}); got.More != "failed first" {
		t.Errorf("nothing waits: %q", got.More)
	}
	d.waiting = func() []Waiting { return []Waiting{{ID: "s", Title: "mine"}} }
	if got := d.Foot(Screen{}); got.More != "failed first, waiting on top" {
		t.Errorf("one waits: %q", got.More)
	}
	for q, want := range map[Query]string{
		{State: Active}:               "0 of 5 loaded and 1 waiting match:",
		{State: Done}:                 "5 of 5 loaded match:",
		{State: Active, Text: "else"}: "0 of 5 loaded match:",
	} {
		d.Ask(q, d.user.Cursor, 0)
		if got := d.Foot(Screen{}); got.Page != want || strings.Contains(got.More, "waiting") {
			t.Errorf("%+v: %q, %q", q, got.Page, got.More)
		}
	}
}

func TestWordsAreLookedForInEveryFieldWhateverTheirCase(t *testing.T) {
	s := newTestFinder()
	s.put(api.Job{ID: "ls_c", Title: "Trailer", Status: api.StatusFailed, FailureMessage: "Audio too long", CallbackID: "week-47"})
	s.put(api.Job{ID: "ls_b", Title: "Ünïcode 字幕テスト", Status: api.StatusRunning})
	s.put(api.Job{ID: "ls_a", Title: "ep014 German take 2", Status: api.StatusRunning})
	s.look()
	for text, want := range map[string]string{
		"german": "ls_a", "GERMAN ep014": "ls_a", "take  2 ": "ls_a", "ls_": "ls_a ls_b ls_c", "week-47": "ls_c",
		"s_": "", "s_c": "", "ls_c": "ls_c", "AUDIO": "ls_c", "字幕": "ls_b", "üNÏ": "ls_b", "": "ls_a ls_b ls_c", "german audio": "",
	} {
		s.wants(t, Query{Text: text}, want)
	}
}

func TestWhatIsNearIsShownOnlyWhenNothingHasTheWords(t *testing.T) {
	s := titled("a", "ep014 German", "b", "promo_fr_v3", "c", "everything perfect over four generations")
	s.wants(t, Query{Text: "ep14g"}, "a")
	if !s.near {
		t.Error("a guess is not called one")
	}
	s.wants(t, Query{Text: "pfr3"}, "b")
	s.wants(t, Query{Text: "ep"}, "a")
	if s.near {
		t.Error("a find is called a guess")
	}
	s.wants(t, Query{Text: "zzz"}, "")
	s.ask(Query{Text: "ep14g"})
	s.put(api.Job{ID: "d", Title: "the ep14g itself"})
	s.refresh(false, "")
	if got := s.visible(); got != "d" || s.near {
		t.Errorf("with a job that has the word %q is shown", got)
	}
}

func TestReasonsLeaveOutWhatDiffers(t *testing.T) {
	for _, same := range [][]string{
		{"Audio is 12.5 s longer than the video.", "Audio is 130 s longer than the video"},
		{`Could not fetch https://a.example/x.mp4?sig=1: 404`, `could not fetch http://b.example/y.mov: 403.`},
		{"asset 3f9c5a6b77aa01ce not found", "asset 77aa01ce3f9c5a6b not found"},
		{`speaker "Anna" was not recognised`, `speaker "Bob's" was not recognised`},
		{"job ls_9f2c41d07b6e4a35 timed out", "job ls_51ab77c0e2d94f08 timed out"},
	} {
		if a, b := Reason(same[0]), Reason(same[1]); a != b {
			t.Errorf("%q and %q", a, b)
		}
	}
	if a, b := Reason("audio too long"), Reason("audio too short"); a == b {
		t.Error("two reasons are one")
	}
	if got := Reason(" \n"); got != NoReason {
		t.Errorf("nothing is %q", got)
	}
	if got := Reason("the speaker's face was not found, don't crop it"); strings.Contains(got, "<name>") {
		t.Errorf("apostrophes are quotes: %q", got)
	}
}

func TestGroupsCountTheFailedOfOneKind(t *testing.T) {
	s := newTestFinder()
	for i := range 6 {
		s.put(api.Job{ID: api.JobID(fmt.Sprint("a", i)), Status: api.StatusFailed, FailureMessage: fmt.Sprintf("audio is %d s too long", i)})
	}
	s.put(api.Job{ID: "b", Status: api.StatusFailed})
	s.put(api.Job{ID: "c", Status: api.StatusRunning})
	s.look()
	g := s.Groups()
	if len(g) != 2 || g[0].Reason != "audio is <n> s too long" || len(g[0].IDs) != 6 || g[0].IDs[0] != "a5" || g[1].Reason != NoReason {
		t.Errorf("groups are %+v", g)
	}
	s.wants(t, Query{Reason: g[1].Reason}, "b")
}

func TestARowIsNotTakenFromUnderTheCursor(t *testing.T) {
	s := newTestFinder()
	for _, id := range []api.JobID{"c", "b", "a"} {
		s.put(api.Job{ID: id, Status: api.StatusRunning})
	}
	s.look()
	s.ask(Query{State: Active})
	for _, id := range []api.JobID{"a", "b"} {
		s.put(api.Job{ID: id, Status: api.StatusCompleted})
	}
	s.refresh(true, "a")
	if got := s.visible(); got != "a b c" {
		t.Errorf("while a key was pressed a moment ago %q is shown", got)
	}
	s.refresh(false, "a")
	if got := s.visible(); got != "a c" {
		t.Errorf("with the cursor on a, %q is shown", got)
	}
	s.refresh(false, "c")
	if got := s.visible(); got != "c" {
		t.Errorf("after the cursor left it, %q is shown", got)
	}
}

// brute is what a query shows, worked out from scratch.
func (s *testFinder) brute(q Query) string {
	x := &testFinder{finder: newFinder(s.jobs)}
	c := store.Changes{Moved: true}
	for id := range s.jobs.All() {
		c.IDs = append(c.IDs, id)
	}
	x.took(c)
	x.ask(q)
	return x.visible()
}

// TestWhatIsShownDoesNotDependOnTheWayThere changes jobs, their order and the
// query at random, and compares with a finder that was made for the moment.
func TestWhatIsShownDoesNotDependOnTheWayThere(t *testing.T) {
	texts := []string{"", "e", "ep", "ep0", "ep01", "g", "de", "x9", "ep 1", "j1", "j12", "12", "0j2"}
	states := []api.Status{"pending", "running", "completed", "failed", "odd"}
	seeds := uint64(300)
	if testing.Short() {
		seeds = 50
	}
	for seed := range seeds {
		rng := rand.New(rand.NewPCG(seed, 1))
		s, n := newTestFinder(), 0
		s.look()
		var q Query
		for step := range 60 {
			for range rng.IntN(4) {
				id := api.JobID(fmt.Sprintf("j%d", n))
				if n++; rng.IntN(2) == 0 && len(s.list) > 0 {
					id = s.list[rng.IntN(len(s.list))].ID
				}
				s.put(api.Job{
					ID: id, Title: fmt.Sprintf("ep%02d %s", rng.IntN(20), []string{"German", "de", ""}[rng.IntN(3)]), Status: states[rng.IntN(5)],
					Duration: time.Duration(rng.IntN(5)) * time.Second, CreatedAt: time.Unix(int64(rng.IntN(9)), 0), FailureMessage: fmt.Sprint("why ", rng.IntN(3)),
				})
			}
			switch rng.IntN(12) {
			case 0:
				if len(s.list) > 0 {
					s.drop(s.list[rng.IntN(len(s.list))].ID)
				}
			case 1:
				rng.Shuffle(len(s.list), func(a, b int) { s.list[a], s.list[b] = s.list[b], s.list[a] })
			case 2:
				q = Query{Text: q.Text, State: State(rng.IntN(4)), Sort: Sort(rng.IntN(5)), Reverse: rng.IntN(2) == 0}
			case 3, 4, 5:
				q.Text = texts[rng.IntN(len(texts))]
			}
			if rng.IntN(3) == 0 {
				s.refresh(true, "")
			}
			s.refresh(false, "")
			if rng.IntN(3) > 0 {
				s.ask(q)
			}
			if got, want := s.visible(), s.brute(s.query); got != want {
				t.Fatalf("seed %d step %d, %+v: %q, want %q", seed, step, s.query, got, want)
			}
			for i := range s.shown {
				if at, ok := s.whereShown(s.shownAt(i)); !ok || at != i {
					t.Fatalf("seed %d: %s is at %d, %v, want %d", seed, s.shownAt(i), at, ok, i)
				}
			}
		}
	}
}
