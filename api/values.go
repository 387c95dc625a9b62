package api

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// places are where the parameters' values live in a request, by name.
func (r *CreateRequest) places() map[string]any {
	return map[string]any{
		"video":                     &r.Video,
		"audio":                     &r.Audio,
		"title":                     &r.Title,
		"mode":                      &r.Mode,
		"enable_caption":            &r.EnableCaption,
		"disable_music_track":       &r.DisableMusicTrack,
		"enable_speech_enhancement": &r.EnableSpeechEnhancement,
		"enable_watermark":          &r.EnableWatermark,
		"enable_dynamic_duration":   &r.EnableDynamicDuration,
		"keep_the_same_format":      &r.KeepTheSameFormat,
		"start_time":                &r.StartTime,
		"end_time":                  &r.EndTime,
		"fps_mode":                  &r.FPSMode,
		"folder_id":                 &r.FolderID,
		"callback_url":              &r.CallbackURL,
		"callback_id":               &r.CallbackID,
	}
}

// given are the values that were given, by parameter name: a Source, a string, a bool
// or a float64.
func (r *CreateRequest) given() map[string]any {
	out := map[string]any{}
	for name, at := range r.places() {
		switch at := at.(type) {
		case *Source:
			if *at != (Source{}) {
				out[name] = *at
			}
		case *string:
			if *at != "" {
				out[name] = *at
			}
		case *Mode:
			if *at != "" {
				out[name] = string(*at)
			}
		case **bool:
			if *at != nil {
				out[name] = **at
			}
		case **float64:
			if *at != nil {
				out[name] = **at
			}
		}
	}
	return out
}

// Values are the request's texts by parameter name: ParseCreate's inverse.
func (r CreateRequest) Values() map[string]string {
	out := map[string]string{}
	for name, v := range r.given() {
		switch v := v.(type) {
		case Source:
			out[name] = v.Text()
		case float64:
			out[name] = strconv.FormatFloat(v, 'g', -1, 64)
		default:
			out[name] = fmt.Sprint(v)
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
	return json.Marshal(r.given())
}

// MarshalJSON is a source on the wire.
func (s Source) MarshalJSON() ([]byte, error) {
	if s.AssetID != "" {
		return json.Marshal(map[string]string{"type": "asset_id", "asset_id": string(s.AssetID)})
	}
	return json.Marshal(map[string]string{"type": "url", "url": s.URL})
}
