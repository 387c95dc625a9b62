package api_test

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
)

func TestATimeIsSecondsOrAClock(t *testing.T) {
	for text, want := range map[string]float64{
		"90": 90, "1:30": 90, "01:30": 90, "0:05": 5, "12.5": 12.5, "1:02:03.5": 3723.5, "75:00": 4500, " 2:00 ": 120, "1e2": 100, "-0": 0, "0:00": 0,
	} {
		if got, err := api.Seconds(text); err != nil || got != want || math.Signbit(got) {
			t.Errorf("%q is %v, %v, want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", ":", "1:", ":30", "1:60", "1:2:60", "1:60:00", "1.5:30", "1:-5", "1:2:3:4", "1:1e1", "-1", "abc", "NaN", "Inf", "1:+5", "1: 5", "0x10:00"} {
		if got, err := api.Seconds(text); err == nil {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		h, m, s := rapid.IntRange(0, 99).Draw(t, "h"), rapid.IntRange(0, 59).Draw(t, "m"), rapid.IntRange(0, 59).Draw(t, "s")
		clock, err := api.Seconds(fmt.Sprintf("%d:%02d:%02d", h, m, s))
		plain, also := api.Seconds(fmt.Sprint(h*3600 + m*60 + s))
		if err != nil || also != nil || clock != plain {
			t.Fatalf("%v and %v, %v %v", clock, plain, err, also)
		}
	})
}

func TestATimeGoesOutInSeconds(t *testing.T) {
	r, errs := api.ParseCreate(map[string]string{"video": "https://a.example/v.mp4", "audio": "https://a.example/a.wav", "start_time": "1:30", "end_time": "0:02:05"})
	if errs != nil || *r.StartTime != 90 || *r.EndTime != 125 {
		t.Errorf("%v %v, %v", r.StartTime, r.EndTime, errs)
	}
	for in, want := range map[string]string{"90": "90 s", "1:30": "1:30", "x": "x", "2.5": "2.5 s"} {
		if got := api.TimeWords(in); got != want {
			t.Errorf("%q is shown as %q", in, got)
		}
	}
}
