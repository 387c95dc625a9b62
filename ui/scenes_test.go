package ui

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// What is told of a clock is the same on every machine.
func init() { time.Local = time.UTC }

// scenes are every screen, and every state that changes how it looks, by name.
var scenes = []struct {
	name  string
	enter func(m *Model)
}{
	{"jobs", func(*Model) {}},
	{"jobs-marked", func(m *Model) { pressAll(m, "j j v j") }},
	{"jobs-failed", func(m *Model) { pressAll(m, "j j j") }},
	{"jobs-waiting", func(m *Model) { pending(m, someOutgoing(m.now)...); pressAll(m, "g") }},
	{"jobs-none", func(m *Model) { *m = *lookingAt(m, api.JobPage{}) }},
	{"jobs-unheard", func(m *Model) { *m = *unheard(m) }},
	{"jobs-filtered", func(m *Model) { pressAll(m, "/ e p"); press(m, "enter") }},
	{"jobs-filtered-out", func(m *Model) { pressAll(m, "/ n o t h i n g"); press(m, "enter") }},
	{"filter", func(m *Model) { pressAll(m, "/ e p") }},
	{"frozen", func(m *Model) { pressAll(m, "z") }},
	{"read-only", func(m *Model) { m.Identity.ReadOnly = true; pressAll(m, "x") }},
	{"stale", func(m *Model) { failing(m, errors.New("connection reset by peer")) }},
	{"offline", func(m *Model) { failing(m, unreachable(m.ctx)) }},
	{"refused", func(m *Model) {
		m.poll.Refuse(&api.Error{Op: "list", Status: 401, Code: "unauthorized", Message: "HeyGen refused the key."})
	}},
	{"said", func(m *Model) {
		m.warn("the journal cannot be written: the disk is full, so nothing that is made now survives the end of lipdash")
	}},
	{"detail", func(m *Model) { pressAll(m, "j tab") }},
	{"job-running", func(m *Model) { pressAll(sized(m, 80, 24), "enter") }},
	{"job-failed", func(m *Model) { pressAll(sized(m, 80, 24), "j j j enter") }},
	{"job-done", func(m *Model) { pressAll(sized(m, 80, 24), "j j enter") }},
	{"job-raw", func(m *Model) { pressAll(sized(m, 80, 24), "j j enter i") }},
	{"form", func(m *Model) { pressAll(m, "c") }},
	{"form-filled", filledForm},
	{"form-wrong", func(m *Model) {
		pressAll(m, "c")
		m.form.SetValues(map[string]string{"video": "ftp://x", "title": "t"})
		press(m, "ctrl+x")
	}},
	{"review", func(m *Model) { filledForm(m); press(m, "ctrl+x") }},
	{"voices", onVoices},
	{"sheet-asking", func(m *Model) { m.opts.Sheets = noSheets{}; pressAll(m, "b") }},
	{"sheet", onSheet},
	{"sheet-mending", func(m *Model) { onSheet(m); press(m, "enter") }},
	{"batches-none", func(m *Model) { pressAll(m, "2") }},
	{"batches", func(m *Model) { sceneBatches(m); pressAll(m, "2") }},
	{"batch", func(m *Model) { sceneBatches(m); pressAll(m, "2"); press(m, "enter") }},
	{"transfers-none", func(m *Model) { pressAll(m, "3") }},
	{"transfers", func(m *Model) { m.transfers.Changed(someTransfers(m.now), m.now); pressAll(m, "3") }},
	{"failures", func(m *Model) { pressAll(m, "F") }},
	{"activity", func(m *Model) { pressAll(m, "4") }},
	{"activity-entry", func(m *Model) { pressAll(m, "4"); press(m, "enter") }},
	{"activity-searching", func(m *Model) { pressAll(m, "4 / o p") }},
	{"help", func(m *Model) { pressAll(m, "?") }},
	{"palette", func(m *Model) { pressAll(m, ":") }},
	{"palette-searching", func(m *Model) { pressAll(m, ": t h e m e") }},
	{"delete", func(m *Model) { pressAll(m, "x") }},
	{"delete-many", func(m *Model) { pressAll(m, "a x") }},
	{"copy", func(m *Model) { pressAll(m, "j j Y") }},
	{"title", func(m *Model) { pressAll(m, "e") }},
	{"titles", func(m *Model) { pressAll(m, "a e") }},
	{"quit", func(m *Model) {
		remembering(m).trouble = "The disk is full."
		m.form.SetValues(map[string]string{"title": "half typed"})
		pressAll(m, "q")
	}},
	{"new-key", func(m *Model) {
		m.Session.KeyPlaces = func() action.KeyPlaces { return keyPlaces }
		m.opts.Connect = func(context.Context, action.UseKey) (calls.Session, error) { return calls.Session{}, nil }
		pressAll(m, "E")
	}},
	{"last-error", func(m *Model) { m.log.Refused(m.now, errors.New("it is refused")); pressAll(m, "!") }},
	{"first-run", func(m *Model) {
		*m = *firstTime(m, Options{ASCII: m.opts.ASCII, Dark: m.opts.Dark, KeyPlaces: keyPlaces, LookedIn: []LookedIn{
			{Where: "HEYGEN_API_KEY in the environment", Found: "not set"}, {Where: "a key that lipdash stored", Found: "none for profile default"}, {Where: "~/.heygen/credentials (HeyGen CLI)", Found: "no such file"},
		}})
	}},
	{"first-run-wrong", func(m *Model) {
		*m = *firstTime(m, Options{ASCII: m.opts.ASCII, Dark: m.opts.Dark, KeyPlaces: keyPlaces})
		m.firstRun.Problem("HeyGen refused the key.")
	}},
}

// keyPlaces is where a key can be kept on a machine without a keyring.
var keyPlaces = action.KeyPlaces{File: "~/.config/lipdash/keys/default.json", Keyring: "lipdash/default", NoKeyring: "no keyring here: no session bus"}

// firstTime is a model without a key.
func firstTime(m *Model, o Options) *Model {
	fresh := New(m.ctx, o)
	fresh.Init()
	return sized(fresh, m.width, m.height)
}

// pressAll presses keys that are parted by blanks.
func pressAll(m *Model, keys string) {
	for _, k := range strings.Fields(keys) {
		press(m, k)
	}
}

func filledForm(m *Model) {
	press(m, "c")
	m.form.SetValues(map[string]string{"video": "https://example.com/ep018.mp4", "audio": "https://example.com/ep018_de.wav", "title": "ep018 German"})
	m.Update(tea.WindowSizeMsg{Width: m.width, Height: m.height})
}

// failing is a list that is asked for and not answered.
func failing(m *Model, err error) {
	for range 3 {
		_, asked := m.begin("list")
		arrive(m, calls.JobsListed{Request: asked, Err: err})
	}
	time.Sleep(time.Minute)
	m.Update(tea.BlurMsg{})
}

// unreachable is the error of a call without a network.
func unreachable(ctx context.Context) error {
	began := time.Now()
	defer func() { time.Sleep(time.Until(began.Add(5 * time.Minute))) }() // tries are a random while apart
	c, err := api.New(api.Credential{Key: "sk_test_0123456789abcdef4f2a"}, api.Options{Transport: noNetwork{}})
	if err == nil {
		_, err = c.Me(ctx)
	}
	return err
}

type noNetwork struct{}

func (noNetwork) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("dial tcp: lookup api.heygen.com: no such host")
}

var sceneTitles = []string{
	"ep018 German", "Quarterly review, board room, with a title that is longer than any column", "ep017 French", "ep016 字幕テスト 第三話", "Keynote 2026",
	"ep015 Spanish", "onboarding v2", "ep014 Hindi", "ep013 Arabic", "townhall", "ep012 Thai", "ep011 Polish",
}

// scenePage has jobs in every state.
func scenePage(now time.Time, titles ...string) (p api.JobPage) {
	if len(titles) == 0 {
		titles = sceneTitles
	}
	states := []api.Status{
		api.StatusRunning, api.StatusPending, api.StatusCompleted, api.StatusFailed, api.StatusCompleted, "reviewing",
		api.StatusFailed, api.StatusRunning, api.StatusCompleted, api.StatusFailed, api.StatusGone, api.StatusUnknown,
	}
	reasons := []string{"Audio is 12 s too long for this plan.", "Audio is 3 s too long for this plan.", "Internal error while rendering."}
	for i, title := range titles {
		s := states[i%len(states)]
		j := api.Job{
			ID: api.JobID(fmt.Sprintf("ls_%d%s", i, strings.Repeat("7e31", 4))), Status: s, Title: title,
			CreatedAt: now.Add(-time.Duration(i*i*9+2) * time.Minute), Raw: []byte(`{"id":"x","status":"done","nested":{"a":[1,2,3]}}`),
		}
		switch s {
		case api.StatusCompleted:
			j.Duration, j.VideoURL = time.Duration(90+i)*time.Second, "https://example.com/"+string(j.ID)+".mp4?Signature=x"
			if i%4 == 0 {
				j.CaptionURL = "https://example.com/c.srt"
			}
		case api.StatusFailed:
			j.FailureMessage = reasons[i%3]
		}
		p.Jobs = append(p.Jobs, j)
	}
	return p
}

// sceneBatches are one that is under way and one that is over.
func sceneBatches(m *Model) {
	week := record.Batch{ID: "week", Name: "week 47", MadeAt: m.now.Add(-time.Hour)}
	for i, j := range scenePage(m.now).Jobs {
		week.Items = append(week.Items, record.BatchItem{Number: i + 1, Input: fmt.Sprint("row ", i+2), Job: j.ID, Title: j.Title, State: record.ItemState(j.Status), Cost: 3})
	}
	m.batches.Opened()
	m.batches.Read([]record.Batch{week, {ID: "old", Name: "old", MadeAt: m.now.Add(-50 * time.Hour), Items: []record.BatchItem{{Number: 1, State: record.ItemCompleted, Saved: "x.mp4"}}}}, nil, m.now)
}

func someOutgoing(now time.Time) []create.Outgoing {
	var out []create.Outgoing
	for i, s := range []submission.State{submission.Queued, submission.Uploading, submission.Sending, submission.Unknown, submission.Asking, submission.Refused} {
		o := create.Outgoing{Submission: submission.New(submission.ID(fmt.Sprint("s", i)), map[string]string{"title": "made here " + string(s), "video": "v.mp4", "audio": "a.wav"}, now), Place: i + 1}
		o.State = s
		if s == submission.Refused {
			o.Problem = submission.Problem{Code: "invalid_parameter", Param: "audio", Message: "The audio is bad."}
		}
		out = append(out, o)
	}
	return out
}

func someTransfers(now time.Time) []transfers.Transfer {
	var out []transfers.Transfer
	for i, s := range []transfers.State{transfers.Running, transfers.Queued, transfers.Paused, transfers.Failed, transfers.Done, transfers.Cancelled, transfers.Running} {
		t := transfers.Transfer{ID: fmt.Sprint("t", i), Job: "ls_2", Name: fmt.Sprintf("out/ep%03d.mp4", i), Size: 58 << 20, Done: int64(i) << 23, State: s, At: now.Add(-time.Duration(i) * time.Minute)}
		switch {
		case s == transfers.Failed:
			t.Reason = "The disk is full at /out."
		case i == 6:
			t.Asks, t.Reason = true, "A file of that name is there."
		case s == transfers.Running:
			t.Speed = 6 << 20
		}
		out = append(out, t)
	}
	return out
}

// sceneModel is a model before its first picture.
func sceneModel(t *testing.T, ascii bool) *Model {
	t.Helper()
	dark := true
	m := New(t.Context(), Options{
		Session: &calls.Session{Client: &counting{}, Identity: calls.Identity{Profile: "acme", KeyTail: "4f2a"}}, Dark: &dark, ASCII: ascii,
	})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	m.Init()
	return m
}

// wear draws the model in another look.
func wear(m *Model, look theme.Options) *Model {
	m.look, m.theme = look, theme.New(look)
	m.showPanes()
	return m
}

// lookingAt is the model with another page of jobs.
func lookingAt(m *Model, page api.JobPage) *Model {
	fresh := unheard(m)
	arrive(fresh, calls.JobsListed{Request: fresh.requests["list"].Request, Page: page})
	return fresh
}

// unheard is the model before anything was heard.
func unheard(m *Model) *Model {
	fresh := New(m.ctx, m.opts)
	fresh.display = m.display
	fresh.Init()
	return fresh
}

// onScene is a model in a scene, in fake time.
func onScene(t *testing.T, ascii bool, enter func(*Model), titles ...string) *Model {
	t.Helper()
	m := sceneModel(t, ascii)
	arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: scenePage(m.now, titles...)})
	arrive(m, calls.AccountRead{Request: m.requests["account"].Request, Account: api.Account{Username: "acme", Balance: api.Balance{Known: true, Amount: 476.78, Currency: "usd"}}})
	remembering(m)
	m.log.Happened(m.now, "note", "opened acme")
	enter(m)
	sized(m, 120, 40)
	time.Sleep(time.Second)
	m.Update(tea.FocusMsg{})
	return m
}

// drawn is what is on screen, by cells.
func drawn(m *Model) *uv.Buffer {
	b := uv.NewScreenBuffer(m.width, m.height)
	b.Method = ansi.WcWidth
	uv.NewStyledString(m.View().Content).Draw(b, b.Bounds())
	return b.Buffer
}

// sized is the model on a screen of another size.
func sized(m *Model, w, h int) *Model {
	m.Update(tea.WindowSizeMsg{Width: w, Height: h})
	return m
}

// eachScene runs something in each scene.
func eachScene(t *testing.T, ascii bool, do func(t *testing.T, name string, m *Model)) {
	t.Helper()
	for _, s := range scenes {
		synctest.Test(t, func(t *testing.T) { do(t, s.name, onScene(t, ascii, s.enter)) })
	}
}
