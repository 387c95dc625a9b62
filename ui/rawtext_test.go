package ui

import (
	"strings"
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
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
			_, cmd := arrive(again, calls.MemoryOpened{Memory: mem, Drafts: []record.Draft{d}})
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
		learn(m, "ls_00", create.Record{Values: map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": title}, Mode: api.ModeSpeed})
		drainSequence(m, m.perform(action.Remake{IDs: []api.JobID{"ls_00"}}))
		if len(mem.out) != 1 || mem.out[0].Values["title"] != title {
			t.Errorf("of %+q is made %+q", title, mem.out[0].Values["title"])
		}
		drain(m, m.perform(action.AskAgain{IDs: action.JobRows("ls_01")}))
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

// Sentences hold titles as they are, so whatever draws one has to make it fit.
func TestNoFrameHoldsWhatATerminalObeysOrHasNoRoomFor(t *testing.T) {
	oneGoroutine(t)
	for i := range cellstest.Titles {
		page := someJobs(6)
		for j := range page.Jobs {
			k := (6*i + j) % len(cellstest.Marks)
			page.Jobs[j].Title = cellstest.Marks[k] + cellstest.Titles[i] + cellstest.Marks[k]
			page.Jobs[j].FailureMessage = page.Jobs[j].Title
		}
		page.Jobs[1].Status, page.Jobs[2].Status = api.StatusFailed, api.StatusCompleted
		m := opened(t, &counting{page: page})
		remembering(m)
		learn(m, "ls_00", create.Record{Values: map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": page.Jobs[0].Title}})
		for _, k := range []string{"j", "j", "k", "w", "Y", "q", "x", "n", "t", "n", "F", "1", "4", "j", "1", "/", "a", "e", "x", "x"} {
			drain(m, key(m, k))
			m.say(statusbar.Good, m.names.Job(page.Jobs[0].ID)+" finished")
			for _, line := range strings.Split(m.View().Content, "\n") {
				plain := ansi.Strip(line)
				if why := cellstest.Cramped(line); why != "" || strings.ContainsFunc(plain, unicode.IsControl) || format.Width(line) > 120 {
					t.Fatalf("title %+q, after %q: %d cells, %s: %+q", page.Jobs[0].Title, k, format.Width(line), why, plain)
				}
			}
		}
	}
}
