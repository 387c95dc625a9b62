package transfers

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// queue is n transfers: most are done, some of them before today; the rest waits,
// comes down or failed.
func queue(n int, now time.Time) []Transfer {
	out := make([]Transfer, n)
	for i := range out {
		t := Transfer{ID: fmt.Sprint("t", i), Job: api.JobID(fmt.Sprint("ls_", i)), Size: 40 << 20, Done: 40 << 20, State: Done, At: now.Add(-time.Duration(i) * time.Minute)}
		switch i % 10 {
		case 0:
			t.State, t.Done = Queued, 0
		case 1:
			t.State, t.Done, t.Speed = Running, 10<<20, 1<<20
		case 2:
			t.State = Failed
		case 3:
			t.State, t.Size, t.Done = Queued, -1, 0
		}
		out[i] = t
	}
	return out
}

func TestTotalsAreKeptUntilTheTransfersOrTheDayChange(t *testing.T) {
	r := New(AutoOff)
	r.Changed([]Transfer{{State: Queued}}, noon.Add(-2*time.Hour))
	r.Changed(queue(1000, noon), noon)
	h := r.Totals(noon)
	// Six in ten are done, those of the last 12 hours of today, less midnight's.
	if h.Open != 300 || h.Running != 100 || h.Failed != 100 || h.unsized != 100 || h.Done != 12*36 || h.Brought != 12*36*40<<20 {
		t.Errorf("%+v", h)
	}
	// Two hours of them came since the queue was last empty, and a quarter of each
	// that comes down.
	if h.batch != 2*36+300 || h.here != 2*36+25 {
		t.Errorf("%d in the batch, %v of them here", h.batch, h.here)
	}
	if h = r.Totals(noon.Add(24 * time.Hour)); h.Done != 0 || h.Brought != 0 || h.Open != 300 {
		t.Errorf("a day later %+v", h)
	}
	if r.Changed(nil, noon); r.Totals(noon) != (Totals{}) {
		t.Errorf("of none %+v", r.Totals(noon))
	}
}

func TestProgressIsOfWhatCameSinceTheQueueWasEmpty(t *testing.T) {
	r := New(AutoOff)
	if _, _, ok := r.Progress(nil, noon); ok {
		t.Error("of nothing there is progress")
	}
	old := Transfer{ID: "a", State: Done, Size: 10, Done: 10, At: noon.Add(-time.Minute)}
	r.Changed([]Transfer{old}, noon)
	r.Changed([]Transfer{{ID: "b", State: Running, Size: 10, Done: 2}, old}, noon)
	if p, _, ok := r.Progress(nil, noon); p != 20 || !ok {
		t.Error(p, ok)
	}
	if p, _, ok := r.Progress([]Upload{{Progress: api.UploadProgress{Sent: 8, Total: 10}}}, noon); p != 50 || !ok {
		t.Error("with an upload", p, ok)
	}
}

// names are the transfers of each kind of news.
func (n News) names() string {
	var out []string
	for i, list := range [][]Transfer{n.Begun, n.Renewed, n.Arrived, n.Failed, n.Stopped} {
		for _, t := range list {
			out = append(out, []string{"begun", "renewed", "arrived", "failed", "stopped"}[i]+" "+t.ID)
		}
	}
	return strings.Join(out, ", ")
}

func TestEachThingThatHappensToAFileIsNewsOnce(t *testing.T) {
	r := New(AutoOff)
	list := []Transfer{
		{ID: "old", State: Done, At: noon.Add(-time.Hour)},
		{ID: "a", Job: "ls_a", State: Running, Path: "/out/a.mp4"},
		{ID: "b", State: Queued},
	}
	step := func(now time.Time, want string, change func()) {
		t.Helper()
		list = slices.Clone(list)
		change()
		got := r.Changed(list, now).names()
		if again := r.Changed(list, now).names(); got != want || again != "" {
			t.Errorf("%q and %q, want %q", got, again, want)
		}
	}
	if got := r.Changed(list, noon).names(); got != "begun a" {
		t.Errorf("opened: %q", got)
	}
	step(noon, "renewed a", func() { list[1].Linked = true })
	step(noon, "arrived a, failed b", func() { list[1].State, list[2].State = Done, Failed })
	step(noon, "stopped b", func() { list[2].State = Cancelled })
	// A short file may be here before it was seen on its way.
	step(noon, "arrived c", func() { list = append(list, Transfer{ID: "c", State: Done, At: noon.Add(time.Second)}) })
	if f, ok := r.Here("ls_a"); !ok || f.Path != "/out/a.mp4" || !f.At.Equal(noon) {
		t.Errorf("what arrived is not here: %+v", f)
	}
}

func TestOfAJobsTransfersTheOneThatSaysMostCounts(t *testing.T) {
	video, captions := Transfer{ID: "v", Job: "ls_a"}, Transfer{ID: "c", Job: "ls_a", Captions: true}
	for _, c := range []struct {
		video, captions State
		want            string
		coming          bool
	}{
		{Running, Running, "v", true},
		{Done, Running, "c", false},
		{Running, Done, "v", true},
		{Done, Done, "v", false},
		{Failed, Done, "v", false},
	} {
		video.State, captions.State = c.video, c.captions
		for _, list := range [][]Transfer{{video, captions}, {captions, video}} {
			r := New(AutoOff)
			r.Changed(list, noon)
			if got, _ := r.Of("ls_a"); got.ID != c.want || r.Coming("ls_a") != c.coming {
				t.Errorf("%+v: %s, coming %t", c, got.ID, r.Coming("ls_a"))
			}
		}
	}
}

func TestWhichFilesAreHereIsAskedOnceAndAgainAfterAnError(t *testing.T) {
	r, ids := New(AutoOff), []api.JobID{"a", "b"}
	r.Changed(nil, noon.Add(-time.Hour))
	if got := r.Unasked(ids); !slices.Equal(got, ids) {
		t.Fatal(got)
	}
	r.SavedRead(ids, nil, errors.New("locked"), noon)
	if r.MayAsk(noon.Add(savedAgain-1)) || !r.MayAsk(noon.Add(savedAgain)) {
		t.Error("it does not wait for a while")
	}
	if got := r.Unasked(ids); !slices.Equal(got, ids) {
		t.Fatal(got)
	}
	r.Changed([]Transfer{{ID: "t", Job: "b", State: Done, Path: "new", At: noon}}, noon)
	r.SavedRead(ids, map[api.JobID][]File{"a": {{Path: "a.srt", Captions: true}}, "b": {{Path: "old"}}}, nil, noon)
	if got := r.Unasked(ids); len(got) != 0 {
		t.Error("asked again:", got)
	}
	if _, ok := r.Here("a"); ok || len(r.Saved("a")) != 1 {
		t.Error("captions alone are the job")
	}
	if f, _ := r.Here("b"); f.Path != "new" {
		t.Error("a late answer took away what has arrived:", f)
	}
}

func TestAPlanAsksAboutWhatIsNewAndCountsNoFileThatIsHere(t *testing.T) {
	r := New(AutoOff)
	r.Changed(nil, noon.Add(-time.Hour))
	r.Changed([]Transfer{
		{ID: "1", Job: "here", State: Done, At: noon},
		{ID: "2", Job: "comes", State: Running},
		{ID: "3", Job: "again", State: Done, At: noon},
		{ID: "4", Job: "again", State: Queued},
	}, noon)
	status := map[api.JobID]api.Status{"runs": api.StatusRunning, "waits": api.StatusPending, "broken": api.StatusFailed}
	for asked, want := range map[string]struct {
		question          Question
		fresh, later, all int
	}{
		"new":                   {NoQuestion, 1, 0, 1},
		"here":                  {FetchAgain, 0, 0, 1},
		"again":                 {NoQuestion, 0, 0, 1},
		"comes":                 {NoQuestion, 0, 0, 1},
		"runs":                  {NoQuestion, 0, 1, 1},
		"runs waits":            {FetchMany, 0, 2, 2},
		"new here":              {FetchMany, 1, 0, 2},
		"new new2 here comes":   {FetchMany, 2, 0, 4},
		"here comes":            {NoQuestion, 0, 0, 2},
		"broken":                {NoQuestion, 0, 0, 0},
		"new broken":            {FetchMany, 1, 0, 1},
		"here broken":           {NoQuestion, 0, 0, 1},
		"new here runs broken2": {FetchMany, 2, 1, 4},
	} {
		var ids []api.JobID
		for _, id := range strings.Fields(asked) {
			ids = append(ids, api.JobID(id))
		}
		p := r.Plan(ids, func(id api.JobID) (store.Entry, bool) {
			s, ok := status[id]
			if !ok {
				s = api.StatusCompleted
			}
			return store.Entry{Job: api.Job{ID: id, Status: s}}, true
		})
		if q := p.Question(); q != want.question || len(p.New) != want.fresh || len(p.Later) != want.later || len(p.All()) != want.all {
			t.Errorf("%q: question %d, %+v", asked, q, p)
		}
	}
}

func TestWantedFilesAreFetchedOnceTheirLinksAreKnown(t *testing.T) {
	known := map[api.JobID]store.Entry{}
	set := func(id api.JobID, s api.Status, unread bool) {
		known[id] = store.Entry{Job: api.Job{ID: id, Status: s}, NeedsRead: unread}
	}
	get := func(id api.JobID) (store.Entry, bool) { e, ok := known[id]; return e, ok }
	r := New(AutoMine)
	due := func(fetch, again, read, wanted int) {
		t.Helper()
		d := r.Due(get, noon)
		for _, j := range append(d.Fetch, d.Again...) {
			r.Told([]api.JobID{j.ID}, nil, noon)
		}
		if len(d.Fetch) != fetch || len(d.Again) != again || len(d.Read) != read || r.Wanted() != wanted {
			t.Errorf("%+v, %d are wanted", d, r.Wanted())
		}
	}
	set("runs", api.StatusRunning, false)
	set("unread", api.StatusCompleted, true)
	set("done", api.StatusCompleted, false)
	set("twice", api.StatusCompleted, false)
	set("broken", api.StatusFailed, false)
	r.Want([]api.JobID{"runs", "unread", "done", "broken", "nobody's"}, false)
	r.Want([]api.JobID{"twice"}, true)
	due(1, 1, 1, 2)
	due(0, 0, 1, 2)
	set("unread", api.StatusCompleted, false)
	due(1, 0, 0, 1)
	r.Finished("runs", false)
	r.Finished("elsewhere", false)
	set("elsewhere", api.StatusCompleted, false)
	set("mine", api.StatusCompleted, false)
	r.Finished("mine", true)
	r.Forget("runs")
	due(1, 0, 0, 0)
	for i := range readsAtOnce + 1 {
		id := api.JobID(fmt.Sprint(i))
		set(id, api.StatusCompleted, true)
		r.Want([]api.JobID{id}, false)
	}
	due(0, 0, 0, readsAtOnce+1) // of so many the rounds ask
}

func TestCaptionsAreFetchedOfARowThatLostItsLinks(t *testing.T) {
	get := func(id api.JobID) (store.Entry, bool) {
		return store.Entry{Job: api.Job{ID: id, Status: api.StatusCompleted}, Trimmed: true, HasVideo: true, HasCaptions: id != "plain"}, true
	}
	r := New(AutoOff)
	r.Want([]api.JobID{"captioned", "plain"}, false)
	r.Want([]api.JobID{"again"}, true)
	d := r.Due(get, noon)
	for _, j := range slices.Concat(d.Fetch, d.Again) {
		if has := j.CaptionURL != ""; has != (j.ID != "plain") {
			t.Errorf("%s: the queue is told that it has captions: %t", j.ID, has)
		}
	}
	if len(d.Fetch) != 2 || len(d.Again) != 1 {
		t.Errorf("%+v", d)
	}
}

func TestAWishThatTheQueueDidNotTakeIsToldAgainLaterAndLater(t *testing.T) {
	r, now := New(AutoOff), noon
	get := func(id api.JobID) (store.Entry, bool) {
		return store.Entry{Job: api.Job{ID: id, Status: api.StatusCompleted}}, true
	}
	one := []api.JobID{"one"}
	r.Want(one, true)
	for i, wait := range []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, 32 * time.Second, time.Minute, time.Minute} {
		if d := r.Due(get, now); len(d.Again) != 1 || len(r.Due(get, now).Again) != 0 {
			t.Fatalf("attempt %d: %+v", i, d)
		}
		if news := r.Told(one, errors.New("busy"), now); news != (i == 0) {
			t.Errorf("attempt %d: news %t", i, news)
		}
		now = now.Add(wait)
		if d := r.Due(get, now.Add(-1)); len(d.Again) != 0 || r.Wanted() != 1 {
			t.Fatalf("attempt %d is not followed by a wait of %v", i, wait)
		}
	}
	r.Due(get, now)
	if r.Told(one, nil, now) || r.Wanted() != 0 || len(r.Due(get, now.Add(time.Hour)).Again) != 0 {
		t.Error("the queue has it and it is still wanted")
	}
}

func TestWishesOutliveAReconnectUntilTheirJobsAreListed(t *testing.T) {
	jobs := map[api.JobID]store.Entry{}
	get := func(id api.JobID) (store.Entry, bool) { e, ok := jobs[id]; return e, ok }
	before := New(AutoOff)
	before.Want([]api.JobID{"one"}, false)
	before.Want([]api.JobID{"two"}, true)
	r := New(AutoOff)
	r.CarryOver(before)
	if d := r.Due(get, noon); len(d.Fetch)+len(d.Again)+len(d.Read) > 0 || r.Wanted() != 2 {
		t.Fatalf("%+v, %d are wanted", d, r.Wanted())
	}
	for _, id := range []api.JobID{"one", "two"} {
		jobs[id] = store.Entry{Job: api.Job{ID: id, Status: api.StatusCompleted}}
	}
	if d := r.Due(get, noon); len(d.Fetch) != 1 || len(d.Again) != 1 {
		t.Errorf("%+v", d)
	}
	r = New(AutoOff)
	r.CarryOver(before)
	r.Want([]api.JobID{"new"}, false)
	if r.DropCarried(); r.Wanted() != 1 {
		t.Errorf("another account has %d wishes", r.Wanted())
	}
}

func TestNoWishIsLostAndNoneIsFetchedTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, known, wanted, asked, now := New(AutoAll), map[api.JobID]store.Entry{}, map[api.JobID]bool{}, map[api.JobID]bool{}, noon
		ids := []api.JobID{"a", "b", "c", "d", "e", "f"}
		for _, id := range ids {
			known[id] = store.Entry{Job: api.Job{ID: id, Status: api.StatusRunning}}
		}
		due := func() {
			d := r.Due(func(id api.JobID) (store.Entry, bool) { e, ok := known[id]; return e, ok }, now)
			for _, j := range append(d.Fetch, d.Again...) {
				if e := known[j.ID]; !wanted[j.ID] || asked[j.ID] || e.Job.Status != api.StatusCompleted || e.NeedsRead {
					t.Fatalf("%s is fetched: wanted %t, asked %t, %+v", j.ID, wanted[j.ID], asked[j.ID], e)
				}
				asked[j.ID] = true
			}
			for _, id := range ids {
				if known[id].Job.Status == api.StatusFailed {
					delete(wanted, id)
				}
			}
			if len(wanted) != r.Wanted() {
				t.Fatalf("%v are wanted, it knows of %d", wanted, r.Wanted())
			}
		}
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			id := rapid.SampledFrom(ids).Draw(t, "id")
			e := known[id]
			switch rapid.IntRange(0, 7).Draw(t, "step") {
			case 0:
				r.Want([]api.JobID{id}, rapid.Bool().Draw(t, "again"))
				wanted[id] = true
				delete(asked, id)
			case 5:
				if asked[id] {
					var err error
					if rapid.Bool().Draw(t, "fails") {
						err = errors.New("busy")
					}
					r.Told([]api.JobID{id}, err, now)
					if delete(asked, id); err == nil {
						delete(wanted, id)
					}
				}
			case 6:
				now = now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "seconds")) * time.Second)
			case 7: // a reconnect: what was under way is not answered here any more
				before := r
				r = New(AutoAll)
				r.CarryOver(before)
				clear(asked)
			case 1:
				if e.Job.Status.Active() {
					e.Job.Status, e.NeedsRead = api.StatusCompleted, true
					r.Finished(id, false)
					wanted[id] = true
					delete(asked, id)
				}
			case 2:
				e.NeedsRead = false
			case 3:
				if e.Job.Status.Active() {
					e.Job.Status = api.StatusFailed
				}
			case 4:
				r.Forget(id)
				delete(wanted, id)
				delete(asked, id)
			}
			known[id] = e
			due()
		}
		for _, id := range ids {
			known[id] = store.Entry{Job: api.Job{ID: id, Status: api.StatusCompleted}}
		}
		for range 2 {
			now = now.Add(time.Hour)
			due()
			r.Told(ids, nil, now)
			clear(asked)
			clear(wanted)
		}
		if r.Wanted() != 0 {
			t.Fatalf("%d are never fetched", r.Wanted())
		}
	})
}

func TestAnUploadThatStallsHasNoSpeed(t *testing.T) {
	r, now := New(AutoOff), noon
	u := Upload{ID: "s", Progress: api.UploadProgress{Step: api.StepBytes, Total: 100_000_000}}
	for range 3 {
		r.Sent([]Upload{u}, now)
		now = now.Add(time.Second)
		u.Progress.Sent += 6_200_000
	}
	if rate, stalled := r.Speed(u, now); rate != 6_200_000 || stalled || r.Up(now) != rate {
		t.Error(rate, stalled, r.Up(now))
	}
	now = now.Add(2 * StalledAfter)
	if rate, stalled := r.Speed(u, now); rate != 0 || !stalled || r.Up(now) != 0 {
		t.Error("later", rate, stalled, r.Up(now))
	}
	if r.Sent(nil, now); !reflect.DeepEqual(r.speeds, speeds{}) {
		t.Error("what is over is measured still")
	}
}

func TestANoteSaysWhyAFileWaitsAndWhatHelps(t *testing.T) {
	for want, x := range map[string]Transfer{
		"":                                    {State: Done, Reason: "old"},
		"t fetches it":                        {State: Cancelled},
		"its part file is kept: t resumes it": {State: Cancelled, Done: 1},
		"It is there. enter decides.":         {State: Paused, Asks: true, Reason: "It is there."},
		"No answer. Again in 5s.":             {State: Running, Step: "waiting", Reason: "No answer.", NextTry: noon.Add(5 * time.Second)},
		"The disk is full.":                   {State: Failed, Reason: "The disk is full."},
	} {
		if got := x.Note(noon, action.UsualKeys()); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWhatComesOfAPlanIsSaid(t *testing.T) {
	some := []api.JobID{"a", "b"}
	for _, c := range []struct {
		plan           Plan
		nothing, later string
	}{
		{Plan{Failed: 1}, "it failed: there is nothing to download", "-"},
		{Plan{Failed: 2}, "nothing to download: all of them failed", "-"},
		{Plan{New: some}, "", ""},
		{Plan{Later: some}, "", "2 jobs will be fetched when done, while lipdash runs"},
		{Plan{Here: some, Later: some}, "", ""},
	} {
		if n, l := c.plan.Nothing(), c.plan.OnlyLater(); n != c.nothing || c.later != "-" && l != c.later {
			t.Errorf("%+v: %q, %q", c.plan, n, l)
		}
	}
	for _, c := range [][4]string{
		{"out/a.mp4", "/tmp/d/out/a.mp4", "/tmp/d/out", "saved a.mp4 in /tmp/d/out"},
		{"~/out/s4/a.mp4", "/home/ana/out/s4/a.mp4", "~/out", "saved s4/a.mp4 in ~/out"},
		{"a.mp4", "/home/ana/a.mp4", ".", "saved a.mp4 in ."},
		{"old/a.mp4", "/home/ana/old/a.mp4", "new", "saved old/a.mp4"},
	} {
		if got := (News{Arrived: []Transfer{{Name: c[0], Path: c[1]}}}).Words(c[2]); got != c[3] {
			t.Errorf("%q, want %q", got, c[3])
		}
	}
	file, bad := Transfer{Name: "out/a.mp4"}, Transfer{Name: "b.mp4", Reason: "The disk is full."}
	for want, n := range map[string]News{
		"": {Begun: []Transfer{file}, Stopped: []Transfer{file}}, "saved a.mp4 in out": {Arrived: []Transfer{file}}, "saved 2 files in out": {Arrived: []Transfer{file, file}},
		"b.mp4: The disk is full.": {Arrived: []Transfer{file}, Failed: []Transfer{bad, bad}},
	} {
		if got := n.Words("out"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestTheSummarySaysWhatIsToComeAndWhatCame(t *testing.T) {
	r := New(AutoOff)
	list := []Transfer{{ID: "a", State: Running, Size: 100 << 20, Speed: 1 << 20}, {ID: "b", State: Queued, Size: -1}}
	r.Changed(list, noon)
	if got := r.Summary(noon.Add(time.Second)); got != "2 files to come" {
		t.Error(got) // a young speed tells nothing
	}
	if got := r.Summary(noon.Add(time.Minute)); got != "2 files to come, about 3m" {
		t.Error(got)
	}
	r.Changed(append(list, Transfer{ID: "c", State: Done, Size: 5_000_000, At: noon}, Transfer{ID: "d", State: Failed}), noon)
	if got := r.Summary(noon.Add(time.Second)); got != "2 files to come   1 failed   today 1 file, 5.0 MB" {
		t.Error(got)
	}
}

func TestAnUploadTellsItsStepAndWhyItIsDoneAgain(t *testing.T) {
	const size = 104_900_000
	for _, c := range []struct {
		at          api.UploadProgress
		short, long string
	}{
		{api.UploadProgress{Total: size}, "waits", "waits until the other uploads are through"},
		{api.UploadProgress{Step: api.StepCompare, Sent: size / 2, Total: size}, "known? 50%", "looking whether HeyGen has it, 50% read"},
		{api.UploadProgress{Step: api.StepSlot, Direct: true, Total: size}, "1/3 asking", "step 1 of 3, asking where it may go"},
		{api.UploadProgress{Step: api.StepBytes, Direct: true, Sent: size / 5, Total: size}, "2/3 20%", "step 2 of 3, 20% of 104.9 MB sent"},
		{api.UploadProgress{Step: api.StepBytes, Direct: true, Total: size, Again: "the connection broke"}, "2/3 0% again", "step 2 of 3, 0% of 104.9 MB sent: the connection broke"},
		{api.UploadProgress{Step: api.StepFinish, Direct: true, Sent: size, Total: size, Again: "HeyGen is not done with the file yet"}, "3/3 ending", "step 3 of 3, HeyGen takes it over: HeyGen is not done with the file yet"},
		{api.UploadProgress{Step: api.StepBytes, Sent: 10, Total: 100}, "10% of 100 B", "10% of 100 B sent"},
		{api.UploadProgress{Step: api.StepBytes, Sent: 100, Total: 100}, "100% of 100 B", "100% of 100 B sent, waiting for the answer"},
	} {
		if short, long := Short(c.at), Long(c.at); short != c.short || long != c.long {
			t.Errorf("%+v:\n%q\n%q", c.at, short, long)
		}
	}
}

func BenchmarkChanged(b *testing.B) {
	r, list := New(AutoOff), queue(5_000, noon)
	for b.Loop() {
		r.Changed(list, noon)
	}
}

func TestAWishThatMakesNoSenseSaysWhy(t *testing.T) {
	for _, c := range []struct {
		t    Transfer
		wish action.Wish
		want string
	}{
		{Transfer{State: Done}, action.Pause, "nothing to pause"},
		{Transfer{State: Running}, action.Pause, ""},
		{Transfer{State: Running}, action.Retry, "it is coming down"},
		{Transfer{State: Done}, action.Retry, "t tries again what failed"},
		{Transfer{State: Paused}, action.Retry, "it is paused: z resumes it"},
		{Transfer{State: Failed}, action.Retry, ""},
		{Transfer{State: Paused}, action.Resume, ""},
	} {
		if got := c.t.Immovable(c.wish, noon, action.UsualKeys()); !strings.Contains(got, c.want) || got == "" != (c.want == "") {
			t.Errorf("%v, wish %v: %q", c.t.State, c.wish, got)
		}
	}
}
