package api

import (
	"errors"
	"strconv"
	"strings"
)

// ErrNotUploaded is what is wrong with a source that is a local file.
var ErrNotUploaded = errors.New("upload the file first")

// ParseCreate builds a request from texts by parameter name; an absent or empty
// text is a parameter that was not given. A local path is ErrNotUploaded. The errors
// are nil when there are none.
func ParseCreate(values map[string]string) (CreateRequest, FieldErrors) {
	errs := FieldErrors{}
	var r CreateRequest
	places := r.places()
	for _, p := range params {
		s := strings.TrimSpace(values[p.Name])
		err := p.Check(s)
		if err == nil && s != "" {
			err = set(places[p.Name], s)
		}
		if err != nil {
			errs[p.Name] = err
		}
	}
	for name := range values {
		if _, ok := ParamByName(name); !ok {
			errs[name] = errors.New("there is no such parameter")
		}
	}
	if r.EndTime != nil && *r.EndTime <= r.start() {
		errs["end_time"] = errors.New("it must be after the start")
	}
	if len(errs) == 0 {
		return r, nil
	}
	return r, errs
}

// start is where the lipsync begins, in seconds.
func (r CreateRequest) start() float64 {
	if r.StartTime == nil {
		return 0
	}
	return *r.StartTime
}

// set stores a checked text at a place.
func set(at any, s string) (err error) {
	switch at := at.(type) {
	case *Source:
		var path string
		if *at, path, err = ParseSource(s); err == nil && path != "" {
			err = ErrNotUploaded
		}
	case *string:
		*at = s
	case *Mode:
		*at = Mode(s)
	case **bool:
		*at = new(bool)
		**at, err = strconv.ParseBool(s)
	case **float64:
		*at = new(float64)
		**at, err = parseSeconds(s)
	}
	return err
}
