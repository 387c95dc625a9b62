package api

import (
	"encoding/json"
	"strconv"
)

// field is where a parameter's value lives in a request; exactly one of its
// pointers is set.
type field struct {
	source *Source
	text   *string
	mode   *Mode
	flag   **bool
	number **float64
}

func (r *CreateRequest) field(name string) field {
	switch name {
	case "video":
		return field{source: &r.Video}
	case "audio":
		return field{source: &r.Audio}
	case "title":
		return field{text: &r.Title}
	case "mode":
		return field{mode: &r.Mode}
	case "enable_caption":
		return field{flag: &r.EnableCaption}
	case "disable_music_track":
		return field{flag: &r.DisableMusicTrack}
	case "enable_speech_enhancement":
		return field{flag: &r.EnableSpeechEnhancement}
	case "enable_watermark":
		return field{flag: &r.EnableWatermark}
	case "enable_dynamic_duration":
		return field{flag: &r.EnableDynamicDuration}
	case "keep_the_same_format":
		return field{flag: &r.KeepTheSameFormat}
	case "start_time":
		return field{number: &r.StartTime}
	case "end_time":
		return field{number: &r.EndTime}
	case "fps_mode":
		return field{text: &r.FPSMode}
	case "folder_id":
		return field{text: &r.FolderID}
	case "callback_url":
		return field{text: &r.CallbackURL}
	case "callback_id":
		return field{text: &r.CallbackID}
	}
	return field{}
}

// value is what the request holds for a parameter: nil when it was not given.
func (r *CreateRequest) value(name string) any {
	f := r.field(name)
	switch {
	case f.source != nil && f.source.AssetID != "":
		return map[string]string{"type": "asset_id", "asset_id": string(f.source.AssetID)}
	case f.source != nil && f.source.URL != "":
		return map[string]string{"type": "url", "url": f.source.URL}
	case f.text != nil && *f.text != "":
		return *f.text
	case f.mode != nil && *f.mode != "":
		return string(*f.mode)
	case f.flag != nil && *f.flag != nil:
		return **f.flag
	case f.number != nil && *f.number != nil:
		return **f.number
	}
	return nil
}

// Values are the request's texts by parameter name: ParseCreate's inverse.
func (r CreateRequest) Values() map[string]string {
	out := map[string]string{}
	for _, p := range params {
		switch v := r.value(p.Name).(type) {
		case string:
			out[p.Name] = v
		case bool:
			out[p.Name] = strconv.FormatBool(v)
		case float64:
			out[p.Name] = strconv.FormatFloat(v, 'g', -1, 64)
		case map[string]string:
			out[p.Name] = r.field(p.Name).source.Text()
		}
	}
	return out
}

// MarshalJSON is the body on the wire: only what was given, but the mode
// always, since sources disagree about its default (api.md 2).
func (r CreateRequest) MarshalJSON() ([]byte, error) {
	if r.Mode == "" {
		r.Mode = ModeSpeed
	}
	out := map[string]any{}
	for _, p := range params {
		if v := r.value(p.Name); v != nil {
			out[p.Name] = v
		}
	}
	return json.Marshal(out)
}
