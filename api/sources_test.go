package api_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"lipdash/api"
)

// listed are the words of a text as a test reads them.
func listed(text string) (out []string) {
	for _, w := range api.Sources(text) {
		out = append(out, asListed(w))
	}
	return out
}

func asListed(w api.Word) string {
	s := w.Text
	if w.Glob != "" {
		s = "glob:" + w.Glob
	}
	if w.Not {
		s = "not:" + s
	}
	return s
}

func TestATextThatIsOneSourceIsNoList(t *testing.T) {
	for _, text := range []string{
		"", " ", "a.wav", "my file.wav", "my take 2 of it's first part.wav", "https://x.y/a.mp3?sig=a*b", "asset:0123456789",
		"take'1.wav", `C:\in\my file.wav`, "/home/me/a b.wav", "voice de", "x&y (1).wav", "https://x.y/my file.mp3", `in\x.wav`,
	} {
		if got := listed(text); got != nil {
			t.Errorf("%q is %q", text, got)
		}
	}
}

func TestAListIsReadAsAShellReadsIt(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"a.wav b.wav", []string{"a.wav", "b.wav"}},
		{"  a.wav\t b.MP3 ", []string{"a.wav", "b.MP3"}},
		{"in/*.wav", []string{"glob:in/*.wav"}},
		{"my folder/*.wav", []string{"glob:my folder/*.wav"}},
		{"in/", []string{"in/"}},
		{"my folder/", []string{"my folder/"}},
		{"'my file.wav'", []string{"my file.wav"}},
		{"'my file.wav' other.wav", []string{"my file.wav", "other.wav"}},
		{`/x/my\ file.wav /x/b\(1\).wav`, []string{"/x/my file.wav", "/x/b(1).wav"}},
		{`'it'\''s.wav' b.wav`, []string{"it's.wav", "b.wav"}},
		{`"C:\in\new.wav" "\\host\in\b c.wav"`, []string{`C:\in\new.wav`, `\\host\in\b c.wav`}},
		{`C:\in\#1.wav C:\in\b.wav`, []string{`C:\in\#1.wav`, `C:\in\b.wav`}},
		{`'a*.wav' b*.wav`, []string{"a*.wav", "glob:b*.wav"}},
		{`'my dir'/ep[0-9].wav`, []string{"glob:my dir/ep[0-9].wav"}},
		{`'what?'/*.wav x.wav`, []string{`glob:what\?/*.wav`, "x.wav"}},
		{"in/*.wav !in/ep_ja.wav", []string{"glob:in/*.wav", "not:in/ep_ja.wav"}},
		{"in/*.wav '!x.wav'", []string{"glob:in/*.wav", "!x.wav"}},
		{"in/*.wav !*_ja*", []string{"glob:in/*.wav", "not:glob:*_ja*"}},
		{"https://x.y/it's.mp3 https://x.y/b.mp3?a=*&b=1", []string{"https://x.y/it's.mp3", "https://x.y/b.mp3?a=*&b=1"}},
		{"asset:0123456789 a.wav", []string{"asset:0123456789", "a.wav"}},
		{"'https://x.y/a.mp3?(signature not kept)' b.wav", []string{"https://x.y/a.mp3?(signature not kept)", "b.wav"}},
		{"https://x.y/a.mp3 ./b.wav", []string{"https://x.y/a.mp3", "./b.wav"}},
		{"声 音_ja.wav 声_de.wav", nil},
		{"声_ja.wav 声_de.wav", []string{"声_ja.wav", "声_de.wav"}},
	} {
		if got := listed(tt.text); !slices.Equal(got, tt.want) {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestCommasAndLineEndsPartAListToo(t *testing.T) {
	there := []string{"in/x.wav,y.wav", "Hello.wav, again.wav"}
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"a.wav,b.wav", []string{"a.wav", "b.wav"}},
		{"a.wav, b.wav,\n c.wav ,d.wav,", []string{"a.wav", "b.wav", "c.wav", "d.wav"}},
		{"/in/my a.wav, my b.wav", []string{"/in/my a.wav", "my b.wav"}},
		{"my a.wav\r\nmy b.wav\r\n", []string{"my a.wav", "my b.wav"}},
		{"'a, 1.wav', b.wav c.wav", []string{"a, 1.wav", "b.wav", "c.wav"}},
		{`/in/my\ a\,b.wav,/in/c.wav`, []string{"/in/my a,b.wav", "/in/c.wav"}},
		{"in/*.wav, !in/ja.wav, more/", []string{"glob:in/*.wav", "not:in/ja.wav", "more/"}},
		{"my in/*.wav, my more/", []string{"glob:my in/*.wav", "my more/"}},
		{"https://x.y/a.mp3?t=1,2,https://x.y/b.mp3, c.wav", []string{"https://x.y/a.mp3?t=1,2", "https://x.y/b.mp3", "c.wav"}},
		// A comma in a name is none between two.
		{"Intro, take 2.wav, b.wav", []string{"Intro, take 2.wav", "b.wav"}},
		{"in/x.wav,y.wav z.wav", []string{"in/x.wav,y.wav", "z.wav"}},
		{"z.wav, Hello.wav, again.wav, u.wav", []string{"z.wav", "Hello.wav, again.wav", "u.wav"}},
		{"in/x.wav,y.wav", nil},
		{"Intro, take 2.wav", nil},
		{"voice, de", nil},
		{"https://x.y/a.mp3?t=1,2", nil},
	} {
		var got []string
		for _, w := range api.SourcesWith(tt.text, func(path string) bool { return slices.Contains(there, path) }) {
			got = append(got, asListed(w))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q is %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestOfAListWithCommasOneIsChanged(t *testing.T) {
	for text, want := range map[string]string{
		"https://x.y/a.mp3?Signature=1,https://x.y/b.mp3": "'https://x.y/NEW', https://x.y/b.mp3",
		"my a.wav, https://x.y/a.mp3?Signature=1":         "my a.wav, 'https://x.y/NEW'",
		"my a.wav,my b.wav":                               "my a.wav,my b.wav",
	} {
		got, list := api.ChangeSources(text, func(s string) string {
			if strings.Contains(s, "Signature") {
				return "https://x.y/NEW"
			}
			return s
		})
		if !list || strings.ReplaceAll(got, "'", "") != strings.ReplaceAll(want, "'", "") {
			t.Errorf("%q became %q, %v", text, got, list)
		}
	}
}

func TestAPasteBecomesAList(t *testing.T) {
	for _, tt := range []struct{ paste, want string }{
		{"in/a.wav\nin/b c.wav\n", "in/a.wav 'in/b c.wav'"},
		{"\"C:\\in\\a.wav\"\r\n\"C:\\in\\b c.wav\"\r\n", `"C:\in\a.wav" "C:\in\b c.wav"`},
		{"/in/a\\ b.wav\n/in/c.wav", "'/in/a b.wav' /in/c.wav"},
		{"file:///in/a%20b.wav\nfile:///in/c.wav", "'/in/a b.wav' /in/c.wav"},
		{"'/in/a b.wav' '/in/c.wav' ", "'/in/a b.wav' '/in/c.wav'"},
		{"a.wav  b.wav\nc.wav d.wav", "a.wav  b.wav c.wav d.wav"},
		{"https://x.y/a.mp3?x=1&y=2\nhttps://x.y/b.mp3", "https://x.y/a.mp3?x=1&y=2 https://x.y/b.mp3"},
		{"in/*.wav\n", "in/*.wav"},
		{"in/a.wav,\nin/b c.wav,\n", "in/a.wav 'in/b c.wav'"},
		{"my a.wav, my b.wav", "my a.wav, my b.wav"},
		{"my a.wav, my b.wav\nc.wav", "my a.wav, my b.wav, c.wav"},
		// One file is what it was.
		{"'/in/a b.wav'", "/in/a b.wav"},
		{`/in/a\ b.wav`, "/in/a b.wav"},
		{"file:///in/a%20b.wav", "/in/a b.wav"},
		{"in/my file.wav", "in/my file.wav"},
		{"https://x.y/a.mp3", "https://x.y/a.mp3"},
	} {
		if got := api.PastedSources(tt.paste); got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.paste, got, tt.want)
		}
	}
}

func TestASecondFileIsAppendedAndATailIsNot(t *testing.T) {
	for _, tt := range []struct {
		text, paste string
		want        bool
	}{
		{"/in/a.wav", "/in/b.wav", true},
		{"in/*.wav", "https://x.y/b.mp3", true},
		{"in/a.wav", "b.wav c.wav", true},
		{"in/", "a.wav", false},
		{"my file.wav", "/in/b c.wav", true},
		{"in/a.wav", "https://x.y/b.mp3", true},
		{"https://x.y", "/b.wav", false},
		{"", "/b.wav", false},
		{"in/a.wav", "_2", false},
		{"my a.wav, my b.wav", "c.wav, d.wav", true},
	} {
		got, ok := api.AppendSources(tt.text, tt.paste)
		if ok != tt.want || ok && len(api.Sources(got)) < 2 {
			t.Errorf("%q behind %q: %q", tt.paste, tt.text, got)
		}
	}
}

// aSource draws what names a file or a link, with what a shell would stumble over.
func aSource() *rapid.Generator[string] {
	bits := []string{" ", "'", `"`, `\`, "*", "?", "[", "]", "!", "$x", "&", "(1)", ";", "~", "#", "{a,b}", ",", ", ", "a", "ep018_de", ".wav", "/", "字", "é", "//", "https://x.y/a.mp3", "C:\\"}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(bits), 1, 6).Draw(t, "bits"), "")
	}).Filter(func(s string) bool { return strings.TrimSpace(s) != "" && strings.TrimSpace(s) == s })
}

func TestAJoinedListIsReadAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(aSource(), 2, 5).Draw(t, "sources")
		text := api.JoinSources(want...)
		var got []string
		for _, w := range api.Sources(text) {
			if w.Glob != "" || w.Not {
				t.Fatalf("%q has %+v", text, w)
			}
			got = append(got, w.Text)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q became %s and is read as %q", want, text, got)
		}
	})
}

func TestOneSourceIsReadAsItWasToo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := aSource().Draw(t, "source")
		text := api.JoinSources(want)
		got := text
		if words := api.Sources(text); len(words) == 1 && words[0].Glob == "" && !words[0].Not {
			got = words[0].Text
		} else if words != nil {
			t.Fatalf("%q became %s: %+v", want, text, words)
		}
		if got != want {
			t.Fatalf("%q became %s and is read as %q", want, text, got)
		}
	})
}

func TestWhatIsLeftOutIsReadAsThat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		out := aSource().Draw(t, "source")
		words := api.Sources(api.Without("in/*.wav", out))
		if len(words) != 2 || !words[1].Not || words[1].Glob != "" || words[1].Text != out {
			t.Fatalf("%q: %+v", out, words)
		}
	})
}

func TestALineOfAListIsDropped(t *testing.T) {
	for _, tt := range []struct{ text, out, want string }{
		{"a.wav b.wav c.wav", "b.wav", "a.wav c.wav"},
		{"a.wav 'my b.wav'", "a.wav", "my b.wav"},
		{"a.wav b.wav a.wav", "a.wav", "a.wav b.wav"},
		{"in/*.wav b.wav", "in/my a.wav", "in/*.wav b.wav !'in/my a.wav'"},
		{"in/", "in/a.wav", "in/ !in/a.wav"},
		{"'a.wav'", "a.wav", ""},
	} {
		if got := api.Without(tt.text, tt.out); got != tt.want {
			t.Errorf("%q without %q is %q", tt.text, tt.out, got)
		}
	}
}

func TestAnyTextCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		for _, w := range api.Sources(text) {
			if strings.TrimFunc(w.Text, unicode.IsSpace) == "" && strings.TrimSpace(text) != fmt.Sprintf("%q", "") && w.Text == "" && !strings.ContainsAny(text, `'"`) {
				t.Fatalf("%q has an empty word", text)
			}
		}
	})
}
