package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Check tells what is wrong with one value in text form, nil when nothing is.
// Empty text is a value that was not given.
func (p Param) Check(s string) error {
	s = strings.TrimSpace(s)
	if s == "" {
		if p.Required {
			return errors.New("it is needed")
		}
		return nil
	}
	switch p.Kind {
	case KindSource:
		_, _, err := ParseSource(s)
		return err
	case KindEnum:
		if !p.Open && !slices.Contains(p.Enum, s) {
			return fmt.Errorf("it must be %s", orList(p.Enum))
		}
	case KindBool, KindTriState:
		if _, err := strconv.ParseBool(s); err != nil {
			return errors.New("it must be true or false")
		}
	case KindSeconds:
		_, err := parseSeconds(s)
		return err
	case KindURL:
		return checkLink(s)
	}
	return nil
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

func parseSeconds(s string) (float64, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	switch {
	case err != nil || math.IsNaN(f) || math.IsInf(f, 0):
		return 0, errors.New("it must be a number of seconds")
	case f < 0:
		return 0, errors.New("it must not be negative")
	}
	return f, nil
}

// FieldErrors says what is wrong with a create's values, by parameter name.
type FieldErrors map[string]error

// Error lists the problems in the table's order.
func (e FieldErrors) Error() string {
	var out []string
	for _, p := range params {
		if err := e[p.Name]; err != nil {
			out = append(out, p.Name+": "+err.Error())
		}
	}
	return strings.Join(out, "; ")
}

// Texts are the problems as sentences by parameter name.
func (e FieldErrors) Texts() map[string]string {
	out := make(map[string]string, len(e))
	for name, err := range e {
		out[name] = err.Error()
	}
	return out
}

// ParseCreate builds a request from texts by parameter name; an absent or empty
// text is a parameter that was not given. A local path is an error: files are
// uploaded first. The errors are nil when there are none.
func ParseCreate(values map[string]string) (CreateRequest, FieldErrors) {
	errs := FieldErrors{}
	var r CreateRequest
	for _, p := range params {
		s := strings.TrimSpace(values[p.Name])
		if err := p.Check(s); err != nil {
			errs[p.Name] = err
			continue
		}
		if s != "" {
			if err := r.set(p.Name, s); err != nil {
				errs[p.Name] = err
			}
		}
	}
	for name := range values {
		if _, ok := ParamByName(name); !ok {
			errs[name] = errors.New("there is no such parameter")
		}
	}
	if r.StartTime != nil && r.EndTime != nil && *r.StartTime >= *r.EndTime {
		errs["end_time"] = errors.New("it must be after the start")
	}
	if len(errs) == 0 {
		return r, nil
	}
	return r, errs
}

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

// set stores a checked text.
func (r *CreateRequest) set(name, s string) error {
	f := r.field(name)
	switch {
	case f.source != nil:
		src, path, err := ParseSource(s)
		if err == nil && path != "" {
			err = errors.New("upload the file first")
		}
		*f.source = src
		return err
	case f.text != nil:
		*f.text = s
	case f.mode != nil:
		*f.mode = Mode(s)
	case f.flag != nil:
		b, err := strconv.ParseBool(s)
		*f.flag = &b
		return err
	case f.number != nil:
		n, err := parseSeconds(s)
		*f.number = &n
		return err
	}
	return nil
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
