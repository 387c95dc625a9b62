package detail_test

import (
	"strings"
	"testing"

	"lipdash/ui/kit/theme"
)

// BenchmarkView draws the pane as every frame does, with texts of any length.
func BenchmarkView(b *testing.B) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	long := failed()
	long.Job.Title = strings.Repeat("字幕テスト ", 500)
	long.Job.FailureMessage = strings.Repeat("Audio is longer than the limit. ", 200)
	b.Run("usual", func(b *testing.B) {
		p := pane(done(), 48, 40)
		for b.Loop() {
			p.View(th, now)
		}
	})
	b.Run("long texts", func(b *testing.B) {
		p := pane(long, 48, 40)
		for b.Loop() {
			p.View(th, now)
		}
	})
	b.Run("raw", func(b *testing.B) {
		p := pane(done(), 48, 40)
		p.ToggleRaw()
		for b.Loop() {
			p.View(th, now)
		}
	})
}
