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
