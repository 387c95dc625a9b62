package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// ErrNotUploaded is what is wrong with a source that is a local file.
var ErrNotUploaded = errors.New("upload the file first")

// ParseCreate builds a request from texts by parameter name; an absent or empty
// text is a parameter that was not given. A local path is ErrNotUploaded. The errors
// are nil when there are none.
func ParseCreate(values map[string]string) (CreateRequest, FieldErrors) {
	fields, errs := map[string]any{}, FieldErrors{}
	for _, p := range params {
		switch v, err := p.parse(values[p.Name]); {
		case err != nil:
			errs[p.Name] = err
		case v != nil:
			fields[p.Name] = v
		}
	}
	for name := range values {
		if _, ok := ParamByName(name); !ok {
			errs[name] = errors.New("there is no such parameter")
		}
	}
	start, _ := fields["start_time"].(float64)
	if end, given := fields["end_time"].(float64); given && end <= start {
		errs["end_time"] = errors.New("it must be after the start")
	}
	var r CreateRequest
	raw, err := json.Marshal(fields)
	if err == nil {
		err = json.Unmarshal(raw, &r)
	}
	if err != nil {
		panic(err) // the table has a type that the request has not
	}
	if len(errs) == 0 {
		return r, nil
	}
	return r, errs
}

// Check tells what is wrong with one value in text form, nil when nothing is.
// Empty text is a value that was not given. The error is a few words that
// follow the field's name.
func (p Param) Check(s string) error {
	if _, err := p.parse(s); !errors.Is(err, ErrNotUploaded) {
		return err
	}
	return nil
}

// parse is a value as JSON has it, nil when it was not given.
func (p Param) parse(s string) (any, error) {
	s = strings.TrimSpace(s)
	switch {
	case s == "" && p.Required:
		return nil, errors.New("it is needed")
	case s == "":
		return nil, nil
	}
	switch p.Kind {
	case KindSource:
		src, path, err := ParseSource(s)
		if err == nil && path != "" {
			err = ErrNotUploaded
		}
		return src, err
	case KindEnum:
		if !p.Open && !slices.Contains(p.Enum, s) {
			return nil, fmt.Errorf("it must be %s", orList(p.Enum))
		}
	case KindBool, KindTriState:
		b, err := strconv.ParseBool(s)
		if err != nil {
			return nil, errors.New("it must be true or false")
		}
		return b, nil
	case KindSeconds:
		return Seconds(s)
	case KindURL:
		return s, checkLink(s)
	}
	return s, nil
}

func orList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// FieldErrors says what is wrong with a create's values, by parameter name. An
// empty one is no error; return it as an error only when it has entries.
type FieldErrors map[string]error

// Error lists the problems in the parameter table's order, names that are no
// parameter's last.
func (e FieldErrors) Error() string {
	var out []string
	for _, name := range e.Names() {
		out = append(out, name+": "+e[name].Error())
	}
	return strings.Join(out, "; ")
}

// Names are the parameters that something is wrong with, in the order of Error.
func (e FieldErrors) Names() []string {
	var out []string
	for _, p := range params {
		if e[p.Name] != nil {
			out = append(out, p.Name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(e)) {
		if _, ok := ParamByName(name); !ok && e[name] != nil {
			out = append(out, name)
		}
	}
	return out
}
