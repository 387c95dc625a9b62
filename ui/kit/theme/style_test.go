package theme

import "testing"

func TestEveryStyleDrawsWhatLipGlossDraws(t *testing.T) {
	for name, th := range all() {
		for _, th := range []Theme{th, th.Dimmed()} {
			for token, s := range styles(th) {
				if s.signs {
					continue
				}
				for _, s := range []Style{s, s.Bold(true), s.Bold(false), s.Reverse(), s.Faint(), s.Bold(true).Underline()} {
					for _, text := range []string{"", "x", "two words ", "字幕 é"} {
						if got, want := s.Render(text), s.lipGloss().Render(text); got != want {
							t.Errorf("%s: %s is %q, want %q", name, token, got, want)
						}
					}
				}
			}
		}
	}
}
