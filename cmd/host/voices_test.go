package host

import (
	"os"
	"slices"
	"testing"
)

func TestCommasBetweenVoicesAndInTheirNames(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"a.wav", "b.wav", "c.wav", "a.wav,b.wav"} {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for text, want := range map[string][]string{
		"a.wav, b.wav\nc.wav":   {"a.wav", "b.wav", "c.wav"},
		"a.wav,c.wav":           {"a.wav", "c.wav"},
		"a.wav,b.wav":           {"a.wav,b.wav"}, // that is a file's name
		"c.wav,a.wav,b.wav":     {"c.wav", "a.wav,b.wav"},
		"*.wav, !'a.wav,b.wav'": {"a.wav", "b.wav", "c.wav"},
	} {
		got, more := Files{}.Voices(text)
		if !slices.Equal(got, want) || more != 0 || (Files{}).OneVoice(text) != (len(want) == 1) {
			t.Errorf("%q: %q, %d more, one is %v", text, got, more, Files{}.OneVoice(text))
		}
	}
}

// A folder is a folder with and without its slash, also where its name could be an asset id.
func TestAFolderIsNeverAnAssetID(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, dir := range []string{"voices", "empty"} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile("voices/a.wav", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{"voices": {"voices/a.wav"}, "voices/": {"voices/a.wav"}, "empty": nil, "empty/": nil, "asset_1": {"asset_1"}} {
		if got, _ := (Files{}).Voices(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
