package ui_test

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/state/share"
)

// plainScreen notes what is shown and is left after a moment: Bubble Tea's
// renderer needs one to stop before it can start again.
type plainScreen struct{ texts []string }

func (p *plainScreen) Command(text string) tea.ExecCommand { return &oneScreen{p, text} }

type oneScreen struct {
	of   *plainScreen
	text string
}

func (s *oneScreen) Run() error {
	s.of.texts = append(s.of.texts, s.text)
	<-time.After(100 * time.Millisecond)
	return nil
}
func (*oneScreen) SetStdin(io.Reader)  {}
func (*oneScreen) SetStdout(io.Writer) {}
func (*oneScreen) SetStderr(io.Writer) {}

// browser opens links, or is somewhere else.
type browser struct {
	links     []string
	elsewhere bool
	err       error
}

func (b *browser) Open(_ context.Context, link string) (bool, error) {
	if !b.elsewhere && b.err == nil {
		b.links = append(b.links, link)
	}
	return b.elsewhere, b.err
}

func (b *browser) OpenFile(ctx context.Context, path string) (bool, error) {
	return b.Open(ctx, path)
}

func (b *browser) Reveal(ctx context.Context, folder string) (bool, error) {
	return b.Open(ctx, folder)
}

// copyRig is a dashboard with a browser and a place for plain text beside it.
type copyRig struct {
	rig
	plain *plainScreen
	web   *browser
}

// startCopying starts one.
func startCopying(t *testing.T, server *sim.Server, change ...func(*ui.Options)) copyRig {
	t.Helper()
	d := copyRig{plain: &plainScreen{}, web: &browser{}}
	d.rig = start(t, server, 120, 40, append(change, func(o *ui.Options) { o.Plain, o.Opener = d.plain, d.web })...)
	return d
}

// last is the newest text on the clipboard.
func (d copyRig) last(t *testing.T) string {
	t.Helper()
	if len(d.clip.texts) == 0 {
		t.Fatalf("nothing was copied:\n%s", d.Text())
	}
	return d.clip.texts[len(d.clip.texts)-1]
}

func TestTheCopyMenuCopiesEachPart(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(time.Hour, 2), func(o *ui.Options) { o.Session.Identity.BaseURL = "https://api.example.com/x" })
		defer d.Stop()
		id := d.sim.Jobs()[0].ID
		copyOf := func(key string) string {
			d.Press("Y", key)
			return d.last(t)
		}
		for key, want := range map[string]string{
			"i": id, "n": "job 001",
			"c": `curl -H "x-api-key: $HEYGEN_API_KEY" https://api.example.com/x/v3/lipsyncs/` + id,
			"h": "HEYGEN_API_BASE=https://api.example.com/x heygen lipsync get " + id,
		} {
			if got := copyOf(key); got != want {
				t.Errorf("Y %s copied %q, want %q", key, got, want)
			}
		}
		if got := copyOf("v"); !strings.Contains(got, "/video.mp4?") || !strings.Contains(got, "Signature=") {
			t.Errorf("the video link is %q", got)
		}
		if got := copyOf("s"); !strings.Contains(got, "/captions.srt?") || !strings.Contains(got, "Signature=") {
			t.Errorf("the captions link is %q", got)
		}
		var job struct{ ID, Title string }
		if err := json.Unmarshal([]byte(copyOf("J")), &job); err != nil || job.ID != id || job.Title != "job 001" {
			t.Errorf("JSON of %+v, %v", job, err)
		}
		d.Has("copied the JSON, to the test")
		if strings.Contains(strings.Join(d.clip.texts, "\n"), testKey) || strings.Contains(d.Text(), "Signature") {
			t.Error("a secret went where nobody asked for it")
		}
	})
}

func TestMarkedJobsAreCopiedTogether(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := lapsing(time.Hour, 3)
		server.AddJob(sim.JobSpec{Title: "broken", Status: "failed", Failure: "no face", CreatedAt: time.Now().Add(-time.Hour)})
		d := startCopying(t, server)
		defer d.Stop()
		var ids []string
		for _, j := range d.sim.Jobs() {
			ids = append(ids, j.ID)
		}
		d.Press("a", "y")
		d.Has("copied 4 ids, to the test")
		if got := d.last(t); got != strings.Join(ids, "\n") {
			t.Errorf("ids %q, want %q", got, ids)
		}
		d.Press("Y")
		d.Has("Copy from 4 jobs", "video links, 3 jobs")
		d.Press("v")
		d.Has("copied 3 video links (1 has none)")
		if got := strings.Split(d.last(t), "\n"); len(got) != 3 || !strings.Contains(got[2], ids[2]) {
			t.Errorf("links %q", got)
		}
		d.Press("Y", "J")
		var all []struct{ ID string }
		if err := json.Unmarshal([]byte(d.last(t)), &all); err != nil || len(all) != 4 || all[3].ID != ids[3] {
			t.Errorf("%d in the array, %v", len(all), err)
		}
		d.Press("Y", "f")
		if got := d.last(t); got != "no face" {
			t.Errorf("failures %q", got)
		}
		// In the job's own pane the marks are out of sight: it is meant alone.
		d.Press("enter", "y")
		if got := d.last(t); slices.Index(ids, got) < 0 {
			t.Errorf("copied %q in the detail", got)
		}
	})
}

func TestACopyThatMayNotArriveIsFirstOnThePlainScreen(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, lapsing(time.Hour, 2))
		defer d.Stop()
		d.clip.how = share.Copied{How: "through the terminal (OSC 52)", OSC52: true, Doubt: "set -g set-clipboard on in the tmux at your end"}
		d.Press("Y", "c")
		d.Has("the curl command may be lost, Y t shows it; set -g set-clipboard on in the tmux at your end")
		d.Press("Y", "t")
		d.Wait(time.Second)
		if len(d.plain.texts) != 1 || !strings.HasPrefix(d.plain.texts[0], d.last(t)+"\n") {
			t.Fatalf("shown %q", d.plain.texts)
		}
		for _, part := range []string{"\nid\n" + d.sim.Jobs()[0].ID, "\nvideo link, good for 59m, until 1 Jan 01:00:00\nhttps://", "\ncaptions link, good for 59m, until 1 Jan 01:00:00\nhttps://", "\ntitle\njob 001"} {
			if !strings.Contains(d.plain.texts[0], part) {
				t.Errorf("%q lacks %q", d.plain.texts[0], part)
			}
		}
		if n := strings.Count(d.plain.texts[0], d.last(t)); n != 1 {
			t.Errorf("what was copied is shown %d times", n)
		}
		// It belongs to its job: another one's screen is its own.
		d.Press("j", "Y", "t")
		d.Wait(time.Second)
		if got := d.plain.texts[1]; !strings.HasPrefix(got, "id\n"+d.sim.Jobs()[1].ID) || strings.Contains(got, d.sim.Jobs()[0].ID) {
			t.Errorf("shown %q", got)
		}
		d.Has("job 001")
	})
}

func TestHostileTextGoesOutHarmless(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		server.AddJob(sim.JobSpec{
			Title:  "a\x1b]52;c;AAAA\x07b\nrm -rf /\r\u202ec",
			Status: "failed", Failure: "one\n\x1b[2Jtwo\u009b3J", CreatedAt: time.Now().Add(-time.Hour),
		})
		d := startCopying(t, server)
		defer d.Stop()
		d.Press("Y", "n")
		if got := d.last(t); got != "ab rm -rf /c" {
			t.Errorf("title %q", got)
		}
		d.Press("Y", "f")
		if got := d.last(t); got != "one\ntwo" {
			t.Errorf("failure %q", got)
		}
		d.Press("Y", "J", "Y", "t")
		d.Wait(time.Second)
		for _, out := range append(d.plain.texts, d.last(t)) {
			if strings.ContainsAny(out, "\x1b\x07\u202e\u009b\r") {
				t.Errorf("%q", out)
			}
		}
		var job struct{ Title string }
		if err := json.Unmarshal([]byte(d.last(t)), &job); err != nil || !strings.Contains(job.Title, "\u202e") {
			t.Errorf("JSON means %q, %v", job.Title, err)
		}
	})
}

func TestAJobMadeHereHasItsCreateCallAndItRunsInAShell(t *testing.T) {
	bubble(t, func(t *testing.T) {
		d := startCopying(t, newSim(1))
		defer d.Stop()
		d.Press("Y")
		d.HasNot("makes it again")
		d.Press("esc", "c")
		d.Type("https://example.com/it's.mp4?a=1")
		d.Press("tab")
		d.Type("https://example.com/a.wav")
		d.Press("tab")
		d.Type("it's $HOME")
		d.Press("ctrl+x", "enter")
		d.Wait(5 * time.Second)
		d.Press("Y", "C")
		got := d.last(t)
		want := `curl -H "x-api-key: $HEYGEN_API_KEY" -H 'Content-Type: application/json' -d '{"audio":{"type":"url","url":"https://example.com/a.wav"},"mode":"speed",` +
			`"title":"it'\''s $HOME","video":{"type":"url","url":"https://example.com/it'\''s.mp4?a=1"}}' https://api.heygen.com/v3/lipsyncs`
		if !strings.HasPrefix(got, want[:60]) || !strings.HasSuffix(got, want[len(want)-40:]) || !strings.Contains(got, `"title":"it'\''s $HOME"`) {
			t.Errorf("copied\n%s\nwant\n%s", got, want)
		}
	})
}
