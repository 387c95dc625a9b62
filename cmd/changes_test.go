package cmd

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// Names are refused before there is a change that could have them.
func TestFieldsOfAChangeAreAllNamed(t *testing.T) {
	var want []string
	for _, f := range reflect.VisibleFields(reflect.TypeFor[changeLine]()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		want = append(want, name)
	}
	got := changeTable().Fields
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAFolderWithoutSoundsAndOneThatIsMissingAreToldApart(t *testing.T) {
	inShop(t, func(s *shop) {
		s.must(os.Mkdir("empty", 0o700))
		for audio, want := range map[string]string{"empty": "--audio: there is no sound file in that folder", "empty/": "--audio: there is no sound file in that folder", "missing/": "missing: no such file"} {
			if got := s.run(0, "", "create", "--video", "https://example.com/v.mp4", "--audio", audio); got.code != exitUsage || !strings.Contains(got.err, want) {
				t.Errorf("%s: %+v", audio, got)
			}
		}
		if n := len(s.server.Jobs()); n > 0 {
			t.Errorf("%d jobs were made", n)
		}
	})
}
