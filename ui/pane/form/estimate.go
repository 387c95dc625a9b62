package form

import "lipdash/api"

// The parameters that the length of the output comes from.
const (
	audioParam   = "audio"
	dynamicParam = "enable_dynamic_duration"
)

// cost is what the form's job is likely to cost, and how that comes.
func (f *Form) cost() (cost, why string) {
	if f.price == nil {
		return "", ""
	}
	mode := api.Mode(f.Typed()["mode"])
	if mode == "" {
		mode = api.ModeSpeed
	}
	return f.price(mode, f.seconds())
}

// seconds is how long the output is likely to be, 0 when nobody can tell: HeyGen
// bills its length. A chosen part decides; else the output is as long as the new
// voice, or as the video when its length is to stay (api.md 5.5).
func (f *Form) seconds() float64 {
	r, errs := api.ParseCreate(f.Typed())
	if errs[startParam] != nil || errs[endParam] != nil {
		return 0
	}
	from := 0.0
	if r.StartTime != nil {
		from = *r.StartTime
	}
	if r.EndTime != nil {
		return max(0, *r.EndTime-from)
	}
	video, voice := f.lasts(videoParam), f.lasts(audioParam)
	switch dynamic := f.index(dynamicParam); {
	case from > 0 && video > 0:
		return max(0, video-from)
	case from > 0:
		return 0
	case dynamic >= 0 && f.fields[dynamic].on():
		return voice
	}
	return video
}

// lasts is how long the local file of a source is, 0 when that is not known.
func (f *Form) lasts(param string) float64 {
	i := f.index(param)
	if i < 0 {
		return 0
	}
	facts, known := f.fields[i].known()
	if !known || facts.Problem != "" {
		return 0
	}
	return facts.Length.Seconds()
}
