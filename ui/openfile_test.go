package ui

import (
	"context"
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/share"
	"lipdash/ui/state/transfers"
)

// opener keeps what it was given to open; elsewhere there is nothing to open it with.
type opener struct {
	files, links []string
	elsewhere    bool
}

func (o *opener) OpenFile(_ context.Context, path string) (bool, error) {
	o.files = append(o.files, path)
	return o.elsewhere, nil
}

func (o *opener) Open(_ context.Context, link string) (bool, error) {
	o.links = append(o.links, link)
	return o.elsewhere, nil
}

func (o *opener) Reveal(context.Context, string) (bool, error) { return o.elsewhere, nil }

// clipped keeps what is copied.
type clipped struct{ texts []string }

func (c *clipped) Copy(_ context.Context, text string) (share.Copied, error) {
	c.texts = append(c.texts, text)
	return share.Copied{How: "to the test"}, nil
}

func TestOpenPrefersTheFileThatIsHere(t *testing.T) {
	for _, elsewhere := range []bool{false, true} {
		job := api.Job{ID: "ls_1", Title: "ep013", Status: api.StatusCompleted, VideoURL: "https://files.heygen.ai/v.mp4"}
		m := opened(t, &counting{page: api.JobPage{Jobs: []api.Job{job}}})
		o, clip := &opener{elsewhere: elsewhere}, &clipped{}
		m.opts.Opener, m.opts.Clipboard = o, clip
		drain(m, key(m, "o"))
		if len(o.links) != 1 || len(o.files) != 0 {
			t.Fatalf("without a file it opens %q and %q", o.links, o.files)
		}
		m.opening = false // the screen with the link was left
		m.downloads = folder{}
		arrive(m, calls.SavedRead{Asked: []api.JobID{"ls_1"}, Saved: map[api.JobID][]transfers.File{"ls_1": {{Path: "/v/out/ep 013.mp4", Name: "out/ep 013.mp4"}}}})
		clip.texts = nil
		drain(m, key(m, "o"))
		if len(o.links) != 1 || len(o.files) != 1 || o.files[0] != "/v/out/ep 013.mp4" {
			t.Errorf("with one it opens %q and %q", o.links, o.files)
		}
		want, copied := "opened out/ep 013.mp4", ""
		if elsewhere {
			want, copied = "the path out/ep 013.mp4", "'/v/out/ep 013.mp4'"
		}
		if got := seen(m); !strings.Contains(got, want) || strings.Join(clip.texts, "") != copied {
			t.Errorf("elsewhere %t: copied %q and says\n%s", elsewhere, clip.texts, got)
		}
	}
}

func TestTheMarksOfWhatIsFetchedGo(t *testing.T) {
	page := api.JobPage{Jobs: []api.Job{
		{ID: "ls_done", Title: "one", Status: api.StatusCompleted, VideoURL: "https://x.y/v.mp4"},
		{ID: "ls_runs", Title: "two", Status: api.StatusRunning},
		{ID: "ls_failed", Title: "three", Status: api.StatusFailed},
	}}
	m := opened(t, &counting{page: page})
	remembering(m)
	m.downloads = folder{}
	m.list.Mark(action.JobRows("ls_done", "ls_runs", "ls_failed"))
	m.perform(action.Download{IDs: m.list.All(), Sure: true})
	if m.list.Marks() != 1 || !m.list.Marked(action.JobRow("ls_failed")) {
		t.Errorf("%v are marked: none but what has no file stays", m.list.All())
	}
}
