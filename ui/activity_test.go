package ui

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/transfers"
)

// toldSoFar is the activity as text, newest first.
func toldSoFar(m *Model) string {
	m.screen = screenActivity
	if m.frozen() {
		m.thaw()
	}
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	return m.View().Content
}

func TestFilesAreToldOnceForEachThingThatHappensToThem(t *testing.T) {
	m := opened(t, &counting{})
	queue := &fetching{list: []transfers.Transfer{
		{ID: "old", Name: "out/old.mp4", State: transfers.Done, Size: 5},
		{ID: "a", Name: "out/a.mp4", State: transfers.Running, Size: 58_100_000},
		{ID: "b", Name: "out/b.mp4", State: transfers.Queued, Size: 9},
	}}
	m.downloads = queue
	change := func(of func(list []transfers.Transfer)) {
		queue.list = slices.Clone(queue.list)
		of(queue.list)
		m.lookAtFiles(nil)
		m.lookAtFiles(nil)
	}
	m.lookAtFiles(nil)
	change(func(list []transfers.Transfer) { list[1].Linked = true })
	change(func(list []transfers.Transfer) {
		list[1].State = transfers.Done
		list[2].State, list[2].Reason = transfers.Failed, "The disk is full at https://x.y/z?Signature=abcdef."
	})
	m.toast.clear() // the note says it too
	s := toldSoFar(m)
	for text, n := range map[string]int{
		"out/a.mp4 started": 1, "download link renewed for out/a.mp4": 1, "out/a.mp4, 58.1 MB": 1, "out/b.mp4: The disk is full": 1,
		"out/old.mp4": 0, "abcdef": 0,
	} {
		if got := strings.Count(s, text); got != n {
			t.Errorf("%q is told %d times", text, got)
		}
	}
	if p, ok := m.log.Problem(0); !ok || p.Op != "download of out/b.mp4" {
		t.Errorf("the last error is %+v", p)
	}
}

func TestUploadsAreToldFromTheirBeginToTheirEnd(t *testing.T) {
	m := opened(t, &counting{})
	o := Outgoing{Submission: submission.New("s", map[string]string{"title": "ep018"}, time.Now()), Param: "video"}
	o.State, o.Upload = submission.Uploading, api.UploadProgress{Total: 104_900_000}
	pending(m, o)
	m.noteUploads()
	m.create.Pending.All()[0].Upload.Sent = 9
	m.noteUploads()
	m.create.Pending.All()[0].Problem = submission.Problem{Message: "No answer from HeyGen.", Code: submission.CodeOffline}
	m.noteUploads()
	m.noteUploads()
	m.create.Pending.All()[0].State, m.create.Pending.All()[0].Assets = submission.Sending, map[string]string{"video": "as_1"}
	m.noteUploads()
	s := toldSoFar(m)
	for _, text := range []string{"ep018: its video goes up, 104.9 MB", "ep018 waits: No answer from HeyGen.", "ep018: its video is at HeyGen"} {
		if strings.Count(s, text) != 1 {
			t.Errorf("%q is told %d times:\n%s", text, strings.Count(s, text), s)
		}
	}
	if p, _ := m.log.Problem(0); p.Code != submission.CodeOffline {
		t.Errorf("%+v", p)
	}
}

func TestAnUploadThatFailedIsNotSaidToBeAtHeyGen(t *testing.T) {
	m := opened(t, &counting{})
	o := Outgoing{Submission: submission.New("s", map[string]string{"title": "ep018"}, time.Now()), Param: "video"}
	o.State, o.Upload = submission.Uploading, api.UploadProgress{Total: 33_554_432}
	pending(m, o)
	m.noteUploads()
	m.create.Pending.All()[0].Param, m.create.Pending.All()[0].Upload = "", api.UploadProgress{}
	m.create.Pending.All()[0].Problem = submission.Problem{Message: "HeyGen had a fault."}
	m.noteUploads()
	if s := toldSoFar(m); strings.Contains(s, "is at HeyGen") || !strings.Contains(s, "ep018 waits: HeyGen had a fault.") {
		t.Error(s)
	}
}

func TestARefusedCreateIsAnErrorWithItsField(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	if _, err := mem.Submit(t.Context(), map[string]string{"title": "ep018"}, ""); err != nil {
		t.Fatal(err)
	}
	mem.out[0].State = submission.Refused
	mem.out[0].Problem = submission.Problem{Code: "invalid_parameter", Param: "audio", Message: "The audio is bad.", Money: "Nothing was made or billed."}
	drain(m, m.takeOutgoing())
	p, ok := m.log.Problem(0)
	if !ok || p.Field != "audio" || p.What != "The audio is bad." || p.Money == "" || p.Code != "invalid_parameter" {
		t.Fatalf("%+v", p)
	}
}

func TestARefusedKeyIsOneErrorHoweverOftenItIsRefused(t *testing.T) {
	m := opened(t, &counting{})
	for range 3 {
		m.noteRefusal(&api.Error{Op: "list", Status: 401, Code: "unauthorized", RequestID: "r-1"})
	}
	if p, _ := m.log.Problem(0); m.log.Problems() != 1 || p.N != 1 || p.RequestID != "r-1" || p.Status != 401 {
		t.Fatalf("%d problems, %+v", m.log.Problems(), p)
	}
}

func TestWhatIsToldIsOneSafeLine(t *testing.T) {
	m := opened(t, &counting{})
	m.failed("not done\n\x1b[31m", errors.New("at https://x.y/z?X-Amz-Signature=beef and sk_live_0123456789abcdefXYZ \u202e"))
	s := toldSoFar(m)
	for _, bad := range []string{"beef", "sk_live", "\u202e", "\x1b[31mn"} {
		if strings.Contains(s, bad) {
			t.Errorf("%q is drawn", bad)
		}
	}
	if !strings.Contains(s, "At https://x.y/z?(signed) and (key)") {
		t.Errorf("the line is gone:\n%s", s)
	}
}

func TestAnotherAccountIsNotFrozen(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	key(m, "z")
	if !m.frozen() {
		t.Fatal("z does not freeze")
	}
	m.open(Session{Client: &counting{}, Identity: Identity{KeyTail: "beef"}})
	if m.frozen() || !strings.Contains(toldSoFar(m), "beef") {
		t.Fatal("the view of one account stands over another")
	}
}
