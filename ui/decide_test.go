package ui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
)

// TestWhatMayHaveBeenMadeIsNotCalledUnmade: x on a submission that nobody knows the end
// of asks what became of it, and a delete of many leaves it alone.
func TestWhatMayHaveBeenMadeIsNotCalledUnmade(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	mem := remembering(m)
	m.submit(map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": "odd"})
	if _, err := mem.SubmitAgain(t.Context(), map[string]string{"title": "odd"}, "", ""); err != nil {
		t.Fatal(err)
	}
	mem.out = mem.out[len(mem.out)-1:]
	mem.out[0].State = submission.Asking
	drain(m, m.takeOutgoing())
	id := action.SubmissionRow(mem.out[0].ID)
	if i := m.deleteQuestion([]action.RowID{id, action.JobRow("ls_00")}); len(i.Held) != 0 || i.Away != 1 {
		t.Errorf("of many %d would be taken back, %d stay", len(i.Held), i.Away)
	}
	m.openDelete([]action.RowID{id})
	if screen := ansi.Strip(m.View().Content); !strings.Contains(screen, "Was odd made?") || strings.Contains(screen, "nothing is billed") || strings.Contains(screen, "y yes") {
		t.Errorf("the screen says\n%s", screen)
	}
}
