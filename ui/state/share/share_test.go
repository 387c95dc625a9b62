package share

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/keymap"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func source() Source {
	return Source{BaseURL: api.DefaultBaseURL, Now: noon, Inputs: func(api.JobID) (map[string]string, string) {
		return nil, "it was not made from here"
	}, File: func(id api.JobID) string {
		return map[api.JobID]string{"here": "/out/my video.mp4"}[id]
	}}
}

func TestATextShownAloneSaysWhatItIsAndUntilWhenItIsGood(t *testing.T) {
	video := PartByID(Video)
	for want, job := range map[string]api.Job{
		"video link of ep013 German, good for 2h 0m, until 24 Nov 14:00:00": {ID: "a", Title: "ep013\nGerman", Status: api.StatusCompleted, VideoURL: ends(2 * time.Hour)},
		"video link": {ID: "a", Status: api.StatusCompleted, VideoURL: "https://files.heygen.ai/v.mp4"},
	} {
		taken := source().Take(video, AsTheyAre([]api.Job{job}))
		if head, link, _ := strings.Cut(taken.Alone(), "\n\n"); head != want || link != job.VideoURL {
			t.Errorf("%q over %q, want %q", head, link, want)
		}
	}
	if id := source().Take(PartByID("id"), AsTheyAre([]api.Job{{ID: "ls_1", Title: "one"}})); id.Alone() != "id of one\n\nls_1" {
		t.Errorf("%q", id.Alone())
	}
}

// ends is a link that ends after a while.
func ends(in time.Duration) string {
	return fmt.Sprintf("https://files.heygen.ai/v.mp4?Expires=%d", noon.Add(in).Unix())
}

func done(id string, video string) api.Job {
	return api.Job{ID: api.JobID(id), Status: api.StatusCompleted, VideoURL: video}
}

func TestLinksAreReadWhereTheyCannotBeGivenAwayAsTheyAre(t *testing.T) {
	for name, c := range map[string]struct {
		job   api.Job
		stale bool
	}{
		"good":         {done("a", ends(nearEnd)), false},
		"near its end": {done("a", ends(nearEnd-time.Second)), true},
		"ended":        {done("a", ends(-time.Hour)), true},
		"not there":    {done("a", ""), true},
		"does not say": {done("a", "https://files.heygen.ai/v.mp4"), false},
		"runs":         {api.Job{ID: "a", Status: api.StatusRunning}, false},
		"failed":       {api.Job{ID: "a", Status: api.StatusFailed}, false},
	} {
		for _, r := range []Request{{Use: Open}, {Use: Show}, {Use: Copy, Part: PartByID(Video)}} {
			if got := r.Stale([]api.Job{c.job}, noon); (len(got) == 1) != c.stale {
				t.Errorf("%s, use %d: %v", name, r.Use, got)
			}
		}
		if got := (Request{Use: Copy, Part: PartByID("id")}).Stale([]api.Job{c.job}, noon); len(got) != 0 {
			t.Errorf("%s: an id needs no link", name)
		}
	}
}

func TestWhyThereIsNothingToGive(t *testing.T) {
	offline := errors.New("no answer")
	for name, c := range map[string]struct {
		job api.Job
		got *Answer
		// text is what is given; why, and err, are why not.
		text, why string
		err       error
	}{
		"good":                     {job: done("a", ends(time.Hour)), text: ends(time.Hour)},
		"ended and refused":        {job: done("a", ends(-time.Hour))},
		"ended and not read":       {job: done("a", ends(-time.Hour)), got: &Answer{Err: offline}, err: offline},
		"near its end, not read":   {job: done("a", ends(time.Minute)), got: &Answer{Err: offline}, text: ends(time.Minute)},
		"read, by a wrong clock":   {job: done("a", ""), got: &Answer{Job: done("a", ends(-time.Hour))}, text: ends(-time.Hour)},
		"read, and has none":       {job: done("a", ""), got: &Answer{Job: done("a", "")}, why: "HeyGen gave no link yet"},
		"deleted elsewhere":        {job: done("a", ends(time.Minute)), got: &Answer{Err: &api.Error{Op: "read", Status: 404, Code: "not_found", Enveloped: true}}, why: "it was deleted elsewhere"},
		"not done":                 {job: api.Job{ID: "a", Status: api.StatusRunning}, why: "it is not done yet"},
		"failed":                   {job: api.Job{ID: "a", Status: api.StatusFailed}, why: "it failed"},
		"a link that is not https": {job: done("a", "http://x.y/v.mp4"), why: "HeyGen's link is not a safe one"},
	} {
		got := map[api.JobID]Answer{}
		if c.got != nil {
			got["a"] = *c.got
		}
		taken := source().Take(PartByID(Video), Answered([]api.Job{c.job}, got))
		if taken.Text.Text != c.text || taken.Why != c.why || !errors.Is(taken.Err, c.err) {
			t.Errorf("%s: %+v", name, taken)
		}
	}
}

func TestOneTextOfSeveralJobsSaysHowManyHaveNone(t *testing.T) {
	jobs := AsTheyAre([]api.Job{done("a", ends(time.Hour)), {ID: "b", Status: api.StatusFailed, FailureMessage: "no face"}, done("c", ends(time.Hour))})
	for id, want := range map[string]string{
		"id": "3 ids", Video: "2 video links (1 has none)", "failure": "1 failure (2 have none)", "curl": "3 curl commands",
	} {
		taken := source().Take(PartByID(id), jobs)
		if taken.What != want || !slices.Equal(taken.IDs, []api.JobID{"a", "b", "c"}) {
			t.Errorf("%s: %+v", id, taken)
		}
	}
	if got := source().Take(PartByID("id"), jobs).Text.Text; got != "a\nb\nc" {
		t.Error(got)
	}
	taken := source().Take(PartByID(Video), AsTheyAre([]api.Job{done("a", ends(time.Minute))}))
	if taken.What != "the video link" || taken.Aside != "it ends in 1m00" {
		t.Errorf("%+v", taken)
	}
}

func TestTheMenuLeavesOutWhatIsRareAndSaysWhyOfTheRest(t *testing.T) {
	words := func(jobs ...api.Job) string {
		var out []string
		for _, o := range source().Offers(jobs) {
			out = append(out, strings.TrimSuffix(o.Text+": "+o.Why, ": "))
		}
		return strings.Join(out, "; ")
	}
	if got := words(api.Job{ID: "a", Status: api.StatusRunning}); got != "id; video link: it is not done yet; captions link: it is not done yet; "+
		"JSON: HeyGen sent only its state so far; curl command; heygen command" {
		t.Error(got)
	}
	if got := words(done("a", ""), api.Job{ID: "b", Status: api.StatusFailed, Title: "t", FailureMessage: "no face"}); got != "ids; video links, 1 job; captions links, 1 job; "+
		"JSON objects: HeyGen sent only its state so far; curl commands; heygen commands; titles, 1 job; failures, 1 job" {
		t.Error(got)
	}
}

func TestThePathOfAFileIsOfferedWhereOneIsHere(t *testing.T) {
	path := PartByID("path")
	offered := func(jobs ...api.Job) string {
		for _, o := range source().Offers(jobs) {
			if o.Part.ID == path.ID {
				return o.Text
			}
		}
		return ""
	}
	if got := offered(done("here", "")); got != "path of the file here" {
		t.Errorf("of one that is here: %q", got)
	}
	if got := offered(done("here", ""), done("a", "")); got != "paths of the files here, 1 job" {
		t.Errorf("of two: %q", got)
	}
	if got := offered(done("a", "")); got != "" {
		t.Errorf("of one that is not here: %q", got)
	}
	if got := source().Take(path, AsTheyAre([]api.Job{done("here", "")})); got.Text.Text != "'/out/my video.mp4'" {
		t.Errorf("%+v", got)
	}
}

func TestEveryPartHasAKeyInTheMenu(t *testing.T) {
	for _, p := range parts {
		if keymap.Default().Of(keymap.Command(p.ID), keymap.InCopy) == "" {
			t.Errorf("%s has none", p.ID)
		}
	}
}

func TestTheSheetBeginsWithWhatMayNotHaveArrived(t *testing.T) {
	jobs := AsTheyAre([]api.Job{{ID: "ls_a", Title: "one", Status: api.StatusRunning}})
	for name, c := range map[string]struct {
		jobs []Job
		last Text
		want string
	}{
		"nothing":            {nil, Text{}, ""},
		"of no job":          {nil, Text{Text: "/out/a.mp4"}, "/out/a.mp4"},
		"a path beside it":   {jobs, Text{Text: "/out/a.mp4"}, "/out/a.mp4\n\nid\nls_a\n\ntitle\none\n\ncurl command\n"},
		"its own part":       {jobs, Text{IDs: []api.JobID{"ls_a"}, Text: "one"}, "one\n\nid\nls_a\n\ncurl command\n"},
		"another job's part": {jobs, Text{IDs: []api.JobID{"ls_b"}, Text: "two"}, "id\nls_a\n\ntitle\none\n\ncurl command\n"},
	} {
		if got := source().Sheet(c.jobs, c.last); !strings.HasPrefix(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
	many := AsTheyAre([]api.Job{{ID: "ls_a", Title: "one"}, {ID: "ls_b", Title: "two"}})
	if got := source().Sheet(many, Text{}); got != "ids\nls_a\nls_b\n\ntitles\none\ntwo" {
		t.Errorf("of several jobs: %q", got)
	}
}

func TestWhatIsSaidWhereThereIsNothingToGive(t *testing.T) {
	p := PartByID(Video)
	for _, c := range []struct {
		taken   Taken
		refused bool
		want    string
	}{
		{Taken{Text: Text{Text: "x"}}, false, ""},
		{Taken{Err: errors.New("odd")}, true, ""},
		{Taken{Why: "it failed"}, true, "no video link: it failed"},
		{Taken{}, false, "no video link: it has ended"},
		{Taken{}, true, "no video link: it has ended, and the key is refused"},
	} {
		if got := c.taken.Lack(p, c.refused); got != c.want {
			t.Errorf("%+v: %q, want %q", c.taken, got, c.want)
		}
	}
	if TooMany(linksPerKey) != "" || TooMany(linksPerKey+1) != "21 links would have to be asked for one by one, 20 at most: mark fewer jobs" {
		t.Error(TooMany(linksPerKey + 1))
	}
}
