package api

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSchemaSpeaksOfEveryParameter(t *testing.T) {
	raw, err := CreateSchema()
	if err != nil {
		t.Fatal(err)
	}
	var s struct {
		Properties map[string]map[string]any
		Required   []string
	}
	if err := json.Unmarshal(raw, &s); err != nil {
		t.Fatal(err)
	}
	if len(s.Properties) != 16 || !slices.Equal(s.Required, []string{"video", "audio"}) {
		t.Fatalf("%s", raw)
	}
	if s.Properties["enable_dynamic_duration"]["default"] != true || s.Properties["mode"]["default"] != "speed" {
		t.Fatalf("defaults in %s", raw)
	}
}

func TestEveryBodyThatIsSentFitsTheSchema(t *testing.T) {
	raw, err := CreateSchema()
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(raw, &schema); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		r, _ := ParseCreate(anyValues(t))
		sent, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var body any
		if err := json.Unmarshal(sent, &body); err != nil {
			t.Fatal(err)
		}
		if problem := mismatch(schema, body); problem != "" {
			t.Fatalf("%s: %s", sent, problem)
		}
	})
	for _, bad := range []string{
		`{}`, `{"video":{"type":"url","url":"https://x.y"},"audio":{"type":"url","url":"https://x.y"},"mood":1}`,
		`{"video":{"type":"url","asset_id":"a"},"audio":{"type":"url","url":"https://x.y"}}`,
		`{"video":{"type":"url","url":"https://x.y"},"audio":{"type":"url","url":"https://x.y"},"mode":"fast"}`,
		`{"video":{"type":"url","url":"https://x.y"},"audio":{"type":"url","url":"https://x.y"},"start_time":"1"}`,
	} {
		var body any
		if err := json.Unmarshal([]byte(bad), &body); err != nil {
			t.Fatal(err)
		}
		if mismatch(schema, body) == "" {
			t.Errorf("the schema takes %s", bad)
		}
	}
}

// mismatch checks a value against the parts of JSON Schema that CreateSchema
// uses; "" when it fits.
func mismatch(schema map[string]any, v any) string {
	if types := words(schema["type"]); types != nil && !slices.Contains(types, typeOf(v)) {
		return fmt.Sprintf("%v is no %v", v, types)
	}
	if c, ok := schema["const"]; ok && c != v {
		return fmt.Sprintf("%v is not %v", v, c)
	}
	if enum, ok := schema["enum"].([]any); ok && !slices.Contains(enum, v) {
		return fmt.Sprintf("%v is not among %v", v, enum)
	}
	if one, ok := schema["oneOf"].([]any); ok {
		return mismatchOne(one, v)
	}
	if o, ok := v.(map[string]any); ok {
		return mismatchObject(schema, o)
	}
	return ""
}

func mismatchOne(schemas []any, v any) string {
	fits := 0
	for _, s := range schemas {
		if mismatch(s.(map[string]any), v) == "" {
			fits++
		}
	}
	if fits != 1 {
		return fmt.Sprintf("%v fits %d of %d", v, fits, len(schemas))
	}
	return ""
}

func mismatchObject(schema, o map[string]any) string {
	for _, name := range words(schema["required"]) {
		if _, ok := o[name]; !ok {
			return name + " is missing"
		}
	}
	properties, _ := schema["properties"].(map[string]any)
	for name, v := range o {
		p, ok := properties[name].(map[string]any)
		if !ok {
			return name + " is no property"
		}
		if problem := mismatch(p, v); problem != "" {
			return name + ": " + problem
		}
	}
	return ""
}

// words reads a string or a list of strings.
func words(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, w := range v {
			out = append(out, fmt.Sprint(w))
		}
		return out
	}
	return nil
}

func typeOf(v any) string {
	switch v.(type) {
	case nil:
		return "null"
	case bool:
		return "boolean"
	case float64:
		return "number"
	case string:
		return "string"
	case map[string]any:
		return "object"
	}
	return "array"
}
