package api

import (
	"encoding/json"
	"slices"
	"strconv"
)

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
	// KindSeconds is a time, finite and not negative: seconds on the wire, and as
	// Seconds reads them where they are typed.
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
	{Name: "start_time", Label: "from", Kind: KindSeconds, Help: "Where the lipsync begins; empty is the start."},
	{Name: "end_time", Label: "to", Kind: KindSeconds, Help: "Where the lipsync ends; empty is the end."},
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

// CreateSchema is the JSON Schema (2020-12) of the create body, made from the
// parameter table.
func CreateSchema() ([]byte, error) {
	properties := map[string]any{}
	var required []string
	for _, p := range params {
		properties[p.Name] = p.schema()
		if p.Required {
			required = append(required, p.Name)
		}
	}
	return json.MarshalIndent(map[string]any{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "POST /v3/lipsyncs",
		"type":                 "object",
		"properties":           properties,
		"required":             required,
		"additionalProperties": false,
	}, "", "  ")
}

func (p Param) schema() map[string]any {
	s := map[string]any{"description": p.Help}
	switch p.Kind {
	case KindSource:
		s["oneOf"] = []any{sourceSchema("url"), sourceSchema("asset_id")}
	case KindBool:
		s["type"] = "boolean"
		if b, err := strconv.ParseBool(p.Default); err == nil {
			s["default"] = b
		}
	case KindTriState:
		s["type"] = []string{"boolean", "null"}
	case KindSeconds:
		s["type"] = []string{"number", "null"}
		s["minimum"] = 0
		s["description"] = p.Help + " In seconds."
	case KindEnum:
		p.enumSchema(s)
	case KindURL:
		s["type"], s["format"] = []string{"string", "null"}, "uri"
	default:
		s["type"] = []string{"string", "null"}
	}
	return s
}

// enumSchema lists the words; where HeyGen's own schema lists none they are
// only examples.
func (p Param) enumSchema(s map[string]any) {
	if p.Open {
		s["type"], s["examples"] = []string{"string", "null"}, p.Enum
		return
	}
	s["type"], s["enum"] = "string", p.Enum
	if p.Default != "" {
		s["default"] = p.Default
	}
}

func sourceSchema(kind string) map[string]any {
	value := map[string]any{"type": "string"}
	if kind == "url" {
		value["format"], value["pattern"] = "uri", "^https://"
	}
	return map[string]any{
		"type":                 "object",
		"properties":           map[string]any{"type": map[string]any{"const": kind}, kind: value},
		"required":             []string{"type", kind},
		"additionalProperties": false,
	}
}
