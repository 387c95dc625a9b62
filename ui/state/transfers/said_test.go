package transfers

import (
	"errors"
	"testing"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

func TestAUserIsToldWhatBecameOfAWishForFiles(t *testing.T) {
	full := errors.New("The disk is full.")
	for _, c := range []struct{ got, want Said }{
		{Receipt{}.Said(full, 1, "clip", "~/out", action.UsualKeys()), Said{Text: "not downloaded yet: The disk is full. It is tried again.", Failed: true}},
		{Receipt{Saved: 1, Where: "a.mp4"}.Said(nil, 1, "clip", "~/out", action.UsualKeys()), Said{Text: "it is here already: a.mp4"}},
		{Receipt{Saved: 2, Where: "a.mp4"}.Said(nil, 1, "clip", "~/out", action.UsualKeys()), Said{Text: "they are here already, such as a.mp4"}},
		{Receipt{Queued: 2, Saved: 1}.Said(nil, 1, "clip", "~/out", action.UsualKeys()), Said{Text: "fetching clip to ~/out, 3 shows it", Passing: true}},
		{Receipt{Queued: 3}.Said(nil, 2, "clip", "~/out", action.UsualKeys()), Said{Text: "fetching 3 files to ~/out, 3 shows them", Passing: true}},
		{Moved("a.mp4", action.Pause, nil, action.UsualKeys()), Said{Text: "a.mp4 is paused, z resumes it"}},
		{Moved("a.mp4", action.Resume, nil, action.UsualKeys()), Said{}},
		{Moved("a.mp4", action.Resume, full, action.UsualKeys()), Said{Text: "a.mp4: The disk is full.", Failed: true}},
	} {
		if c.got != c.want {
			t.Errorf("%+v, want %+v", c.got, c.want)
		}
	}
}

func TestTheLineForWhatGoesUpNamesTheFile(t *testing.T) {
	up := Upload{Param: "video", Name: "in/ep018.mp4", Progress: api.UploadProgress{Step: api.StepSlot}}
	for want, ups := range map[string][]Upload{
		"": nil,
		"ep018.mp4: step 1 of 3, asking where it may go":           {up},
		"ep018.mp4 (+2 more): step 1 of 3, asking where it may go": {up, up, up},
	} {
		if got := Going(ups); got != want {
			t.Errorf("%d files are %q, not %q", len(ups), got, want)
		}
	}
}
