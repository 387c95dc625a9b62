package ui

import (
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
	"lipdash/ui/uitest"
)

// oneFile is a disk on which every path is one file.
type oneFile struct{ api.LocalFile }

func (f oneFile) Check(string) (api.LocalFile, error) { return f.LocalFile, nil }
func (oneFile) Complete(_, _ string) []api.LocalFile  { return nil }
func (oneFile) Length(string) time.Duration           { return 0 }
func (oneFile) Voices(string) ([]string, int)         { return nil, 0 }

// What a file lacks is warned of; only that sound is no video is known for sure.
func TestWhatAFileLacksReachesTheFormAndRefusesNothing(t *testing.T) {
	m := opened(t, &counting{})
	remembering(m)
	m.now = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	key(m, "c")
	for name, c := range map[string]struct {
		param   string
		fact    api.LocalFile
		want    string
		refused bool
	}{
		"no picture": {"video", api.LocalFile{Kind: "mp4", NoPicture: true}, "no picture", false},
		"no sound":   {"audio", api.LocalFile{Kind: "mp4", Silent: true}, "no sound", false},
		"not whole":  {"video", api.LocalFile{Kind: "mp4", Warning: "the file is not whole"}, "not whole", false},
		"sound":      {"video", api.LocalFile{Kind: "wav", Audio: true}, "a video is needed here", true},
	} {
		m.form.SetValues(map[string]string{"video": "in/v", "audio": "in/a"})
		m.Update(calls.CheckFile(oneFile{c.fact}, c.param, m.form.Values()[c.param])())
		if view := m.View().Content; !strings.Contains(view, c.want) {
			t.Errorf("%s: %q is missing\n%s", name, c.want, view)
		}
		m.Update(uitest.Key("ctrl+x"))
		m.Update(uitest.Key("enter"))
		if refused := !m.create.Flow.Busy(); refused != c.refused {
			t.Errorf("%s: refused %v", name, refused)
		}
		m.create.Flow = create.Flow{}
		m.form.Submitting(false)
	}
	// The form tells the time by the root's clock.
	m.form.SetValues(map[string]string{"video": "https://d1.cloudfront.net/v.mp4?Expires=1764000000&Signature=x"})
	if !strings.Contains(m.View().Content, "this link ended") {
		t.Errorf("an ended link is not warned of\n%s", m.View().Content)
	}
}
