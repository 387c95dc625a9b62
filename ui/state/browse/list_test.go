package browse

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
)

var start = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

// none are no submissions.
func none() []Waiting { return nil }

// testList is a list with an account that answers at once, and a clock.
type testList struct {
	*List
	jobs *store.Store
	now  time.Time
	// all is the account, the newest first.
	all  []api.Job
	s    Conditions
	user User
}

func testListOf(n int) *testList {
	d := &testList{jobs: store.New(10), now: start}
	for i := range n {
		d.all = append(d.all, api.Job{ID: api.JobID(fmt.Sprintf("j%03d", i)), Status: api.StatusCompleted, VideoURL: "v", CreatedAt: start})
	}
	d.List = New(d.jobs, none, 10, 25, start.Add(-time.Hour))
	d.s = Conditions{Online: true, Keeping: true, Tight: func() bool { return false }, Calls: func() []time.Time { return d.read }}
	d.user.Cursor = action.JobRow("j000")
	return d
}

func (d *testList) page(from, n int) api.JobPage {
	p := api.JobPage{Jobs: d.all[min(from, len(d.all)):min(from+n, len(d.all))]}
	if from+n < len(d.all) {
		p.NextToken = strconv.Itoa(from + n)
	}
	return p
}

func (d *testList) isTurning() bool { return d.turning >= 0 }

// list answers a list from the top, and catches up.
func (d *testList) list() Move {
	_, to := d.Listed(d.jobs.NextSeq(), d.page(0, 10), d.now)
	d.catchUp()
	return to
}

func (d *testList) catchUp() {
	if row, back := d.CatchUp(d.user, d.now); back {
		d.user.Cursor = row
	}
	d.Saw(d.user.Cursor, 0, d.now)
}

// step does what is due, and tells what that was.
func (d *testList) step() Due {
	due := d.Due(d.s, d.now)
	if p := due.Page; p != nil {
		from, _ := strconv.Atoi(p.Token)
		d.jobs.ApplyNextPage(d.jobs.NextSeq(), p.Token, d.page(from, p.Limit), d.now)
		if d.Arrived() == Top {
			d.user.Cursor = d.Rows().ID(0)
		}
	}
	d.catchUp()
	return due
}

func TestThePageAfterThatOnScreenIsReadAheadAndTurnedToOnceItIsThere(t *testing.T) {
	d := testListOf(35)
	d.list()
	if p := d.step().Page; p == nil || p.Token != "10" || p.Limit != 10 {
		t.Fatalf("read ahead is %+v", p)
	}
	if p := d.step().Page; p != nil {
		t.Fatalf("a page that is two away is read: %+v", p)
	}
	if to := d.NextPage(true); to != Top || d.Page() != 1 {
		t.Errorf("n goes %v, to page %d", to, d.Page())
	}
	d.user.Cursor = action.JobRow("j010")
	d.NextPage(true)
	d.NextPage(true)
	if !d.isTurning() || d.Page() != 1 {
		t.Errorf("on page %d, turning %v", d.Page(), d.isTurning())
	}
	d.step()
	if d.Page() != 1 || !d.isTurning() {
		t.Errorf("pressed twice it stops at page %d", d.Page())
	}
	d.step()
	if d.Page() != 3 || d.isTurning() {
		t.Errorf("at the end it is page %d, turning %v", d.Page(), d.isTurning())
	}
	if to := d.PrevPage(Bottom); to != Bottom || d.Page() != 2 {
		t.Errorf("p goes %v, to page %d", to, d.Page())
	}
}

func TestAPageThatDidNotComeIsAskedForAgainAfterARoundThatDid(t *testing.T) {
	d := testListOf(35)
	d.list()
	d.Due(d.s, d.now)
	if startOver, told := d.PageFailed(errors.New("no")); startOver || told {
		t.Errorf("what was read ahead fails: start over %v, told %v", startOver, told)
	}
	if d.Due(d.s, d.now).Page != nil {
		t.Error("a failed page is asked for again at once")
	}
	d.NextPage(true)
	if d.Due(d.s, d.now).Page == nil {
		t.Error("whoever turns to it does not get another try")
	}
	if _, told := d.PageFailed(errors.New("no")); !told {
		t.Error("whoever waits for it is not told")
	}
	d.TryAgain()
	if d.Due(d.s, d.now).Page == nil {
		t.Error("a round that went well does not allow another try")
	}
	if startOver, _ := d.PageFailed(&api.Error{Status: 400}); !startOver {
		t.Error("a cursor that is not accepted is kept")
	}
}

func TestReadingAgainForgetsNoPageWhileItHasToWait(t *testing.T) {
	d := testListOf(40)
	d.list()
	d.LoadAll("L")
	for !d.step().Loaded {
		d.now = d.now.Add(time.Minute)
	}
	d.list()
	d.ReadAgain()
	d.read = slices.Repeat([]time.Time{d.now}, freePages)
	for range 5 {
		if d.Due(d.s, d.now).Page != nil {
			t.Fatal("it does not wait")
		}
	}
	if d.reloads != 3 || !d.Next().After(d.now) {
		t.Errorf("%d pages of 3 are still to be read again, the next at %v", d.reloads, d.Next())
	}
	d.now = d.now.Add(time.Minute)
	for d.Due(d.s, d.now).Page != nil && d.reloads > 0 {
		d.now = d.now.Add(time.Minute)
	}
	if d.reloads != 0 {
		t.Errorf("%d pages are left", d.reloads)
	}
}

func TestLoadingAllTakesFullPagesLeavesCallsAndEnds(t *testing.T) {
	d := testListOf(950)
	d.list()
	if d.LoadAll("L") != "" || d.Reserved() != loadReserve {
		t.Fatalf("it does not load, %d calls are left for it", d.Reserved())
	}
	if p := d.Due(d.s, d.now).Page; p == nil || p.Limit != fullPage {
		t.Errorf("the first page is %+v", p)
	}
	d.s.Stalled = true
	if due := d.Due(d.s, d.now.Add(time.Hour)); due.Page != nil || d.Next() != d.now.Add(time.Hour+time.Second) {
		t.Errorf("it does not wait while HeyGen wants that: %+v, next %v", due, d.Next())
	}
	d.s.Stalled = false
	for begun := d.now; !d.step().Loaded; d.now = d.now.Add(time.Second) {
		if n := len(poll.LastMinute(d.now, d.read)); n > 25 || d.now.Sub(begun) > 10*time.Minute {
			t.Fatalf("%d calls in a minute after %v", n, d.now.Sub(begun))
		}
	}
	if d.jobs.Len() != 950 || d.Reserved() != 0 {
		t.Errorf("%d jobs are loaded", d.jobs.Len())
	}
	d.LoadAll("L")
	if d.LoadAll("L") == "" {
		t.Error("pressed again it goes on")
	}
}

func TestARestingCursorReadsAFinishedJobWithoutALink(t *testing.T) {
	d := testListOf(5)
	d.all[2].VideoURL = ""
	d.list()
	d.user.Cursor = action.JobRow("j002")
	d.catchUp()
	if d.Due(d.s, d.now).Job != "" || d.Next() != d.now.Add(restFor) {
		t.Errorf("it is read at once, or at %v", d.Next())
	}
	d.now = d.now.Add(restFor)
	if got := d.Due(d.s, d.now).Job; got != "j002" {
		t.Errorf("%q is read", got)
	}
	if got := d.Due(d.s, d.now).Job; got != "" {
		t.Errorf("%q is read again", got)
	}
	d.user.Cursor = action.JobRow("j001")
	d.catchUp()
	d.now = d.now.Add(restFor)
	if got := d.Due(d.s, d.now).Job; got != "" {
		t.Errorf("%q has its link and is read", got)
	}
}

func TestEscTakesMarksOffTheFilterTheyWereMadeIn(t *testing.T) {
	filter, sort := Query{Text: "x"}, Query{Sort: Title}
	for _, c := range []struct {
		q       Query
		touched int
		m       Marks
		want    EscTarget
	}{
		{Query{}, 0, Marks{}, EscNothing},
		{Query{}, 0, Marks{Any: true}, EscMarks},
		{filter, 1, Marks{Any: true, Shown: true, Touched: 2}, EscMarks},
		{filter, 2, Marks{Any: true, Shown: true, Touched: 2}, EscFilter}, // they are older
		{filter, 1, Marks{Any: true, Touched: 2}, EscFilter},              // it hides them
		{sort, 0, Marks{Any: true, Shown: true, Touched: 0}, EscMarks},
		{sort, 0, Marks{Any: true}, EscSort},
		{Query{Text: "x", Sort: Title}, 0, Marks{}, EscFilter},
		{Query{Reason: "x"}, 0, Marks{}, EscFilter},
		{Query{Reason: "x"}, 0, Marks{Group: true}, EscGroup},
		{Query{Reason: "x"}, 0, Marks{Group: true, Any: true, Shown: true, Touched: 1}, EscMarks},
		{filter, 0, Marks{Group: true}, EscFilter},
	} {
		l := New(store.New(10), none, 10, 25, start)
		l.Ask(c.q, action.RowID{}, c.touched)
		got := l.NextEsc(c.m)
		if got != c.want {
			t.Errorf("%+v with %+v: %v, want %v", c.q, c.m, got, c.want)
		}
		if left := l.Without(got); (got == EscFilter || got == EscGroup) && left.Filters() || got == EscSort && left.Active() || got == EscMarks && left != c.q {
			t.Errorf("without %v there is %+v", got, left)
		}
	}
}

func TestEscSaysWhatItWouldDo(t *testing.T) {
	for _, c := range []struct {
		target EscTarget
		marked bool
		want   string
	}{{EscNothing, true, ""}, {EscMarks, true, "unmark"}, {EscMarks, false, "clear"}, {EscFilter, false, "all"}, {EscSort, true, "newest first"}} {
		if got := c.target.Off(c.marked); got != c.want {
			t.Errorf("%d, %v: %q", c.target, c.marked, got)
		}
	}
}

func TestTheListComesBackToWhereItWasLeftUnlessAKeyWasPressed(t *testing.T) {
	for _, pressed := range []bool{false, true} {
		d := testListOf(30)
		d.list()
		left := d.Left(action.JobRow("j012"), 0, start)
		again := testListOf(30)
		again.Return(left)
		if again.Untouched() {
			t.Error("a list that comes back stands at its top")
		}
		if pressed {
			again.user.LastKey = start.Add(time.Second)
		}
		again.now = start.Add(2 * time.Second)
		again.list()
		again.step()
		if back := again.user.Cursor == action.JobRow("j012") && again.Page() == 1; back == pressed {
			t.Errorf("a key was pressed: %v, and it is on page %d, %v", pressed, again.Page(), again.user.Cursor)
		}
	}
}

func TestThePagesFootSaysOfHowManyWhenAllAreLoaded(t *testing.T) {
	d := testListOf(12)
	d.list()
	if got := d.Foot(Screen{}).More; got != "jobs 1 to 10, more" {
		t.Errorf("while there is more: %q", got)
	}
	token, _ := d.jobs.More()
	d.jobs.ApplyNextPage(d.jobs.NextSeq(), token, d.page(10, 10), d.now)
	for page, want := range []string{"jobs 1 to 10 of 12", "jobs 11 to 12, the last"} {
		d.turnTo(page, Top)
		if got := d.Foot(Screen{}).More; got != want {
			t.Errorf("page %d: %q, want %q", page+1, got, want)
		}
	}
}
