package api

import (
	"cmp"
	"encoding/json"
)

// Mode is the quality mode of a lipsync.
type Mode string

// The two modes (api.md 2).
const (
	ModeSpeed     Mode = "speed"
	ModePrecision Mode = "precision"
)

// Source is a video or an audio input: exactly one of its fields is set.
type Source struct {
	// URL is publicly reachable and https.
	URL string `json:"url"`
	// AssetID names an uploaded file.
	AssetID AssetID `json:"asset_id"`
}

// MarshalJSON is a source on the wire.
func (s Source) MarshalJSON() ([]byte, error) {
	if s.AssetID != "" {
		return json.Marshal(map[string]string{"type": "asset_id", "asset_id": string(s.AssetID)})
	}
	return json.Marshal(map[string]string{"type": "url", "url": s.URL})
}

// CreateRequest is the body of POST /v3/lipsyncs (api.md 2). A nil or empty
// field is not sent, except Mode, which always is (empty means speed). Build
// one from texts with ParseCreate, which knows names and checks.
//
// The fields are in the order of their names on the wire: the hash of a body,
// which journals keep, is of these bytes.
type CreateRequest struct {
	Audio                   Source `json:"audio,omitzero"`
	CallbackID              string `json:"callback_id,omitempty"`
	CallbackURL             string `json:"callback_url,omitempty"`
	DisableMusicTrack       *bool  `json:"disable_music_track,omitempty"`
	EnableCaption           *bool  `json:"enable_caption,omitempty"`
	EnableDynamicDuration   *bool  `json:"enable_dynamic_duration,omitempty"`
	EnableSpeechEnhancement *bool  `json:"enable_speech_enhancement,omitempty"`
	EnableWatermark         *bool  `json:"enable_watermark,omitempty"`
	// EndTime and StartTime are seconds.
	EndTime           *float64 `json:"end_time,omitempty"`
	FolderID          string   `json:"folder_id,omitempty"`
	FPSMode           string   `json:"fps_mode,omitempty"`
	KeepTheSameFormat *bool    `json:"keep_the_same_format,omitempty"`
	Mode              Mode     `json:"mode,omitempty"`
	StartTime         *float64 `json:"start_time,omitempty"`
	Title             string   `json:"title,omitempty"`
	Video             Source   `json:"video,omitzero"`
}

// MarshalJSON is the body on the wire: only what was given, but the mode
// always, since sources disagree about its default (api.md 2).
func (r CreateRequest) MarshalJSON() ([]byte, error) {
	type fields CreateRequest
	r.Mode = cmp.Or(r.Mode, ModeSpeed)
	return json.Marshal(fields(r))
}
