package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// ParseBody reads the JSON body of a create (api.md 2) into texts by parameter name, as
// ParseCreate takes them. A source may also be a text: a link, an asset id or a local
// path. Null is a parameter that was not given, "" one that is to be empty. What has the
// wrong form is in FieldErrors; any other error is about the JSON as a whole.
func ParseBody(raw []byte) (map[string]string, error) {
	var body map[string]json.RawMessage
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if err := json.Unmarshal(raw, &body); err != nil {
		return nil, badJSON(raw, err)
	}
	if body == nil {
		return nil, errors.New("the body is null, not an object")
	}
	return BodyValues(body)
}

// BodyValues is ParseBody for an object that was read already.
func BodyValues(body map[string]json.RawMessage) (map[string]string, error) {
	values, errs := map[string]string{}, FieldErrors{}
	for name, v := range body {
		p, known := ParamByName(name)
		text, err := p.bodyText(v)
		switch {
		case !known:
			errs[name] = errors.New("there is no such parameter")
		case err != nil:
			errs[name] = err
		case text != "" || string(v) == `""`: // who writes it means it
			values[name] = text
		}
	}
	if len(errs) > 0 {
		return values, errs
	}
	return values, nil
}

// bodyText is a value of the body as text.
func (p Param) bodyText(raw json.RawMessage) (string, error) {
	var source struct {
		Type    string `json:"type"`
		URL     string `json:"url"`
		AssetID string `json:"asset_id"`
	}
	object := raw[0] == '{'
	switch {
	case !object && raw[0] != '[':
		return text(raw), nil
	case p.Kind != KindSource:
		return "", errors.New("it must be one value")
	case !object || json.Unmarshal(raw, &source) != nil:
		return "", errSourceForm
	case source.AssetID != "" && source.URL == "" && (source.Type == "asset_id" || source.Type == ""):
		return assetPrefix + source.AssetID, nil
	case source.URL != "" && source.AssetID == "" && (source.Type == "url" || source.Type == ""):
		if !strings.Contains(source.URL, "://") {
			return "", errors.New("it must be an https link")
		}
		return source.URL, nil
	}
	return "", errSourceForm
}

var errSourceForm = errors.New(`it must be {"type":"url","url":…} or {"type":"asset_id","asset_id":…}`)

// badJSON says where a text is no JSON object.
func badJSON(raw []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at := min(int(syntax.Offset), len(raw))
		line := 1 + bytes.Count(raw[:at], []byte("\n"))
		column := utf8.RuneCount(raw[bytes.LastIndexByte(raw[:at], '\n')+1 : at])
		return fmt.Errorf("it is no JSON: line %d, column %d: %w", line, column, err)
	case errors.As(err, &kind):
		return fmt.Errorf("it must be a JSON object, not %s", kind.Value)
	}
	return fmt.Errorf("it is no JSON: %w", err)
}
