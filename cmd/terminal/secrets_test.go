package terminal

import (
	"strings"
	"testing"
)

func TestScrubRemovesKnownSecretsAndSignatures(t *testing.T) {
	var s Secrets
	s.Add("hg_0123456789abcdef")
	s.Add("abc") // too short to be one
	got := s.Scrub(`key hg_0123456789abcdef abc get https://files.heygen.ai/a.mp4?Expires=1&Signature=x~y&Key-Pair-Id=z "http://h/p?q" end`)
	want := `key [removed] abc get https://files.heygen.ai/a.mp4?[removed] "http://h/p?[removed]" end`
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestScrubHardRemovesWhateverIsAsLongAsAKey(t *testing.T) {
	var s *Secrets
	got := s.ScrubHard("bad value MTIzNDU2Nzg5MDEyMzQ1Njc4OTAx in index out of range [5] with length 3")
	if strings.Contains(got, "MTIz") || !strings.Contains(got, "index out of range [5] with length 3") {
		t.Error(got)
	}
}
