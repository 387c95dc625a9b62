package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/ui"
)

// rawTitles are titles of which drawing makes another text than they are: composed,
// without selectors.
var rawTitles = map[string]string{
	"Hindi":                 "हिन्दी पाठ 1",
	"emoji":                 "👨\u200d👩\u200d👧 trip ❤\ufe0f 2",
	"Korean, decomposed":    "\u1112\u1161\u11ab\u1100\u1173\u11af 1",
	"Sinhala with a joiner": "ශ්\u200dරී ලංකා",
}

// sceneWith plays with a job of each title at the top of the list.
func sceneWith(t *testing.T, play func(t *testing.T, r rig, title string), change ...func(*ui.Options)) {
	t.Helper()
	for name, title := range rawTitles {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				s := newSim(2)
				s.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now()})
				r := start(t, s, 120, 40, change...)
				defer r.Stop()
				play(t, r, title)
			})
		})
	}
}

func TestATitleIsEditedAsItIs(t *testing.T) {
	sceneWith(t, func(t *testing.T, r rig, title string) {
		r.Press("e")
		r.Type("x")
		r.Press("enter")
		r.Wait(5 * time.Second)
		if got := r.sim.Jobs()[0].Title; got != title+"x" {
			t.Errorf("%+q became %+q", title, got)
		}
		r.Press("e", "backspace", "backspace", "enter")
		r.Wait(5 * time.Second)
		want := strings.TrimSpace(strings.TrimSuffix(title, lastCluster[title]))
		if got := r.sim.Jobs()[0].Title; got != want {
			t.Errorf("without its last two clusters %+q became %+q, want %+q", title+"x", got, want)
		}
	})
}

// lastCluster is what one backspace takes.
var lastCluster = map[string]string{
	"हिन्दी पाठ 1": "1", "👨\u200d👩\u200d👧 trip ❤\ufe0f 2": "2", "\u1112\u1161\u11ab\u1100\u1173\u11af 1": "1", "ශ්\u200dරී ලංකා": "කා",
}

func TestATitleThatIsNotChangedIsNotSent(t *testing.T) {
	sceneWith(t, func(t *testing.T, r rig, _ string) {
		r.Press("e")
		r.Type("x")
		r.Press("backspace", "enter")
		r.Wait(5 * time.Second)
		if n := r.sim.CallCount(routeRename); n != 0 {
			t.Errorf("%d renames", n)
		}
	})
}

func TestATitleIsCopiedAsItIs(t *testing.T) {
	sceneWith(t, func(t *testing.T, r rig, title string) {
		r.Press("Y", "n")
		if got := strings.Join(r.clip.texts, "\n"); got != title {
			t.Errorf("%+q was copied as %+q", title, got)
		}
	})
}

func TestTitlesAreRenamedByAPatternAsTheyAre(t *testing.T) {
	sceneWith(t, func(t *testing.T, r rig, title string) {
		renameAll(r, "{title} v2")
		r.Until("3 jobs renamed", time.Minute)
		if got := r.sim.Jobs()[0].Title; got != title+" v2" {
			t.Errorf("%+q became %+q", title, got)
		}
		r.Press("u")
		r.Wait(10 * time.Second)
		if got := r.sim.Jobs()[0].Title; got != title {
			t.Errorf("and after u %+q", got)
		}
		r.Press("e", "ctrl+u") // u marks them again
		paste(r, "s/"+title+"/y/")
		r.Press("enter")
		r.Wait(10 * time.Second)
		if got := r.sim.Jobs()[0].Title; got != "y" {
			t.Errorf("replaced it is %+q", got)
		}
	})
}

func TestTheFilterComparesWholeTitles(t *testing.T) {
	bubble(t, func(t *testing.T) {
		s := newSim(1)
		for i, title := range []string{"हिन्दी पाठ", "हन् पठ", "👨\u200d👩\u200d👧 trip", "👨 trip", "\u1112\u1161\u11ab\u1100\u1173\u11af", "\u1112"} {
			s.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now().Add(-time.Duration(i) * time.Second)})
		}
		r := start(t, s, 120, 40)
		defer r.Stop()
		for query, n := range map[string]string{"हिन्दी": "1 of 7", "हन्": "1 of 7", "👨\u200d👩\u200d👧": "1 of 7", "한글": "1 of 7", "\u1112\u1161\u11ab\u1100\u1173\u11af": "1 of 7", "trip": "2 of 7"} {
			r.Press("/")
			paste(r, query)
			r.Drawn()
			r.Has(n + " loaded match")
			r.Press("esc")
		}
	})
}

func TestWhatIsToldOfAJobHoldsItsTitleAsItIs(t *testing.T) {
	for name, title := range rawTitles {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				var told []string
				s := newSim(2)
				s.AddJob(sim.JobSpec{Title: title, CreatedAt: time.Now(), Pending: 10 * time.Second, Running: 20 * time.Second})
				r := startWriting(t, s, 120, 40, func(o *ui.Options) {
					o.Notifier, o.Session.Settings.Notify = notifierFunc(func(text string) { told = append(told, text) }), "all"
				})
				defer r.Stop()
				r.Wait(2 * time.Minute)
				if want := title + " is done"; len(told) != 1 || told[0] != want {
					t.Errorf("told is %+q, want %+q", told, want)
				}
				if at := strings.Index(r.Raw(), "\x1b]2;"); at >= 0 && strings.Contains(r.Raw()[at:at+80], title) {
					t.Errorf("the window's title holds that of a job: %q", r.Raw()[at:at+80])
				}
				r.Press("4", "/")
				paste(r, strings.Fields(title)[0])
				r.Drawn()
				r.HasNot("not in these lines")
				r.Type("q")
				r.Has("not in these lines")
			})
		})
	}
}
