package create

import (
	"fmt"
	"math"
	"path/filepath"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// Inputs are what a form holds so far: its texts by parameter name, and what is known
// of its local files.
type Inputs struct {
	Values map[string]string
	Files  map[string]api.LocalFile
}

// FileFor is what is known of a file as the value of a parameter, which may need another
// kind of file.
func FileFor(param string, f api.LocalFile) api.LocalFile {
	f.Problem = api.ProblemAs(param, f.Problem)
	if param == "video" && f.Audio && f.Problem == "" {
		f.Problem = "this is sound, a video is needed here"
	}
	return f
}

// Warnings are what speaks against the inputs, by parameter name, one sentence each.
// They stop nobody: what HeyGen makes of it only HeyGen knows.
func (in Inputs) Warnings(now time.Time) map[string][]string {
	out := map[string][]string{}
	warn := func(param, text string) {
		if text != "" {
			out[param] = append(out[param], text)
		}
	}
	for _, p := range api.Params() {
		if v := in.Values[p.Name]; v != "" {
			warn(p.Name, p.Warning(v, now))
		}
		if f, ok := in.file(p.Name); ok {
			warn(p.Name, f.Warning)
			warn(p.Name, missingIn(p.Name, f))
		}
	}
	in.warnOfPart(warn)
	in.warnOfLengths(warn)
	if in.same() {
		warn("audio", "this is the video itself: its own voice would be used")
	}
	return out
}

// file is a local file that can be uploaded.
func (in Inputs) file(param string) (api.LocalFile, bool) {
	f, ok := in.Files[param]
	return f, ok && f.Problem == ""
}

// missingIn tells what a file does not have that its field needs.
func missingIn(param string, f api.LocalFile) string {
	switch {
	case param == "video" && f.NoPicture:
		return "there is no picture in it, a video is needed here"
	case param == "video" && f.Silent:
		return "there is no sound in it: HeyGen may fail such a video"
	case param == "audio" && f.Silent:
		return "there is no sound in it, a voice is needed here"
	}
	return ""
}

// slack is what lengths are off by that headers give, in seconds.
const slack = 0.5

// warnOfPart holds the part against the video.
func (in Inputs) warnOfPart(warn func(param, text string)) {
	video := in.lasts("video")
	from, to := in.part()
	text := "the video is only " + format.Length(seconds(video)) + " long"
	if video > 0 && from >= video {
		warn("start_time", text)
	}
	if video > 0 && to > video+slack && !math.IsInf(to, 1) {
		warn("end_time", text)
	}
}

// apart is how far the voice may be from the video's length, as a share of it.
const apart = 0.15

// warnOfLengths holds the voice against the video, and against the part of it.
func (in Inputs) warnOfLengths(warn func(param, text string)) {
	video, voice := in.lasts("video"), in.lasts("audio")
	if video <= 0 || voice <= 0 || math.Abs(voice-video) <= apart*video {
		return
	}
	what := "video"
	if from, to := in.part(); from > 0 || to < video {
		part := min(to, video) - from
		if part <= 0 || math.Abs(voice-part) <= apart*part {
			return
		}
		what, video = "part", part
	}
	text := "it is " + exact(voice, video) + " and the " + what + " " + exact(video, voice)
	if times := voice / video; times >= muchLonger {
		text = fmt.Sprintf("it is %g times the %s", math.Round(times*10)/10, what)
	}
	if !in.dynamic() && voice > video {
		warn("audio", text+": HeyGen fails this while dynamic length is off")
		return
	}
	warn("audio", text+": it may fail, unbilled")
}

// muchLonger is how many times as long as the video a voice must be for that to be said instead of
// both lengths.
const muchLonger = 1.5

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
func (in Inputs) part() (from, to float64) {
	r, errs := api.ParseCreate(in.Values)
	to = math.Inf(1)
	if errs["start_time"] != nil || errs["end_time"] != nil {
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

// dynamic tells whether the result is as long as the new voice.
func (in Inputs) dynamic() bool {
	const name = "enable_dynamic_duration"
	if v := in.Values[name]; v != "" {
		return v == "true"
	}
	p, _ := api.ParamByName(name)
	return p.Default == "true"
}

// same tells whether video and audio are one and the same.
func (in Inputs) same() bool {
	video, audio := in.Values["video"], in.Values["audio"]
	if video == "" || audio == "" {
		return false
	}
	if video == audio {
		return true
	}
	one, other := api.LocalPath(video), api.LocalPath(audio)
	if one == "" || other == "" {
		return false
	}
	return filepath.Clean(one) == filepath.Clean(other) || in.Files["video"].Real != "" && in.Files["video"].Real == in.Files["audio"].Real
}

// Seconds is how long the output is likely to be, 0 when nobody can tell: HeyGen
// bills its length. A chosen part decides; else the output is as long as the new
// voice, or as the video when its length is to stay (api.md 5.5).
func (in Inputs) Seconds() float64 {
	if _, errs := api.ParseCreate(in.Values); errs["start_time"] != nil || errs["end_time"] != nil {
		return 0
	}
	from, to := in.part()
	video, voice := in.lasts("video"), in.lasts("audio")
	switch {
	case !math.IsInf(to, 1):
		return max(0, to-from)
	case from > 0 && video > 0:
		return max(0, video-from)
	case from > 0:
		return 0
	case in.dynamic():
		return voice
	}
	return video
}

// lasts is how long the local file of a source is, 0 when that is not known.
func (in Inputs) lasts(param string) float64 {
	f, _ := in.file(param)
	return f.Length.Seconds()
}

// Assumes says how long the output is taken to be, and why, for whoever reads an estimate.
func (in Inputs) Assumes() string {
	from, to := in.part()
	secs := in.Seconds()
	long := format.Length(seconds(secs))
	switch {
	case !math.IsInf(to, 1):
		return "the result is the chosen part, " + long
	case from > 0 && secs > 0:
		return "the result is the video from there to its end, " + long
	case secs > 0 && in.dynamic():
		return "the result is as long as the new voice, " + long
	case secs > 0:
		return "the result is as long as the video, " + long
	}
	return "the length of the result is not known, and HeyGen bills it by the second"
}
