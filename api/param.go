package api

import "slices"

// Kind is how a create parameter is written and edited.
type Kind int

// The kinds of create parameters.
const (
	// KindSource is a URL, an asset id, or (in the form and on the command
	// line, until it is uploaded) a local path.
	KindSource Kind = iota
	KindEnum
	KindText
	KindBool
	// KindTriState is a bool that may also be unset.
	KindTriState
	// KindSeconds is a number of seconds, finite and not negative.
	KindSeconds
	KindURL
)

// Param describes one of the sixteen parameters of POST /v3/lipsyncs (api.md
// 2). The form, the flags, the printed schema and the docs come from it.
type Param struct {
	// Name is the field's name on the wire, also in an error's param.
	Name string
	// Label is a few lower-case words for a form ("remove music").
	Label string
	Kind  Kind
	// Required parameters are video and audio.
	Required bool
	// Enum lists the allowed words of a KindEnum; fps_mode's are documented
	// only in words, so others are let through there (Open).
	Enum []string
	Open bool
	// Default is the server's default in text form, "" for unset.
	Default string
	// Help is one sentence.
	Help string
	// Rare parameters are folded away in the form.
	Rare bool
}

// params is the one table of create parameters (api.md 2), in a form's order.
var params = []Param{
	{Name: "video", Label: "video", Kind: KindSource, Required: true, Help: "The video whose lips move: an https link, a local file or an asset id."},
	{Name: "audio", Label: "audio", Kind: KindSource, Required: true, Help: "The new voice: an https link, a local file or an asset id."},
	{Name: "title", Label: "title", Kind: KindText, Help: "What the job is called in lists."},
	{Name: "mode", Label: "mode", Kind: KindEnum, Enum: []string{string(ModeSpeed), string(ModePrecision)}, Default: string(ModeSpeed), Help: "Speed is quick and cheap, precision is slower and better."},
	{Name: "enable_caption", Label: "captions", Kind: KindBool, Default: "false", Help: "Make subtitles (SRT) for the result."},
	{Name: "disable_music_track", Label: "remove music", Kind: KindBool, Default: "false", Help: "Remove the music of the source video."},
	{Name: "enable_speech_enhancement", Label: "enhance speech", Kind: KindBool, Default: "false", Help: "Make the new voice clearer."},
	{Name: "enable_watermark", Label: "watermark", Kind: KindBool, Default: "false", Help: "Put a watermark on the result."},
	{Name: "enable_dynamic_duration", Label: "dynamic length", Kind: KindBool, Default: "true", Help: "Let the result be as long as the new voice."},
	{Name: "keep_the_same_format", Label: "keep format", Kind: KindTriState, Help: "Keep the source's resolution and bitrate; unset leaves it to HeyGen."},
	{Name: "start_time", Label: "from", Kind: KindSeconds, Help: "Where the lipsync begins, in seconds; empty is the start."},
	{Name: "end_time", Label: "to", Kind: KindSeconds, Help: "Where the lipsync ends, in seconds; empty is the end."},
	{Name: "fps_mode", Label: "fps", Kind: KindEnum, Enum: []string{"vfr", "cfr", "passthrough"}, Open: true, Rare: true, Help: "How frames are timed: vfr, cfr or passthrough; unset leaves it to HeyGen."},
	{Name: "folder_id", Label: "folder", Kind: KindText, Rare: true, Help: "The id of the HeyGen folder the result goes to."},
	{Name: "callback_url", Label: "callback url", Kind: KindURL, Rare: true, Help: "An https address that HeyGen calls when the job ends."},
	{Name: "callback_id", Label: "callback id", Kind: KindText, Rare: true, Help: "A name of yours that comes back with the callback."},
}

// Params are the sixteen create parameters in a form's order.
func Params() []Param { return slices.Clone(params) }

// ParamByName finds a parameter by its name on the wire.
func ParamByName(name string) (Param, bool) {
	i := slices.IndexFunc(params, func(p Param) bool { return p.Name == name })
	if i < 0 {
		return Param{}, false
	}
	return params[i], true
}
