package api

import (
	"encoding/json"
	"strconv"
)

// CreateSchema is the JSON Schema (2020-12) of the create body, made from the
// parameter table.
func CreateSchema() ([]byte, error) {
	properties := map[string]any{}
	var required []string
	for _, p := range params {
		properties[p.Name] = p.schema()
		if p.Required {
			required = append(required, p.Name)
		}
	}
	return json.MarshalIndent(map[string]any{
		"$schema":              "https://json-schema.org/draft/2020-12/schema",
		"title":                "POST /v3/lipsyncs",
		"type":                 "object",
		"properties":           properties,
		"required":             required,
		"additionalProperties": false,
	}, "", "  ")
}

func (p Param) schema() map[string]any {
	s := map[string]any{"description": p.Help}
	switch p.Kind {
	case KindSource:
		s["oneOf"] = []any{sourceSchema("url"), sourceSchema("asset_id")}
	case KindBool:
		s["type"] = "boolean"
		if b, err := strconv.ParseBool(p.Default); err == nil {
			s["default"] = b
		}
	case KindTriState:
		s["type"] = []string{"boolean", "null"}
	case KindSeconds:
		s["type"] = []string{"number", "null"}
		s["minimum"] = 0
	case KindEnum:
		p.enumSchema(s)
	case KindURL:
		s["type"], s["format"] = []string{"string", "null"}, "uri"
	default:
		s["type"] = []string{"string", "null"}
	}
	return s
}

// enumSchema lists the words; where HeyGen's own schema lists none they are
// only examples.
func (p Param) enumSchema(s map[string]any) {
	if p.Open {
		s["type"], s["examples"] = []string{"string", "null"}, p.Enum
		return
	}
	s["type"], s["enum"] = "string", p.Enum
	if p.Default != "" {
		s["default"] = p.Default
	}
}

func sourceSchema(kind string) map[string]any {
	value := map[string]any{"type": "string"}
	if kind == "url" {
		value["format"], value["pattern"] = "uri", "^https://"
	}
	return map[string]any{
		"type":                 "object",
		"properties":           map[string]any{"type": map[string]any{"const": kind}, kind: value},
		"required":             []string{"type", kind},
		"additionalProperties": false,
	}
}
