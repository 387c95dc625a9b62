package rows

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
)

// rounds has so many rounds in a row end with an error.
func rounds(s Source, n int, err error) {
	for range n {
		cond := poll.Conditions{Now: now, Reading: func(api.JobID) bool { return false }}
		for calls := s.Poll.Hurry(cond).Calls; len(calls) > 0; calls = calls[1:] {
			calls = append(calls, s.Poll.Answered(calls[0].Key, err, cond).Calls...)
		}
	}
}

func TestTheHeaderCountsWhatIsLoaded(t *testing.T) {
	s := of(api.Job{ID: "a", Status: api.StatusFailed}, api.Job{ID: "b", Status: api.StatusRunning})
	h := s.Header(action.TransfersTab, api.Balance{Known: true, Amount: 3})
	if h.Balance == "" || len(h.Tallies) != 4 || h.Tallies[0].N != 1 || h.Tallies[2].N != 1 || !h.Tabs[2].On || h.Tabs[0].On {
		t.Errorf("%+v", h)
	}
	if got := s.Title(); got != "lipdash - 1 active - 1 failed" {
		t.Errorf("the window is called %q", got)
	}
	if h := of().Header(action.JobsTab, api.Balance{}); h.Balance != "" || h.Of != "" {
		t.Errorf("of an account nobody knows anything of: %+v", h)
	}
	more := of(api.Job{ID: "a", Status: api.StatusPending}, api.Job{ID: "b", Status: api.StatusRunning})
	for limit, want := range map[int]string{3: "2/3 slots", 1: "1/1 slots", 0: ""} {
		if _, slots := more.Held(limit); slots != want {
			t.Errorf("of %d: %q", limit, slots)
		}
	}
}

func TestWhatNeedsAPersonStandsOverTheBody(t *testing.T) {
	refused := &api.Error{Op: "x", Status: 401}
	for name, c := range map[string]struct {
		before func(Source)
		banner string
		keys   string
	}{
		"nothing":                 {func(Source) {}, "", ""},
		"one round that failed":   {func(s Source) { rounds(s, 1, &api.Error{Op: "x", Status: 503}) }, "", ""},
		"two":                     {func(s Source) { rounds(s, 2, errors.New("odd")) }, api.Reason(errors.New("odd")), "r"},
		"a key that is refused":   {func(s Source) { s.Poll.Refuse(refused) }, api.Explain(refused).String(), "E r"},
		"rounds that work again":  {func(s Source) { rounds(s, 2, errors.New("odd")); rounds(s, 1, nil) }, "", ""},
		"refused after an outage": {func(s Source) { rounds(s, 2, errors.New("odd")); s.Poll.Refuse(refused) }, api.Explain(refused).String(), "E r"},
	} {
		s := of(api.Job{ID: "a", Status: api.StatusCompleted})
		c.before(s)
		b, keys, typing := s.Banner(false), []string{}, []string{}
		for _, h := range b.Keys {
			keys = append(keys, h.Key)
		}
		for _, h := range s.Banner(true).Keys {
			typing = append(typing, h.Key)
		}
		if got := strings.Join(typing, " "); c.keys != "" && got != "ctrl+r" {
			t.Errorf("%s: where text is typed it names %q", name, got)
		}
		if b.Text != c.banner || strings.Join(keys, " ") != c.keys || b.Shown() != (c.banner != "") {
			t.Errorf("%s: %+v", name, b)
		}
	}
}

func TestAViewThatStandsStillSaysSo(t *testing.T) {
	for aside, before := range map[string]func(Source){
		"":              func(Source) {},
		", stale":       func(s Source) { rounds(s, 1, errors.New("odd")) },
		", key refused": func(s Source) { s.Poll.Refuse(&api.Error{Op: "x", Status: 401}) },
	} {
		s := of(api.Job{ID: "a", Status: api.StatusRunning})
		s.Browse.Freeze(now.Add(-3 * time.Second))
		before(s)
		want := []string{"frozen 3s" + aside + ", z resumes", "frozen 3s" + aside, "frozen 3s"}
		if p := s.Pulse(true, time.Time{}); p.Mood != statusbar.Odd || !slices.Equal(p.Text, want) {
			t.Errorf("%+v, want %q", p, want)
		}
		if p := s.Pulse(false, time.Time{}); strings.HasPrefix(p.Text[0], "frozen") {
			t.Errorf("a screen that goes on: %+v", p)
		}
	}
}

func TestAnEmptyScreenSaysWhy(t *testing.T) {
	unheard := func() Source { s := of(); st := store.New(20); s.Store = st; return s }
	for want, s := range map[string]Source{
		"asking HeyGen for your jobs": unheard(), "no lipsync jobs in this account yet  c  make one from a video and an audio file b  make many from a sheet or a folder :  type demo to look around with made-up jobs": of(),
	} {
		if got := strings.Join(s.WhyEmpty(), " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	s := unheard()
	rounds(s, 1, errors.New("odd"))
	if got := s.WhyEmpty(); got[2] != "lipdash keeps trying. r tries now." {
		t.Errorf("%q", got)
	}
	s.Poll.Refuse(&api.Error{Op: "x", Status: 401})
	if got := s.WhyEmpty(); len(got) != 4 || !strings.Contains(got[0], "refused") || got[2] != "E  paste another key" {
		t.Errorf("%q", got)
	}
}

func TestEveryEmptyTabSaysWhatToPress(t *testing.T) {
	s := of()
	for want, got := range map[string][]string{
		"b  make many from a sheet or a folder":                s.NoBatches(),
		"c  give one video many voices":                        s.NoBatches(),
		"d  on a job fetches its video and captions to /films": s.NoFiles("/films"),
		"c  make one from a video and an audio file":           s.WhyEmpty(),
	} {
		if !strings.Contains(strings.Join(got, "\n"), want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
}
