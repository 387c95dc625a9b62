package form

import (
	"fmt"
	"math"
	"path/filepath"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// The parameters of the part.
const (
	startParam = "start_time"
	endParam   = "end_time"
)

// warnings are what speaks against the fields as they are, by field index, one
// sentence each. They stop nobody: what HeyGen makes of it only HeyGen knows.
func (f *Form) warnings() map[int][]string {
	out := map[int][]string{}
	warn := func(param, text string) {
		if i := f.index(param); i >= 0 && text != "" {
			out[i] = append(out[i], text)
		}
	}
	for i := range f.fields {
		fd := &f.fields[i]
		if !f.immature(i) {
			warn(fd.param.Name, fd.param.Warning(fd.text(), f.time()))
		}
		if facts, ok := fd.known(); ok && facts.Problem == "" {
			warn(fd.param.Name, facts.Warning)
			warn(fd.param.Name, missingIn(fd.param.Name, facts))
		}
	}
	f.warnOfPart(warn)
	f.warnOfLengths(warn)
	if f.same() {
		warn(audioParam, "this is the video itself: its own voice would be used")
	}
	for i := range f.problems() {
		delete(out, i)
	}
	return out
}

// missingIn tells what a file does not have that its field needs.
func missingIn(param string, facts Facts) string {
	switch {
	case param == videoParam && facts.NoPicture:
		return "there is no picture in it, a video is needed here"
	case param == videoParam && facts.Silent:
		return "there is no sound in it: HeyGen may fail such a video"
	case param == audioParam && facts.Silent:
		return "there is no sound in it, a voice is needed here"
	}
	return ""
}

// slack is what lengths are off by that headers give.
const slack = 0.5

// warnOfPart holds the part against the video.
func (f *Form) warnOfPart(warn func(param, text string)) {
	video := f.lasts(videoParam)
	from, to := f.part()
	text := "the video is only " + format.Length(seconds(video)) + " long"
	if video > 0 && from >= video {
		warn(startParam, text)
	}
	if video > 0 && to > video+slack && !math.IsInf(to, 1) {
		warn(endParam, text)
	}
}

// apart is how far the voice may be from the video's length, as a share of it.
const apart = 0.15

// warnOfLengths holds the voice against the video, and against the part of it.
func (f *Form) warnOfLengths(warn func(param, text string)) {
	video, voice := f.lasts(videoParam), f.lasts(audioParam)
	if video <= 0 || voice <= 0 || math.Abs(voice-video) <= apart*video {
		return
	}
	what := "video"
	if from, to := f.part(); from > 0 || to < video {
		part := min(to, video) - from
		if part <= 0 || math.Abs(voice-part) <= apart*part {
			return
		}
		what, video = "part", part
	}
	text := "it is " + exact(voice, video) + " and the " + what + " " + exact(video, voice)
	if i := f.index(dynamicParam); i >= 0 && !f.fields[i].on() && voice > video {
		warn(audioParam, text+": HeyGen fails this while dynamic length is off")
		return
	}
	warn(audioParam, text+", more than 15 % apart: HeyGen may fail it")
}

// exact is a length for the eye, with tenths where the other one would read the
// same.
func exact(length, other float64) string {
	if text := format.Length(seconds(length)); text != format.Length(seconds(other)) {
		return text
	}
	return fmt.Sprintf("%.1f s", length)
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// part is the chosen part in seconds; without an end it is endless, and so is one
// that makes no sense.
func (f *Form) part() (from, to float64) {
	r, errs := api.ParseCreate(f.Typed())
	to = math.Inf(1)
	if errs[startParam] != nil || errs[endParam] != nil {
		return 0, to
	}
	if r.StartTime != nil {
		from = *r.StartTime
	}
	if r.EndTime != nil {
		to = *r.EndTime
	}
	return from, to
}

// same tells whether video and audio are one and the same.
func (f *Form) same() bool {
	v, a := f.index(videoParam), f.index(audioParam)
	if v < 0 || a < 0 || f.immature(v) || f.immature(a) {
		return false
	}
	video, audio := &f.fields[v], &f.fields[a]
	if video.text() == audio.text() {
		return true
	}
	one, other := video.path(), audio.path()
	if one == "" || other == "" {
		return false
	}
	if filepath.Clean(one) == filepath.Clean(other) {
		return true
	}
	x, ok := video.known()
	y, also := audio.known()
	return ok && also && x.Real != "" && x.Real == y.Real
}

// time is what the clock says; without one no link has ended.
func (f *Form) time() time.Time {
	if f.clock == nil {
		return time.Time{}
	}
	return f.clock()
}
