package api

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"lipdash/api/lazyregexp"
)

// Mode is the quality mode of a lipsync.
type Mode string

// The two modes (api.md 2).
const (
	ModeSpeed     Mode = "speed"
	ModePrecision Mode = "precision"
)

// ModeOf is the mode that values choose; speed when they choose none (api.md 2).
func ModeOf(values map[string]string) Mode { return cmp.Or(Mode(values["mode"]), ModeSpeed) }

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

var assetForm = lazyregexp.New(`^[A-Za-z0-9_-]{8,}$`)

// assetPrefix says that what follows is an asset id, whatever it looks like.
const assetPrefix = "asset:"

// ParseSource reads a video or audio input as people write it: an https link,
// an asset id ("asset:ID", or a word that can be nothing else), or a local
// path, which is returned as such and has to be uploaded first. Empty text is
// no source and no error.
func ParseSource(s string) (src Source, path string, err error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "":
		return Source{}, "", nil
	case strings.HasPrefix(s, assetPrefix):
		id := strings.TrimPrefix(s, assetPrefix)
		if id == "" || strings.ContainsFunc(id, notInID) {
			return Source{}, "", errors.New("this is not an asset id")
		}
		return Source{AssetID: AssetID(id)}, "", nil
	case strings.Contains(s, "://"):
		if err := checkLink(s); err != nil {
			return Source{}, "", err
		}
		return Source{URL: s}, "", nil
	case assetForm.Get().MatchString(s):
		return Source{AssetID: AssetID(s)}, "", nil
	}
	return Source{}, s, nil
}

// LocalPath is the path of a source on this machine, "" for a link, an asset id and what is no
// source.
func LocalPath(source string) string {
	_, path, _ := ParseSource(source)
	return path
}

// LocalPaths are the local paths among values, by the names of their parameters.
func LocalPaths(values map[string]string) map[string]string {
	out := map[string]string{}
	for _, p := range Params() {
		if p.Kind != KindSource {
			continue
		}
		if path := LocalPath(values[p.Name]); path != "" {
			out[p.Name] = path
		}
	}
	return out
}

func notInID(r rune) bool { return r <= ' ' || r == '/' || r == '\\' || r == 0x7f }

// checkLink asks for https; plain http is only for this machine, where the
// simulator lives.
func checkLink(s string) error {
	u, err := url.Parse(s)
	switch {
	case strings.ContainsFunc(s, unicode.IsSpace):
		return errors.New("a link has no blanks inside: write %20 for each that belongs to it")
	case err != nil:
		return errors.New("this link cannot be read")
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("it must be an https link, not %s", first(u.Scheme, "this"))
	case u.Hostname() == "":
		return errors.New("the link names no host")
	case !secureURL(u):
		return errors.New("it must be https: HeyGen does not fetch plain http")
	case !complete(u.Hostname()):
		return errors.New("the link's host is not complete")
	}
	return nil
}

// complete tells a host that can be public from a bare word.
func complete(host string) bool {
	return strings.ContainsAny(strings.Trim(host, "."), ".:") || loopback(host)
}

// Text is the source as ParseSource reads it.
func (s Source) Text() string {
	if s.AssetID != "" {
		return assetPrefix + string(s.AssetID)
	}
	return s.URL
}
