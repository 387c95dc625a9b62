package detail_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/pane/detail"
)

// line is the line of the full screen that starts with a label, without its label
// and with single blanks; "" when there is none.
func line(d detail.Data, label string) string {
	return labelled(full(d, 80, 60).View(plain(), now), label)
}

func labelled(view, label string) string {
	for _, l := range strings.Split(ansi.Strip(view), "\n") {
		l = strings.TrimLeft(l, " ")
		if f := strings.Fields(l); len(f) > 0 && strings.HasPrefix(l, label) {
			return strings.Join(strings.Fields(strings.TrimPrefix(l, label)), " ")
		}
	}
	return ""
}

func job(status api.Status, created time.Time, history ...record.Seen) detail.Data {
	return detail.Data{Job: api.Job{ID: "ls_1", Status: status, CreatedAt: created}, History: history}
}

func seen(status api.Status, at time.Time) record.Seen { return record.Seen{Status: status, At: at} }

func TestTimesAreToldOnlyAsFarAsTheyWereSeen(t *testing.T) {
	pending := seen(api.StatusPending, clock(9, 0, 10))
	running := seen(api.StatusRunning, clock(9, 1, 10))
	over := seen(api.StatusCompleted, clock(9, 5, 10))
	here := job(api.StatusCompleted, clock(8, 0, 0), pending, running, over)
	here.CreatedHere = true
	found := over
	found.Found = true
	away := job(api.StatusCompleted, clock(9, 0, 0), pending, found)
	if got := line(away, "ended"); got != "before 09:06" {
		t.Errorf("an end nobody saw was %q", got)
	}
	if got := labelled(pane(away, 48, 30).View(plain(), now), "SEEN FROM HERE"); got != "" {
		t.Errorf("made elsewhere: %q", got)
	}
	away.CreatedHere = true
	if text := pane(away, 48, 30).View(plain(), now); labelled(text, "ended") != "before 09:06" || labelled(text, "09:05:10") != "found done" {
		t.Errorf("beside the list:\n%s", text)
	}
	if text := pane(away, 48, 12).View(plain(), now); labelled(text, "SEEN FROM HERE") != "ended before 09:06" {
		t.Errorf("beside a low list:\n%s", text)
	}
	ran := running
	ran.Found = true
	for name, c := range map[string]struct {
		data        detail.Data
		took, soFar string
	}{
		"all of it, by our clock": {here, "5m00s waited 1m00, ran 4m00", ""},
		"by tenths":               {job(api.StatusCompleted, clock(9, 0, 0), seen(api.StatusPending, clock(9, 0, 0)), seen(api.StatusRunning, clock(9, 0, 3).Add(600*time.Millisecond)), seen(api.StatusCompleted, clock(9, 0, 46).Add(200*time.Millisecond))), "46s waited 3s, ran 43s", ""},
		"made elsewhere":          {job(api.StatusCompleted, clock(9, 0, 0), pending, running, over), "5m10s waited 1m10, ran 4m00", ""},
		"server's clock ahead":    {job(api.StatusCompleted, clock(9, 0, 30), pending, running, over), "5m00s waited 1m00, ran 4m00", ""},
		"the start not told":      {job(api.StatusCompleted, time.Time{}, pending, running, over), "", ""},
		"the end found":           {away, "", ""},
		"found running":           {job(api.StatusCompleted, clock(9, 0, 0), pending, ran, over), "5m10s", ""},
		"only the end seen":       {job(api.StatusCompleted, clock(9, 0, 0), over), "", ""},
		"the change not seen":     {job(api.StatusCompleted, clock(9, 0, 0), pending, over), "5m10s", ""},
		"first seen running":      {job(api.StatusCompleted, clock(9, 0, 0), running, over), "5m10s", ""},
		"still waiting":           {job(api.StatusPending, clock(9, 13, 0), seen(api.StatusPending, clock(9, 13, 10))), "", "1m00"},
		"still running":           {job(api.StatusRunning, clock(9, 0, 0), pending, running), "", "14m00"},
		"never seen":              {job(api.StatusRunning, clock(9, 0, 0)), "", ""},
	} {
		if got := line(c.data, "took"); got != c.took {
			t.Errorf("%s: took %q, want %q", name, got, c.took)
		}
		if got := line(c.data, "so far"); got != c.soFar {
			t.Errorf("%s: so far %q, want %q", name, got, c.soFar)
		}
	}
}

func TestOnlyLinksThatMayBeOfferedAreShownWithTheLifeTheyClaim(t *testing.T) {
	for name, c := range map[string]struct {
		status api.Status
		link   string
		want   string
	}{
		"good":          {api.StatusCompleted, "https://files.heygen.ai/a/ep.mp4?Expires=1795594000", "files.heygen.ai/…/ep.mp4 good for 1d 23h"},
		"expired":       {api.StatusCompleted, "https://files.heygen.ai/a/ep.mp4?Expires=1700000000", "files.heygen.ai/…/ep.mp4 expired"},
		"does not say":  {api.StatusCompleted, "https://resource2.heygen.ai/a/original.mp4", "resource2.heygen.ai/…/original.mp4 Y copies"},
		"not there yet": {api.StatusCompleted, "", "link not ready"},
		"plain http":    {api.StatusCompleted, "http://files.heygen.ai/a/ep.mp4", "not offered, the link is not https"},
		"not a link":    {api.StatusCompleted, "soon", "not offered, the link is not https"},
		"not completed": {api.StatusRunning, "https://files.heygen.ai/a/ep.mp4", ""},
	} {
		d := detail.Data{Job: api.Job{ID: "ls_1", Status: c.status, VideoURL: c.link}}
		if got := line(d, "video"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestALinkEndsByHeyGensClock(t *testing.T) {
	for offset, want := range map[time.Duration]string{0: "good for 1d 23h", 47 * time.Hour: "good for 52m", -47 * time.Hour: "good for 3d 22h", 48 * time.Hour: ""} {
		d := detail.Data{Job: api.Job{ID: "ls_1", Status: api.StatusCompleted, VideoURL: "https://files.heygen.ai/a/ep.mp4?Expires=1795594000"}, ClockOffset: offset}
		if got := line(d, "video"); !strings.HasSuffix(got, want) {
			t.Errorf("%s ahead: %q", offset, got)
		}
		if got := line(d, "video"); strings.HasSuffix(got, "expired") != (offset == 48*time.Hour) {
			t.Errorf("%s ahead: %q", offset, got)
		}
	}
}

func TestInputs(t *testing.T) {
	d := detail.Data{Job: api.Job{ID: "ls_1"}, CreatedHere: true, Inputs: map[string]string{
		"video": "https://user:Q7@cdn.example.com/v/promo.mp4?sig=Q7", "audio": "in/promo_fr.wav", "start_time": "1.5",
		"enable_dynamic_duration": "false", "enable_watermark": "true", "enable_caption": "false", "keep_the_same_format": "false",
		"fps_mode": "cfr", "callback_id": "mine", "callback_url": "",
	}}
	for label, want := range map[string]string{
		"video": "cdn.example.com/…/promo.mp4", "audio": "in/promo_fr.wav", "mode": "speed", "from": "1.5 s", "to ": "", "fps": "cfr",
		"options": "watermark, no dynamic length, no keep format", "folder": "", "calls": "", "callback": "mine",
	} {
		if got := line(d, label); got != want {
			t.Errorf("%s is %q, want %q", label, got, want)
		}
	}
}

func TestWhatIsNotKnownIsNotShownOrSaidInWords(t *testing.T) {
	bare := detail.Data{Job: api.Job{ID: "ls_1", Status: "reviewing"}}
	view := ansi.Strip(pane(bare, 60, 20).View(plain(), now))
	for _, never := range []string{"created", "length", "callback", "INPUTS", "FILES", "SEEN", "took", "1970", "0001", "N/A", "<nil>"} {
		if strings.Contains(view, never) {
			t.Errorf("%q is shown:\n%s", never, view)
		}
	}
	for _, want := range []string{"(untitled) ls_1", "? reviewing", "MADE ELSEWHERE"} {
		if !strings.Contains(view, want) {
			t.Errorf("%q is not shown:\n%s", want, view)
		}
	}
	quoting := detail.Data{Job: api.Job{ID: "ls_1", Status: api.StatusFailed, FailureMessage: "cannot fetch https://b.example/a.mp4?X-Amz-Signature=Q7."}}
	if view := ansi.Strip(pane(quoting, 80, 20).View(plain(), now)); strings.Contains(view, "Q7") || !strings.Contains(view, "https://b.example/a.mp4") {
		t.Errorf("a failure that quotes a link is\n%s", view)
	}
	silent := detail.Data{Job: api.Job{ID: "ls_1", Status: api.StatusFailed}}
	if view := ansi.Strip(pane(silent, 60, 20).View(plain(), now)); !strings.Contains(view, "HeyGen gave no reason") {
		t.Errorf("a failure without a reason is\n%s", view)
	}
}

func TestTheTitleIsOnScreenWhereTheFrameHasNoRoomForIt(t *testing.T) {
	long := done()
	long.Job.Title = strings.Repeat("a long title ", 10)
	for name, c := range map[string]struct {
		data detail.Data
		h    int
		want bool
	}{"usual": {done(), 20, false}, "low screen": {done(), 12, true}, "long title": {long, 20, true}} {
		p := pane(c.data, 80, c.h)
		p.SetFullSize(80, c.h)
		view := ansi.Strip(p.View(plain(), now))
		if got := strings.Contains(view, "  title  "); got != c.want {
			t.Errorf("%s: title shown %v\n%s", name, got, view)
		}
	}
}

func TestTheEndOfALinkStandsBesideItAndOverThemWhereThereIsNoRoom(t *testing.T) {
	link := func(name string, days int) string {
		return "https://files.heygen.ai/x/" + name + "?Expires=" + strconv.FormatInt(now.Add(time.Duration(days)*24*time.Hour-time.Hour).Unix(), 10) + "&Signature=abc"
	}
	j := api.Job{ID: "ls_1", Status: api.StatusCompleted, VideoURL: link("v.mp4", 2), CaptionURL: link("c.srt", 2)}
	for w, want := range map[int]int{60: 2, 40: 1} {
		if text := shown(pane(detail.Data{Job: j}, w, 30)); strings.Count(text, "good for 1d 23h") != want {
			t.Errorf("%d cells, two links of one life:\n%s", w, text)
		}
	}
	j.CaptionURL = link("c.srt", 1)
	if text := shown(pane(detail.Data{Job: j}, 60, 30)); !strings.Contains(text, "good for 1d 23h") || !strings.Contains(text, "good for 23h") {
		t.Errorf("two links of two lives:\n%s", text)
	}
	j.CaptionURL = ""
	if text := shown(pane(detail.Data{Job: j}, 60, 30)); strings.Contains(text, "captions") {
		t.Errorf("there are no captions:\n%s", text)
	}
}

func TestAJobNotHeardOfForLongSaysSo(t *testing.T) {
	d := detail.Data{Job: api.Job{ID: "ls_1", Status: api.StatusRunning}, History: []record.Seen{seen(api.StatusRunning, now.Add(-time.Hour))}, SeenAt: now.Add(-time.Minute)}
	if text := shown(pane(d, 60, 30)); strings.Contains(text, "last heard of") {
		t.Errorf("a minute ago is recent:\n%s", text)
	}
	d.SeenAt = now.Add(-3 * time.Minute)
	if text := shown(pane(d, 60, 30)); !strings.Contains(text, "last heard of") {
		t.Errorf("three minutes are long:\n%s", text)
	}
}

func TestBesideTheListItSaysHowLongAJobTakesToo(t *testing.T) {
	beside := func(d detail.Data, label string) string { return labelled(pane(d, 48, 30).View(plain(), now), label) }
	if got := beside(done(), "took"); got != "6m41s waited 38s, ran 6m03" {
		t.Errorf("a job that is done took %q", got)
	}
	if got := labelled(pane(done(), 48, 20).View(plain(), now), "SEEN FROM HERE"); got != "took 6m41s" {
		t.Errorf("on a low screen it took %q", got)
	}
	going := running()
	going.Expected = "about 4m left"
	if got := beside(going, "so far"); got != "1d01h about 4m left" {
		t.Errorf("a job that runs is %q so far", got)
	}
}

// TestSectionsFollowEachOtherWithoutHoles is about screens of any height: no two blank lines,
// no heading with nothing under it.
func TestSectionsFollowEachOtherWithoutHoles(t *testing.T) {
	plainly := func(d detail.Data) detail.Data {
		d.Pending, d.Err, d.Inputs, d.Job.CallbackID, d.CreatedHere = "", "", nil, "", false
		return d
	}
	kinds := map[string]detail.Data{"done": plainly(done()), "failed": plainly(failed()), "running": plainly(running())}
	bare := plainly(done())
	bare.Job.CaptionURL, bare.History = "", bare.History[2:]
	kinds["done before, without captions"] = bare
	long := plainly(failed())
	long.Job.FailureMessage = strings.Repeat("Audio is longer than the limit. ", 20)
	kinds["failed at length"] = long
	made := done()
	made.Job.CallbackID = ""
	made.Inputs = map[string]string{"video": "in/ep013.mp4", "audio": "in/ep013_de.wav", "mode": "speed", "enable_caption": "true"}
	kinds["made here"] = made
	saved := bare
	saved.Saved = []detail.Saved{{Name: "out/a folder with a long name/ep013 German, the final cut.mp4", Size: 58 << 20}, {Name: "out/ep013.srt", Size: 3000, Captions: true}}
	kinds["saved"] = saved
	held := made
	held.Job, held.Submission, held.State, held.Pending, held.History = api.Job{Status: api.StatusPending}, "held", "held", "1st for a slot", held.History[:1]
	kinds["held"] = held
	kinds["mistaken"] = mistaken()
	for name, d := range kinds {
		for _, h := range []int{60, 24, 18} {
			view := strings.TrimRight(ansi.Strip(pane(d, 42, h).View(plain(), now)), " \n")
			lines := strings.Split(view, "\n")
			for i := 1; i < len(lines); i++ {
				was, is := strings.TrimSpace(lines[i-1]), strings.TrimSpace(lines[i])
				if is == "" && (was == "" || was == strings.ToUpper(was)) {
					t.Errorf("%s: line %d is a hole:\n%s", name, i, view)
				}
			}
			inputs := "MADE ELSEWHERE"
			if d.Inputs != nil || d.CreatedHere {
				inputs = "INPUTS"
			}
			if !strings.Contains(view, inputs) && h > 18 {
				t.Errorf("%s: a section is missing:\n%s", name, view)
			}
		}
	}
	if whole := ansi.Strip(full(long, 42, 60).View(plain(), now)); strings.Count(whole, "longer") != 20 {
		t.Errorf("the full screen cuts a failure:\n%s", whole)
	}
}

// TestWhatTheBriefPaneLeavesOutIsThereForWhoeverReadsIt is about wide screens, where
// no job has the screen to itself.
func TestWhatTheBriefPaneLeavesOutIsThereForWhoeverReadsIt(t *testing.T) {
	d := failed()
	d.Pending, d.Err, d.CostWhy, d.Cost, d.Told = "", "", "of 2026-07", "none", "when it ends"
	d.Job.FailureMessage = strings.Repeat("Audio is longer than the limit. ", 20)
	d.Job.Title = strings.Repeat("word ", 60)
	p := pane(d, 42, 100)
	brief := shown(p)
	p.SetWhole(true)
	whole := shown(p)
	for text, n := range map[string]int{"longer": 20, "word": 60, "tell me": 1} {
		if got := strings.Count(whole, text); got < n {
			t.Errorf("%q is there %d times, not %d:\n%s", text, got, n, whole)
		}
		if got := strings.Count(brief, text); got >= n {
			t.Errorf("the brief one has %q %d times:\n%s", text, got, brief)
		}
	}
}

func TestALongTitleTakesThreeLinesBesideTheList(t *testing.T) {
	d := job(api.StatusCompleted, clock(9, 0, 0))
	d.Job.Title = strings.Repeat("word ", 60)
	view := ansi.Strip(pane(d, 30, 60).View(plain(), now))
	n := 0
	for _, l := range strings.Split(view, "\n") {
		if strings.Contains(l, "word") {
			n++
		}
	}
	if n != 3 {
		t.Errorf("%d lines have it:\n%s", n, view)
	}
}

func TestBesideTheListACostIsOneLineOrNone(t *testing.T) {
	for _, cost := range []string{"about $8.40", ""} {
		d := done()
		d.Cost, d.CostWhy = cost, "126 s × $0.0667 of 2026-07"
		view := ansi.Strip(pane(d, 42, 40).View(plain(), now))
		if strings.Contains(view, "cost ") != (cost != "") || !strings.Contains(view, cost) || strings.Contains(view, "126 s") {
			t.Errorf("cost %q:\n%s", cost, view)
		}
	}
}

func TestBesideTheListAFileThatIsHereStandsForItsLink(t *testing.T) {
	d := done()
	d.Saved = []detail.Saved{{Name: "out/ep013 German.mp4", Size: 58 << 20}}
	_, view, _ := strings.Cut(pane(d, 48, 30).View(plain(), now), "FILES")
	if got := labelled(view, "video"); !strings.HasPrefix(got, "out/ep013 German.mp4 ") {
		t.Errorf("the video is %q", got)
	}
	if got := labelled(view, "captions"); got != "ep013.srt expired" {
		t.Errorf("the captions are %q", got)
	}
	if got := line(d, "saved"); !strings.HasPrefix(got, "out/ep013 German.mp4 ") {
		t.Errorf("on the full screen it is saved as %q", got)
	}
}

func TestThePaneBesideTheListSaysThatTheEndOfAStuckJobIsTold(t *testing.T) {
	d := job(api.StatusRunning, clock(9, 0, 0))
	d.Told, d.Expected = "when it ends", "usually under 6m"
	for _, d.Stuck = range []bool{false, true} {
		if view := shown(pane(d, 42, 40)); strings.Contains(view, "tell me") != d.Stuck {
			t.Errorf("stuck %v:\n%s", d.Stuck, view)
		}
	}
}
