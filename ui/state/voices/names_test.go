package voices

import (
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var updateNames = flag.Bool("update-names", false, "write the names of languages anew")

// letters are all words of so many small letters.
func letters(n int) []string {
	if n == 0 {
		return []string{""}
	}
	var out []string
	for _, w := range letters(n - 1) {
		for c := 'a'; c <= 'z'; c++ {
			out = append(out, w+string(c))
		}
	}
	return out
}

// TestNamesAreThoseOfCLDR compares what is built in with the library that has all of it.
func TestNamesAreThoseOfCLDR(t *testing.T) {
	tags := display.English.Tags()
	want, bases := map[string]string{}, map[string]language.Base{}
	for _, code := range append(letters(2), letters(3)...) {
		tag, err := language.Parse(code)
		base, _, _ := tag.Raw()
		if name := tags.Name(tag); err == nil && name != "" && tag.String() == code && base.String() == code && code != "und" {
			want[code], bases[code] = name, base
		}
	}
	parts := map[string]any{}
	for _, region := range display.Values.Regions() {
		code := region.String()
		if name := display.English.Regions().Name(region); name != "" && code != "ZZ" && (len(code) == 2 || code == "419") {
			want[code], parts[code] = name, region
		}
	}
	for _, script := range display.Values.Scripts() {
		code := script.String()
		if name := display.English.Scripts().Name(script); name != "" && code[0] != 'Z' { // symbols, and what is unknown
			want[code], parts[code] = name, script
		}
	}
	for code, base := range bases {
		for part, is := range parts {
			tag, _ := language.Raw.Compose(base, is)
			if name := tags.Name(tag); name != "" && name != want[code]+" ("+want[part]+")" {
				want[code+"-"+part] = name
			}
		}
	}
	var b strings.Builder
	for _, code := range slices.Sorted(maps.Keys(want)) {
		b.WriteString(code + " " + want[code] + "\n")
	}
	if *updateNames {
		if err := os.WriteFile("names.txt", []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	} else if b.String() != namesText {
		t.Error("the names are not the library's any more; write them anew with -update-names")
	}
}

func TestALanguageIsCalledAsByTheLibrary(t *testing.T) {
	for _, text := range []string{
		"de", "deu", "iw", "sh", "mo", "cmn", "dut-BE", "en-UK", "en-DD", "pt-BR", "es-419", "zh-Hant-TW", "zh-TW", "sr-Latn", "sr-Latn-RS",
		"az-Cyrl-AZ", "ro-MD", "de-LI", "fil", "tl", "no", "nb-NO", "qaa", "xx", "und",
	} {
		tag, err := language.Parse(text)
		if got, want := nameOf(tag), display.English.Tags().Name(tag); err == nil && got != want && text != "und" {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}
