package browse

import (
	"testing"

	"lipdash/ui/kit/format"
)

func TestAKnownFailureIsSaidInAFewWords(t *testing.T) {
	for failure, want := range map[string]string{
		"The audio is longer than the limit for this plan.":                 "audio too long",
		"Audio duration exceeds the maximum length of 600 seconds":          "audio too long",
		"The source video is too long.":                                     "video too long",
		"No face was detected in the source video.":                         "no face found",
		"Face not detected":                                                 "no face found",
		"The face is too small in most of the frames.":                      "face too small",
		"The source video could not be downloaded: HTTP 403 from the host.": "video link gave 403",
		"Failed to download audio":                                          "audio link fails",
		"Rendering failed after 3 attempts. You were not charged.":          "rendering failed",
		"The source video has no speech.":                                   "no speech in video",
		"Insufficient credit. Please top up your wallet.":                   "no credit left",
		"This content violates our policy":                                  "content refused",
		"Unsupported audio codec":                                           "audio not readable",
		"Internal server error":                                             "a fault at HeyGen",
		"The request timed out":                                             "timed out at HeyGen",
	} {
		got := Brief(failure)
		if got != want {
			t.Errorf("%q is %q, want %q", failure, got, want)
		}
		if format.Width(got) > 22 {
			t.Errorf("%q takes %d cells", got, format.Width(got))
		}
	}
}

func TestAFailureThatIsNotKnownIsSaidAsItCame(t *testing.T) {
	for failure, want := range map[string]string{
		"The moon is in the way.":  "moon is in the way",
		"GPU on fire":              "GPU on fire",
		"HeyGen refused it.":       "HeyGen refused it",
		"A thing\nwith lines":      "thing with lines",
		"":                         "",
		"Audio and video disagree": "audio and video disagree",
	} {
		if got := Brief(failure); got != want {
			t.Errorf("%q is %q, want %q", failure, got, want)
		}
	}
}
