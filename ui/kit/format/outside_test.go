package format

import (
	"encoding/json"
	"os/exec"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

// foreign is text such as a server or a file may hold.
func foreign() *rapid.Generator[string] {
	odd := rapid.SampledFrom([]string{
		"\x1b[31m", "\x1b]52;c;AAAA\x07", "\u009b2J", "\u202e", "\u200b", "\ufeff", "\r\n", "\n", "\t", "\x00", "\x7f",
		"\u2028", "\U000e0041", "'", `"`, "\\", "$HOME", "`id`", "日本", "👨‍👩‍👧", "é", "\xff",
	})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.OneOf(odd, rapid.String()), 0, 12).Draw(t, "parts"), "")
	})
}

// obeyed finds what a terminal would obey; newlines are wanted.
func obeyed(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r != '\n' && unicode.IsControl(r) || r != '\u200c' && r != '\u200d' && unicode.Is(unicode.Cf, r)
	})
}

func TestNothingThatATerminalObeysGoesOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := foreign().Draw(t, "s")
		if out := Outside(s); obeyed(out) || Outside(out) != out {
			t.Fatalf("%q became %q", s, out)
		}
		if out := OutsideLine(s); obeyed(out) || strings.Contains(out, "\n") {
			t.Fatalf("%q became the line %q", s, out)
		}
	})
}

func TestGoodTextGoesOutAsItIs(t *testing.T) {
	long := strings.Repeat("https://files.heygen.ai/x?Signature=abc~_-&", 1000)
	for _, s := range []string{"ls_1", "two\nlines", "字幕テスト 👨‍👩‍👧‍👦 ❤️ é", "  kept  ", long} {
		if got := Outside(s); got != s {
			t.Errorf("%.60q became %.60q", s, got)
		}
	}
}

func TestJSONGoesOutSafeAndMeansTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := map[string]any{foreign().Draw(t, "key"): foreign().Draw(t, "value"), "n": []any{1.5, nil, true}}
		raw, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		// What the encoder escapes by itself, another server may not.
		text := strings.NewReplacer(`\u2028`, "\u2028", `\u007f`, "\x7f").Replace(string(raw))
		out := OutsideJSON(json.RawMessage(text))
		if obeyed(out) {
			t.Fatalf("%q became %q", raw, out)
		}
		var before, after any
		if json.Unmarshal([]byte(text), &before) != nil || json.Unmarshal([]byte(out), &after) != nil || !reflect.DeepEqual(before, after) {
			t.Fatalf("%q became %q", raw, out)
		}
	})
}

func TestAPathIsOneWordForTheShellOfItsSystem(t *testing.T) {
	for path, want := range map[string]string{
		"/home/ada/out/talk.mp4":    "/home/ada/out/talk.mp4",
		"/home/ada/out/my talk.mp4": "'/home/ada/out/my talk.mp4'",
		"/out/it's $HOME.mp4":       `'/out/it'\''s $HOME.mp4'`,
		`C:\out\talk.mp4`:           `C:\out\talk.mp4`,
		`C:\out\my talk.mp4`:        `"C:\out\my talk.mp4"`,
		`\\box\a share\talk.mp4`:    `"\\box\a share\talk.mp4"`,
	} {
		if got := QuotePath(path); got != want {
			t.Errorf("%s became %s, want %s", path, got, want)
		}
	}
}

func TestAQuotedWordIsOneWordForTheShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell here")
	}
	for _, s := range []string{"ls_0f", "", "a b", "it's", `"x" $HOME $(id) ` + "`id`", "a;b|c&d>e*?[x]{1,2}~!#", "\\", "two\nlines", "日本", "a=b"} {
		out, err := exec.CommandContext(t.Context(), sh, "-c", "printf %s "+ShellQuote(s)).Output() //nolint:gosec // that is what is tested
		if err != nil || string(out) != s {
			t.Errorf("%q came back as %q, %v", s, out, err)
		}
	}
	if got := ShellQuote("ls_0f-1.a"); got != "ls_0f-1.a" {
		t.Errorf("needless quotes: %s", got)
	}
}
