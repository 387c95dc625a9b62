package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/action"
)

// oddTitles are titles of which drawing makes another text than they are.
var oddTitles = []string{"हिन्दी पाठ 1", "👨\u200d👩\u200d👧 trip ❤\ufe0f 2", "\u1112\u1161\u11ab\u1100\u1173\u11af"}

func TestADraftKeepsATitleAsItIs(t *testing.T) {
	for _, title := range oddTitles {
		m := opened(t, &counting{})
		mem := remembering(m)
		key(m, "c")
		m.form.SetValues(map[string]string{"title": title})
		drainAll(m, key(m, "a"))
		for _, d := range mem.drafts {
			again := opened(t, &counting{})
			remembering(again)
			again.memory = nil
			key(again, "c")
			_, cmd := arrive(again, memoryOpenedMsg{memory: mem, drafts: []Draft{d}})
			drain(again, cmd)
			if got := again.form.Values()["title"]; d.Values["title"] != title || got != title {
				t.Errorf("%+q is stored as %+q and comes back as %+q", title, d.Values["title"], got)
			}
		}
		if len(mem.drafts) != 1 {
			t.Errorf("%d drafts", len(mem.drafts))
		}
	}
}

func TestADuplicateHasTheTitleAsItIs(t *testing.T) {
	for _, title := range oddTitles {
		page := someJobs(2)
		page.Jobs[1].Title = title
		m := opened(t, &counting{page: page})
		mem := remembering(m)
		m.records["ls_00"] = Record{Values: map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": title}, Mode: api.ModeSpeed}
		drainSequence(m, m.remake(action.Remake{IDs: []api.JobID{"ls_00"}}))
		if len(mem.out) != 1 || mem.out[0].Values["title"] != title {
			t.Errorf("of %+q is made %+q", title, mem.out[0].Values["title"])
		}
		m.openAgain([]api.JobID{"ls_01"})
		if got := m.form.Values()["title"]; got != title {
			t.Errorf("the form has %+q, want %+q", got, title)
		}
	}
}

func TestTheTitleFromAFileIsItsName(t *testing.T) {
	for _, title := range oddTitles {
		m := opened(t, &counting{})
		remembering(m)
		key(m, "c")
		m.Update(tea.PasteMsg{Content: "/videos/" + title + ".mp4"})
		if got := m.form.Values()["title"]; got != title {
			t.Errorf("of %+q the title is %+q", title, got)
		}
	}
}
