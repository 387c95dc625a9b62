package pattern_test

import (
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"lipdash/ui/kit/pattern"
)

var job = pattern.Job{
	Title: "ep018 draft", ID: "ls_51ab", Mode: "speed", N: 7,
	Created: time.Date(2026, 11, 24, 9, 4, 0, 0, time.UTC),
}

func TestTitlesByPattern(t *testing.T) {
	for _, tt := range []struct{ pattern, want string }{
		{"{title}", "ep018 draft"},
		{"{n}: {title}", "7: ep018 draft"},
		{"{n:03} {n:1} {n:9}", "007 7 000000007"},
		{"{id} {date} {mode}", "ls_51ab 2026-11-24 speed"},
		{"  {title}  ", "ep018 draft"},
		{"no field", "no field"},
		{"", ""},
		{"{{n}} {n}}", "{n} 7}"},
		{"a } b", "a } b"},
		{"s/draft/final/", "ep018 final"},
		{"s/draft/final", "ep018 final"},
		{"s/draft/", "ep018"},
		{"s/a/{n}/", "ep018 dr{n}ft"},
		{"s/.*/x/", "ep018 draft"},
		{"s|0|/|", "ep/18 draft"},
		{`s/ep0/a\/b/`, "a/b18 draft"},
		{`s/\/x/y/`, "ep018 draft"},
		{"s/ep018 draft//", ""},
		{"s/r/rr/", "ep018 drraft"},
	} {
		p, err := pattern.Parse(tt.pattern)
		if err != nil {
			t.Errorf("%q: %v", tt.pattern, err)
			continue
		}
		if got := p.Title(job); got != tt.want {
			t.Errorf("%q gives %q, want %q", tt.pattern, got, tt.want)
		}
	}
}

func TestWhatCannotBeReadIsSaid(t *testing.T) {
	for in, want := range map[string]string{
		"{":              "open",
		"a {title":       "open",
		"{name}":         "{title} {n} {id} {date} {mode}",
		"{}":             "no such field",
		"{ n }":          "no such field",
		"{n:}":           "digits",
		"{n:0}":          "digits",
		"{n:10}":         "digits",
		"{n:-3}":         "digits",
		"{n:99999999999": "open",
		"{n:9999999999}": "digits",
		"{title:3}":      "only {n}",
		"{{{}}}":         "no such field",
		"s/":             "s/old/new/",
		"s|x":            "s|old|new|",
		"s//x/":          "nothing to look for",
		"s/a/b/g":        "nothing may follow",
		"s/draft":        "s/old/new/",
	} {
		if _, err := pattern.Parse(in); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func TestAMissingFactIsEmpty(t *testing.T) {
	p, err := pattern.Parse("{date}{mode}x")
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Title(pattern.Job{N: 1}); got != "x" {
		t.Error(got)
	}
	if !p.Uses(pattern.Mode) || p.Uses(pattern.ID) {
		t.Error("it does not know its fields")
	}
}

// hostile draws texts that are likely to mean something to the parser or to a
// terminal.
func hostile() *rapid.Generator[string] {
	bits := []string{"{", "}", "{{", "}}", "{title}", "{n}", "{n:03}", "{n:", "s/", "/", "|", "\\", "%d", "%!s", "$1", "\x1b[31m", "\x1b]0;x\x07", "\n", "\u202e", "\u009b", "字", "👨‍👩‍👧", " ", "a"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(bits), rapid.String()), 0, 8).Draw(t, "bits"), "")
	})
}

func TestEveryTitleIsOneLineOfWhatCanBeTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, err := pattern.Parse(hostile().Draw(t, "pattern"))
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error without words")
			}
			return
		}
		got := p.Title(pattern.Job{Title: hostile().Draw(t, "title"), ID: hostile().Draw(t, "id"), Mode: "speed", N: rapid.IntRange(1, 5000).Draw(t, "n")})
		if !utf8.ValidString(got) || strings.TrimSpace(got) != got || strings.ContainsFunc(got, unicode.IsControl) || strings.ContainsAny(got, "\u202e\u202d\u2066") {
			t.Fatalf("%q", got)
		}
	})
}

func TestTheTitleAloneChangesNothingThatCanBeTyped(t *testing.T) {
	p, _ := pattern.Parse("{title}")
	rapid.Check(t, func(t *rapid.T) {
		title := p.Title(pattern.Job{Title: hostile().Draw(t, "title")})
		if got := p.Title(pattern.Job{Title: title}); got != title {
			t.Fatalf("%q became %q", title, got)
		}
	})
}

func TestReplacingIsLiteral(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-z.*+?\[\]()^$ ]{1,6}`)
		old, with, title := word.Draw(t, "old"), word.Draw(t, "with"), "x"+word.Draw(t, "a")+"-"+word.Draw(t, "b")+"x"
		p, err := pattern.Parse("s/" + old + "/" + with + "/")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := p.Title(pattern.Job{Title: title}), strings.TrimSpace(strings.ReplaceAll(title, old, with)); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}
