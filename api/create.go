package api

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
	URL string
	// AssetID names an uploaded file.
	AssetID AssetID
}

// CreateRequest is the body of POST /v3/lipsyncs (api.md 2). A nil or empty
// field is not sent, except Mode, which always is (empty means speed). Build
// one from texts with ParseCreate, which knows names and checks.
type CreateRequest struct {
	Video Source
	Audio Source
	Mode  Mode
	Title string

	EnableCaption           *bool
	EnableDynamicDuration   *bool
	DisableMusicTrack       *bool
	EnableSpeechEnhancement *bool
	EnableWatermark         *bool

	// StartTime and EndTime are seconds.
	StartTime *float64
	EndTime   *float64

	KeepTheSameFormat *bool
	FPSMode           string
	CallbackURL       string
	CallbackID        string
	FolderID          string
}
