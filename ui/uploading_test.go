package ui

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/submission"
)

func TestTheRowAndTheNoteTellHowFarAnUploadIs(t *testing.T) {
	const size = 104_900_000
	m := opened(t, &counting{})
	o := &Outgoing{Submission: submission.Submission{State: submission.Uploading}, Param: "video", Upload: api.UploadProgress{Step: api.StepSlot, Direct: true, Total: size}}
	if word, info := m.phase(o); word != "upload" || info != "video 1/3 asking" {
		t.Error(word, info)
	}
	pending(m, *o)
	if note := m.noteText(); !strings.HasPrefix(note, "video: step 1 of 3") {
		t.Error(note)
	}
}
