package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTheTableHasTheSixteenParametersOfTheAPIPage(t *testing.T) {
	want := []string{
		"audio", "callback_id", "callback_url", "disable_music_track", "enable_caption", "enable_dynamic_duration",
		"enable_speech_enhancement", "enable_watermark", "end_time", "folder_id", "fps_mode", "keep_the_same_format",
		"mode", "start_time", "title", "video",
	}
	var got []string
	for _, p := range Params() {
		got = append(got, p.Name)
		if p.Label == "" || p.Help == "" {
			t.Errorf("%s has no words", p.Name)
		}
		if f, ok := reflect.TypeFor[CreateRequest]().FieldByNameFunc(func(name string) bool {
			return strings.EqualFold(name, strings.ReplaceAll(p.Name, "_", ""))
		}); !ok || !strings.HasPrefix(f.Tag.Get("json"), p.Name+",") {
			t.Errorf("%s has no place in the request", p.Name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatal(got)
	}
}

func TestChecks(t *testing.T) {
	for _, c := range []struct {
		param, text string
		ok          bool
	}{
		{"video", "", false},
		{"video", "https://x.y/a.mp4", true},
		{"video", "http://x.y/a.mp4", false},
		{"video", "http://127.0.0.1:9/a.mp4", true},
		{"video", "ftp://x.y/a", false},
		{"video", "https://", false},
		{"video", "in/ep018.mp4", true},
		{"video", "asset:abc", true},
		{"video", "asset:", false},
		{"video", "https://x y/a", false},
		{"video", "https://[2001:db8::1]/a.mp4", true},
		{"video", "https://intranet/a.mp4", false},
		{"video", "file:///home/a.mp4", false},
		{"video", "asset:a b", false},
		{"mode", "speed", true},
		{"mode", "fast", false},
		{"fps_mode", "cfr", true},
		{"fps_mode", "something-new", true},
		{"start_time", "1.5", true},
		{"start_time", "-1", false},
		{"start_time", "NaN", false},
		{"start_time", "Inf", false},
		{"start_time", "1s", false},
		{"enable_caption", "true", true},
		{"enable_caption", "maybe", false},
		{"keep_the_same_format", "", true},
		{"callback_url", "https://x.y/cb", true},
		{"callback_url", "http://x.y/cb", false},
		{"callback_url", "x.y", false},
	} {
		p, _ := ParamByName(c.param)
		if err := p.Check(c.text); (err == nil) != c.ok {
			t.Errorf("%s=%q: %v", c.param, c.text, err)
		}
	}
}

func TestSourcesAreToldApart(t *testing.T) {
	for text, want := range map[string]string{
		"https://x.y/a.mp4": "url", "asset:abc": "asset", "0123456789abcdef0123456789abcdef": "asset", "as_12345678": "asset",
		"a.mp4": "path", "./clip": "path", "~/clip.mp4": "path", "C:\\clip.mp4": "path", "clip": "path", "in/clip": "path", "": "none",
	} {
		src, path, err := ParseSource(text)
		got := "none"
		switch {
		case err != nil:
			got = err.Error()
		case src.URL != "":
			got = "url"
		case src.AssetID != "":
			got = "asset"
		case path != "":
			got = "path"
		}
		if got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestParseCreateChecksAcrossFields(t *testing.T) {
	good := map[string]string{"video": "https://x.y/v", "audio": "https://x.y/a"}
	with := func(k, v string, more ...string) map[string]string {
		m := maps.Clone(good)
		m[k] = v
		for i := 0; i+1 < len(more); i += 2 {
			m[more[i]] = more[i+1]
		}
		return m
	}
	for name, c := range map[string]struct {
		values map[string]string
		bad    string
	}{
		"good":            {good, ""},
		"start after end": {with("start_time", "5", "end_time", "3"), "end_time"},
		"start at end":    {with("start_time", "5", "end_time", "5"), "end_time"},
		"an end at zero":  {with("end_time", "0"), "end_time"},
		"only a start":    {with("start_time", "7"), ""},
		"only an end":     {with("end_time", "3"), ""},
		"a path":          {with("video", "in/clip.mp4"), "video"},
		"no audio":        {map[string]string{"video": "https://x.y/v"}, "audio"},
		"no such thing":   {with("modes", "x"), "modes"},
	} {
		_, errs := ParseCreate(c.values)
		if c.bad == "" && errs != nil || c.bad != "" && (len(errs) != 1 || errs[c.bad] == nil) {
			t.Errorf("%s: %v", name, errs)
		}
	}
}

// anyValues draws texts that ParseCreate accepts.
func anyValues(t *rapid.T) map[string]string {
	v := map[string]string{"video": "https://example.com/v.mp4", "audio": "asset:" + rapid.StringMatching(`[a-z0-9]{3,20}`).Draw(t, "asset")}
	for _, p := range Params() {
		if p.Required || !rapid.Bool().Draw(t, p.Name+" set") {
			continue
		}
		switch p.Kind {
		case KindEnum:
			v[p.Name] = rapid.SampledFrom(p.Enum).Draw(t, p.Name)
		case KindBool, KindTriState:
			v[p.Name] = rapid.SampledFrom([]string{"true", "false"}).Draw(t, p.Name)
		case KindURL:
			v[p.Name] = "https://example.com/" + rapid.StringMatching(`[a-z]{1,9}`).Draw(t, p.Name)
		case KindText:
			v[p.Name] = rapid.StringMatching(`[^\s\x00][^\x00\n]{0,30}[^\s\x00]`).Draw(t, p.Name)
		}
	}
	drawPart(t, v)
	return v
}

// drawPart draws a start, an end, both or none.
func drawPart(t *rapid.T, v map[string]string) {
	text := func(f float64) string { return strconv.FormatFloat(f, 'g', -1, 64) }
	start := 0.0
	if rapid.Bool().Draw(t, "a start") {
		start = rapid.Float64Range(0, 1e6).Draw(t, "start")
		v["start_time"] = text(start)
	}
	if rapid.Bool().Draw(t, "an end") {
		v["end_time"] = text(start + rapid.Float64Range(0.001, 1e6).Draw(t, "length"))
	}
}

// textsOf turns a request back into what ParseCreate reads.
func textsOf(t *rapid.T, r CreateRequest) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(r)
	for i := range v.NumField() {
		f := v.Field(i)
		if f.IsZero() {
			continue
		}
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		switch x := reflect.Indirect(f).Interface().(type) {
		case Source:
			out[name] = x.Text()
		case float64:
			out[name] = strconv.FormatFloat(x, 'g', -1, 64)
		case string, Mode, bool:
			out[name] = fmt.Sprint(x)
		default:
			t.Fatalf("%s is a %T", name, x)
		}
	}
	return out
}

func TestABodyHasItsFieldsInTheOrderOfTheirNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, _ := ParseCreate(anyValues(t))
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(raw, &fields); err != nil {
			t.Fatal(err)
		}
		if sorted, err := json.Marshal(fields); err != nil || string(sorted) != string(raw) {
			t.Fatalf("%s is not %s: stored hashes would not fit", raw, sorted)
		}
	})
}

func TestValuesAreTheInverseOfParseCreate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := anyValues(t)
		r, errs := ParseCreate(v)
		if errs != nil {
			t.Fatal(errs)
		}
		back := textsOf(t, r)
		for k := range v {
			if v[k] = strings.TrimSpace(v[k]); v[k] == "" {
				delete(v, k)
			}
		}
		if !maps.Equal(back, v) {
			t.Fatalf("%v became %v", v, back)
		}
		if again, errs := ParseCreate(back); errs != nil || !reflect.DeepEqual(again, r) {
			t.Fatalf("%+v became %+v, %v", r, again, errs)
		}
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		var sent map[string]any
		if json.Unmarshal(raw, &sent) != nil || sent["mode"] == nil {
			t.Fatalf("sent %s", raw)
		}
		for name := range sent {
			if _, ok := v[name]; !ok && name != "mode" {
				t.Fatalf("%s was not set and is sent", name)
			}
		}
	})
}

func TestFieldErrorsAreListedInAFixedOrder(t *testing.T) {
	e := FieldErrors{"zebra": errors.New("z"), "audio": errors.New("a"), "video": errors.New("v"), "alpha": errors.New("x"), "mode": nil}
	const want = "video: v; audio: a; alpha: x; zebra: z"
	for range 20 {
		if got := e.Error(); got != want {
			t.Fatalf("%q", got)
		}
	}
}
