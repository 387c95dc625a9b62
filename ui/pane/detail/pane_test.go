package detail_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/detail"
)

// anyData draws a job as foreign as the wire may bring it.
func anyData() *rapid.Generator[detail.Data] {
	text := rapid.OneOf(
		rapid.String(), rapid.StringMatching(`[a-z ]{0,300}`),
		rapid.SampledFrom([]string{"", "\x1b]0;owned\x07", "a\nb\nc", "字幕テスト", "👨‍👩‍👧", "\u202egpj", strings.Repeat("word ", 400)}),
	)
	link := rapid.SampledFrom([]string{
		"", "https://files.heygen.ai/a/b.mp4" + signature, "http://evil.example/x?Signature=Q7", "not a link", "https://h/%zz?Q7", text.Example(1),
	})
	status := rapid.SampledFrom([]api.Status{
		api.StatusPending, api.StatusRunning, api.StatusCompleted, api.StatusFailed, api.StatusGone, api.StatusUnknown, "review\x1b[2Jing for a very long time",
	})
	moment := rapid.Map(rapid.IntRange(-400*24*3600, 7200), func(s int) time.Time { return now.Add(time.Duration(s) * time.Second) })
	return rapid.Custom(func(t *rapid.T) detail.Data {
		d := detail.Data{
			Job: api.Job{
				ID: api.JobID(text.Draw(t, "id") + "x"), Status: status.Draw(t, "status"), Title: text.Draw(t, "title"),
				CallbackID: text.Draw(t, "callback"), FailureMessage: text.Draw(t, "failure"), VideoURL: link.Draw(t, "video"),
				CaptionURL: link.Draw(t, "captions"), Duration: time.Duration(rapid.IntRange(0, 1e6).Draw(t, "length")) * time.Second,
			},
			SeenAt: moment.Draw(t, "seen"), CreatedHere: rapid.Bool().Draw(t, "here"),
			Pending: text.Draw(t, "pending"), Err: text.Draw(t, "err"),
		}
		if rapid.Bool().Draw(t, "dated") {
			d.Job.CreatedAt = moment.Draw(t, "created")
		}
		raw, err := json.Marshal(map[string]string{"title": d.Job.Title, "video_url": d.Job.VideoURL})
		if err != nil {
			t.Fatal(err)
		}
		d.Job.Raw = raw
		for range rapid.IntRange(0, 5).Draw(t, "states") {
			d.History = append(d.History, record.Seen{Status: status.Draw(t, "state"), At: moment.Draw(t, "at")})
		}
		if rapid.Bool().Draw(t, "known") {
			d.Inputs = map[string]string{}
			for _, p := range api.Params() {
				d.Inputs[p.Name] = rapid.OneOf(text, link, rapid.SampledFrom([]string{"", "true", "false"})).Draw(t, p.Name)
			}
		}
		return d
	})
}

func TestEveryJobFillsEverySizeExactlyAndLeaksNothing(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		d := anyData().Draw(t, "data")
		w, h := rapid.IntRange(0, 120).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
		p := pane(d, w, h)
		draw := p.View
		if rapid.Bool().Draw(t, "full") {
			p.SetFullSize(w, h)
			draw = p.View
		}
		if rapid.Bool().Draw(t, "raw") {
			p.ToggleRaw()
		}
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"j", "k", "G", "g", "ctrl+d", "ctrl+u", "pgdown", "pgup", "i"}), 0, 8).Draw(t, "keys") {
			p.Key(k)
		}
		view := draw(th, now)
		if h > 0 {
			cellstest.Exact(t, view, w, h)
		}
		if again := draw(th, now); again != view {
			t.Fatal("drawn twice it is not the same")
		}
		text := ansi.Strip(view)
		if strings.Contains(text, "Q7") {
			t.Fatalf("a secret is shown:\n%s", text)
		}
		if i := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
			t.Fatalf("control character at %d of %q", i, text)
		}
	})
}

func shown(p *detail.Pane) string { return ansi.Strip(p.View(plain(), now)) }

func press(t *testing.T, p *detail.Pane, keys ...string) {
	t.Helper()
	for _, k := range keys {
		if act, handled := p.Key(k); act != nil || !handled {
			t.Fatalf("%q gave %v, handled %v", k, act, handled)
		}
	}
}

func TestScrollingGoesToBothEndsAndNoFurther(t *testing.T) {
	p := pane(done(), 40, 12)
	top := shown(p)
	if !strings.Contains(top, "INPUTS") || !strings.Contains(top, "more lines") || strings.Contains(top, "08:58:48 done") {
		t.Fatalf("the top is\n%s", top)
	}
	press(t, p, "G")
	end := shown(p)
	if !strings.Contains(end, "08:58:48 done") || strings.Contains(end, "more line") || !strings.Contains(end, "ep013 German") {
		t.Fatalf("the end is\n%s", end)
	}
	press(t, p, "j", "pgdown")
	if shown(p) != end {
		t.Fatal("it scrolls beyond the end")
	}
	press(t, p, "k")
	if shown(p) == end {
		t.Fatal("one line up from the end shows the same")
	}
	press(t, p, "j")
	if shown(p) != end {
		t.Fatal("up and down is not back")
	}
	press(t, p, "g", "k", "ctrl+u")
	if shown(p) != top {
		t.Fatal("the top is not the top")
	}
}

func TestEveryLineCanBeReached(t *testing.T) {
	for name, steps := range map[string]string{"lines": "j", "half": "ctrl+d", "pages": "pgdown"} {
		p := pane(done(), 40, 12)
		p.SetFullSize(80, 12)
		seen := map[string]bool{}
		for range 40 {
			for _, l := range strings.Split(ansi.Strip(p.View(plain(), now)), "\n") {
				seen[strings.TrimSpace(l)] = true
			}
			press(t, p, steps)
		}
		p.SetFullSize(80, 60)
		press(t, p, "g")
		for _, l := range strings.Split(ansi.Strip(p.View(plain(), now)), "\n") {
			if l = strings.TrimSpace(l); !seen[l] {
				t.Errorf("by %s the line %q was never seen", name, l)
			}
		}
	}
}

func TestNewsAboutTheJobKeepThePlaceAndAnotherJobStartsAtItsTop(t *testing.T) {
	p := pane(done(), 40, 12)
	press(t, p, "j", "j", "j")
	before := shown(p)
	p.Show(done())
	if shown(p) != before {
		t.Fatal("news moved the text")
	}
	other := done()
	other.Job.ID = "ls_other"
	p.Show(other)
	if !strings.Contains(shown(p), "INPUTS") {
		t.Fatalf("another job starts at\n%s", shown(p))
	}
	p.Show(done())
	press(t, p, "G")
	p.SetSize(40, 40)
	if !strings.Contains(shown(p), "INPUTS") {
		t.Fatal("a pane that grew leaves room empty")
	}
}

func TestKeysOfOthersAreNotHandled(t *testing.T) {
	p := pane(done(), 40, 12)
	for _, k := range []string{"x", "enter", "tab", "q", "esc", "J", "?", "n"} {
		if act, handled := p.Key(k); act != nil || handled {
			t.Errorf("%q gave %v, handled %v", k, act, handled)
		}
	}
}

func TestRawShowsTheJSONOfTheJobAtHand(t *testing.T) {
	p := pane(done(), 60, 20)
	press(t, p, "i")
	if view := shown(p); !p.Raw() || !strings.Contains(view, `"duration": 134.0`) || strings.Contains(view, "Q7") {
		t.Fatalf("raw is\n%s", view)
	}
	other := failed()
	other.Job.Raw = json.RawMessage(`{"id":"ls_51ab77c0e2d94f08","queue":7}`)
	p.Show(other)
	if view := shown(p); !strings.Contains(view, `"queue": 7`) || strings.Contains(view, "134.0") {
		t.Fatalf("raw of the next job is\n%s", view)
	}
	other.Job.Raw = nil
	p.Show(other)
	if view := shown(p); strings.Contains(view, "queue") {
		t.Fatalf("raw of nothing is\n%s", view)
	}
	other.Submission = "s1"
	p.Show(other)
	if view := shown(p); !strings.Contains(view, "HeyGen has not made this job yet") {
		t.Fatalf("raw of what waits here is\n%s", view)
	}
	press(t, p, "i")
	if p.Raw() || strings.Contains(shown(p), "RAW") {
		t.Fatal("i does not go back")
	}
}

func TestNoJobIsSaidInOneLineAndTakesNoKeyAmiss(t *testing.T) {
	p := detail.New(keymap.Default())
	p.SetSize(40, 9)
	press(t, p, "j", "G", "i", "i")
	view := shown(p)
	cellstest.Exact(t, view, 40, 9)
	if strings.TrimSpace(view) != "no job to show" {
		t.Fatalf("%q", view)
	}
}
