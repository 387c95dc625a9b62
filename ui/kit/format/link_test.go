package format_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lipdash/ui/kit/format"
)

const signedLink = "https://files.heygen.ai/out/9f/ep013.mp4?Expires=1764000000&Signature=s3cr3t~x_&Key-Pair-Id=K2ABC"

func TestShortURL(t *testing.T) {
	for _, c := range []struct {
		raw  string
		w    int
		want string
	}{
		{signedLink, 40, "files.heygen.ai/…/ep013.mp4"},
		{signedLink, 27, "files.heygen.ai/…/ep013.mp4"},
		{signedLink, 26, "…/ep013.mp4"},
		{signedLink, 9, "ep013.mp4"},
		{signedLink, 5, "ep01…"},
		{signedLink, 0, ""},
		{"https://h.example/a.mp4?x=1", 40, "h.example/a.mp4"},
		{"https://h.example/", 40, "h.example"},
		{"https://h.example", 40, "h.example"},
		{"https://u:p@h.example/a/b.mp4", 40, "h.example/…/b.mp4"},
		{"https://h.example/a/%1b%5b31mb.mp4", 40, "h.example/…/b.mp4"},
		{"/only/a/path?Signature=s3cr3t", 40, "a link that cannot be read"},
		{"https://h.example/%zz?Signature=s3cr3t", 40, "a link that cannot be read"},
	} {
		if got := format.ShortURL(c.raw, c.w); string(got) != c.want {
			t.Errorf("ShortURL(%q, %d) = %q, want %q", c.raw, c.w, got, c.want)
		}
	}
	if got := format.ShortURLWith(signedLink, 40, "~"); got != "files.heygen.ai/~/ep013.mp4" {
		t.Errorf("ShortURLWith = %q", got)
	}
}

func TestShortURLFitsAndNeverShowsTheQuery(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := "https://" + rapid.StringMatching(`[a-z]{1,20}\.ai(/[a-z0-9字]{0,12}){0,5}`).Draw(t, "link") + "?Q7secret"
		w := rapid.IntRange(0, 60).Draw(t, "width")
		got := format.ShortURL(raw, w)
		if format.Width(got) > w || strings.Contains(string(got), "Q7") {
			t.Fatalf("ShortURL(%q, %d) = %q", raw, w, got)
		}
	})
}

func TestRedact(t *testing.T) {
	for raw, want := range map[string]string{
		signedLink:                           "https://files.heygen.ai/out/9f/ep013.mp4?(signed)",
		"https://user:pass@h.example/a":      "https://h.example/a",
		"https://h.example/a#token":          "https://h.example/a",
		"https://h.example/a?":               "https://h.example/a",
		"https://h.example/a":                "https://h.example/a",
		"https://h.example/\x7f?Signature=x": "(link)",
	} {
		if got := format.Redact(raw); got != want {
			t.Errorf("Redact(%q) = %q, want %q", raw, got, want)
		}
	}
}

// wire writes a value as JSON the way servers do: with or without escapes.
func wire(t *rapid.T, v string) string {
	plain, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return rapid.SampledFrom([]func(string) string{
		func(s string) string { return s },
		func(s string) string { return strings.ReplaceAll(s, "/", `\/`) },
		func(s string) string { return strings.ReplaceAll(s, "?", `\u003f`) },
		func(s string) string { return strings.ReplaceAll(s, "=", `\u003D`) },
	}).Draw(t, "escapes")(string(plain))
}

func TestNoRawViewShowsASignature(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		link := rapid.SampledFrom([]string{
			"https://files.heygen.ai/a.mp4?Expires=1&Signature=Q7x&Policy=Q7y",
			"http://127.0.0.1:8089/m/a.mp4?X-Amz-Signature=Q7x",
			"see https://files.heygen.ai/a.mp4?Q7 and (https://files.heygen.ai/b.srt?Signature=Q7)",
			"https://user:Q7pass@files.heygen.ai/a.mp4",
			"files.heygen.ai/a.mp4?Expires=1&Signature=Q7x",
			"X-Amz-Credential=Q7%2Fus-west-2",
		}).Draw(t, "link")
		value := wire(t, link)
		raw := rapid.SampledFrom([]string{
			`{"id":"a","video_url":` + value + `}`,
			`{"data":[{"x":{"y":` + value + `}}]}`,
			`{` + value + `:1}`,
			`{"video_url":` + value, // cut off
			value,
		}).Draw(t, "body")
		if got := format.RedactJSON(json.RawMessage(raw)); strings.Contains(string(got), "Q7") {
			t.Fatalf("RedactJSON(%s) = %s", raw, got)
		}
	})
}

func TestRawViewIsReadableInOrderAndSafe(t *testing.T) {
	raw := `{"status":"completed","id":"ls_1","duration":42.50,"title":"a\u001b[31m\u202e <b> \u5b57","error":null,"n":12345678901234567890,"list":[]}`
	want := `{
  "status": "completed",
  "id": "ls_1",
  "duration": 42.50,
  "title": "a\u001b[31m <b> 字",
  "error": null,
  "n": 12345678901234567890,
  "list": []
}`
	if got := format.RedactJSON(json.RawMessage(raw)); string(got) != want {
		t.Errorf("got %s", got)
	}
	if got := format.RedactJSON(json.RawMessage("<html>\x1b[31m\r\nbad gateway")); got != "<html>\nbad gateway" {
		t.Errorf("got %q", got)
	}
	if got := format.RedactJSON(nil); got != "" {
		t.Errorf("got %q", got)
	}
}

func TestRawViewIsSafeWhateverTheBody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := foreign().Draw(t, "text")
		value, err := json.Marshal(map[string]string{"title": text})
		if err != nil {
			t.Fatal(err)
		}
		for _, raw := range []string{string(value), text} {
			if why := harmless(string(format.RedactJSON(json.RawMessage(raw))), true); why != "" {
				t.Fatalf("the raw view of %q has %s", raw, why)
			}
		}
	})
}

func TestWhatIsNoLinkStaysAsItIsWritten(t *testing.T) {
	for in, want := range map[string]string{
		"/in/my clip 100%.mp4":                        "/in/my clip 100%.mp4",
		`C:\in\a|b.wav`:                               `C:\in\a|b.wav`,
		"50% of x|y":                                  "50% of x|y",
		" https://x.com/a b.mp4?sig=s":                "(link)",
		"https://x.com/a b.mp4?sig=s":                 "https://x.com/a%20b.mp4?(signed)",
		"ftp://u:p@x.com/v.mp4":                       "ftp://x.com/v.mp4",
		"from https://x.com/v.mp4?X-Amz-Signature=s!": "from https://x.com/v.mp4?(signed)",
	} {
		if got := format.RedactValue(in); got != want {
			t.Errorf("%q: %q, not %q", in, got, want)
		}
	}
}
