package api_test

import (
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"

	"lipdash/api"
)

func TestABodyIsReadAsItIsSent(t *testing.T) {
	sent := `{"video":{"type":"url","url":"https://example.com/v.mp4"},"audio":{"type":"asset_id","asset_id":"a b"},"title":null,` +
		`"mode":"precision","enable_caption":true,"start_time":1.5,"end_time":"20","folder_id":42}`
	got, err := api.ParseBody([]byte("\ufeff" + sent))
	want := map[string]string{
		"video": "https://example.com/v.mp4", "audio": "asset:a b", "mode": "precision",
		"enable_caption": "true", "start_time": "1.5", "end_time": "20", "folder_id": "42",
	}
	if err != nil || !maps.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
	if got, err = api.ParseBody([]byte(`{"title":"","folder_id":null}`)); err != nil || !maps.Equal(got, map[string]string{"title": ""}) {
		t.Errorf("an empty title: %v, %v", got, err)
	}
	short, err := api.ParseBody([]byte(`{"video":"in/v.mp4","audio":{"url":"https://example.com/a.wav"}}`))
	if err != nil || short["video"] != "in/v.mp4" || short["audio"] != "https://example.com/a.wav" {
		t.Errorf("%v, %v", short, err)
	}
}

// What ParseCreate makes of values, ParseBody makes values of again.
func TestABodyComesBack(t *testing.T) {
	values := map[string]string{"video": "https://example.com/v.mp4", "audio": "asset:asset_123", "keep_the_same_format": "false", "end_time": "3", "mode": "speed"}
	req, errs := api.ParseCreate(values)
	if errs != nil {
		t.Fatal(errs)
	}
	raw, err := json.Marshal(req)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := api.ParseBody(raw); err != nil || !maps.Equal(got, values) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestABodyThatIsNoneSaysWhereAndWhy(t *testing.T) {
	for body, want := range map[string]string{
		"":                                       "it is no JSON",
		"{\n \"title\": \"a\",}":                 "line 2, column 15",
		`[]`:                                     "it must be a JSON object, not array",
		`null`:                                   "null",
		`{"title":["a"]}`:                        "title: it must be one value",
		`{"video":{"type":"base64","data":"x"}}`: "video: it must be {",
		`{"video":{"type":"url","url":"v.mp4"}}`: "video: it must be an https link",
		`{"video":{"type":"url","asset_id":"asset_123"}}`: "video: it must be {",
		`{"video":[],"speed":1}`:                          "video: it must be {\"type\":\"url\",\"url\":…} or {\"type\":\"asset_id\",\"asset_id\":…}; speed: there is no such parameter",
	} {
		if _, err := api.ParseBody([]byte(body)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", body, err)
		}
	}
	_, err := api.ParseBody([]byte(`{"title":["a"]}`))
	if fields := api.FieldErrors(nil); !errors.As(err, &fields) || fields["title"] == nil {
		t.Errorf("%T is no FieldErrors", err)
	}
}
