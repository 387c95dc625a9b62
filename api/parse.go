package api

import (
	"errors"
	"strconv"
	"strings"
)

// ParseCreate builds a request from texts by parameter name; an absent or empty
// text is a parameter that was not given. A local path is an error: files are
// uploaded first. The errors are nil when there are none.
func ParseCreate(values map[string]string) (CreateRequest, FieldErrors) {
	errs := FieldErrors{}
	var r CreateRequest
	for _, p := range params {
		s := strings.TrimSpace(values[p.Name])
		err := p.Check(s)
		if err == nil && s != "" {
			err = r.set(p.Name, s)
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
