package create

import (
	"maps"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

// twoFiles are a local video and a local voice of lengths.
func twoFiles(video, voice time.Duration, more map[string]string) Inputs {
	in := Inputs{
		Values: map[string]string{"video": "in/v.mp4", "audio": "in/a.wav"},
		Files: map[string]api.LocalFile{
			"video": {Kind: "mp4", Length: video, Real: "/d/in/v.mp4"},
			"audio": {Kind: "wav", Length: voice, Real: "/d/in/a.wav"},
		},
	}
	maps.Copy(in.Values, more)
	for param := range more {
		delete(in.Files, param) // it is another file, or none
	}
	return in
}

func TestFieldsAreHeldAgainstEachOther(t *testing.T) {
	const s = time.Second
	for name, c := range map[string]struct {
		video, voice time.Duration
		more         map[string]string
		param, want  string
	}{
		"a part after the end":          {12 * s, 12 * s, map[string]string{"start_time": "20", "end_time": "30"}, "start_time", "the video is only 0:12 long"},
		"both ends of it":               {12 * s, 12 * s, map[string]string{"start_time": "20", "end_time": "30"}, "end_time", "the video is only 0:12 long"},
		"a part that ends after it":     {12 * s, 10 * s, map[string]string{"start_time": "2", "end_time": "30"}, "end_time", "the video is only 0:12 long"},
		"a part within":                 {12 * s, 10 * s, map[string]string{"start_time": "2", "end_time": "12.2"}, "audio", ""},
		"a part of an unknown video":    {0, 12 * s, map[string]string{"start_time": "20"}, "audio", ""},
		"a long voice":                  {12 * s, 90 * s, nil, "audio", "it is 7.5 times the video: it may fail, unbilled"},
		"a short voice":                 {90 * s, 12 * s, nil, "audio", "it is 0:12 and the video 1:30: it may fail, unbilled"},
		"a long voice, length to stay":  {12 * s, 90 * s, map[string]string{"enable_dynamic_duration": "false"}, "audio", "it is 7.5 times the video: HeyGen fails this while dynamic length is off"},
		"a short voice, length to stay": {90 * s, 12 * s, map[string]string{"enable_dynamic_duration": "false"}, "audio", "it may fail, unbilled"},
		"as good as alike":              {100 * s, 114 * s, nil, "audio", ""},
		"more than alike":               {100 * s, 116 * s, nil, "audio", "it is 1:56 and the video 1:40"},
		"lengths that read alike":       {1200 * time.Millisecond, 900 * time.Millisecond, nil, "audio", "it is 0.9 s and the video 1.2 s"},
		"a voice for the part":          {90 * s, 10 * s, map[string]string{"start_time": "20", "end_time": "30"}, "audio", ""},
		"a voice for neither":           {90 * s, 40 * s, map[string]string{"start_time": "20", "end_time": "30"}, "audio", "it is 4 times the part"},
		"the same path":                 {12 * s, 12 * s, map[string]string{"audio": "./in/v.mp4"}, "audio", "this is the video itself"},
		"the same link":                 {0, 0, map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/v.mp4"}, "audio", "this is the video itself"},
		"the same asset":                {0, 0, map[string]string{"video": "asset:12345678", "audio": "asset:12345678"}, "audio", "this is the video itself"},
	} {
		got := twoFiles(c.video, c.voice, c.more).Warnings(noon)
		text := strings.Join(got[c.param], " ")
		if c.want == "" && len(got) > 0 || !strings.Contains(text, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestHowLongTheOutputIsLikelyToBe(t *testing.T) {
	for name, c := range map[string]struct {
		more map[string]string
		want float64
	}{
		"as long as the voice":       {nil, 142},
		"as long as the video":       {map[string]string{"enable_dynamic_duration": "false"}, 141},
		"a part":                     {map[string]string{"start_time": "10", "end_time": "30"}, 20},
		"from somewhere on":          {map[string]string{"start_time": "41"}, 100},
		"a part that makes no sense": {map[string]string{"start_time": "x"}, 0},
		"a voice elsewhere":          {map[string]string{"audio": "https://example.com/a.wav"}, 0},
		"a video elsewhere":          {map[string]string{"video": "https://example.com/v.mp4"}, 142},
		"from on, video elsewhere":   {map[string]string{"video": "https://example.com/v.mp4", "start_time": "41"}, 0},
	} {
		if got := twoFiles(141*time.Second, 142*time.Second, c.more).Seconds(); got != c.want {
			t.Errorf("%s: %v seconds, want %v", name, got, c.want)
		}
	}
}
