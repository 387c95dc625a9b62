package submission_test

import (
	"testing"

	"lipdash/api/submission"
)

func TestWhoHasNoTitleIsCalledAsItsVideo(t *testing.T) {
	for video, want := range map[string]string{
		"in/ep018 final.mp4":                     "ep018 final",
		"~/a.b.mp4":                              "a.b",
		"https://x.y/in/talk%20de.mp4?sig=a.mp4": "talk de",
		"https://x.y/watch":                      "",
		"https://x.y/":                           "",
		"asset:0123456789":                       "",
		"in/":                                    "",
		"two\nlines.mp4":                         "two lines",
		"":                                       "",
	} {
		if got := submission.TitleFrom(video); got != want {
			t.Errorf("%q: %q, want %q", video, got, want)
		}
	}
}
