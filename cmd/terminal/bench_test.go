package terminal

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkFrame is what it takes to find the bytes of a frame, of as many runs of
// cells as a move of the cursor has, the most that are put in the best order, and a
// page.
func BenchmarkFrame(b *testing.B) {
	for _, runs := range []int{4, 16, few, 300} {
		b.Run(fmt.Sprintf("%d runs", runs), func(b *testing.B) {
			s := shownScreen(120, 40)
			var pictures [2][]byte
			for p := range pictures {
				var f strings.Builder
				for i := range runs {
					fmt.Fprintf(&f, "\x1b[%d;%dH\x1b[38;2;%d;182;255m%c%d\x1b[m", 1+i*7%40, 1+i*31%110, 100+i%6, 'a'+p, p)
				}
				pictures[p] = []byte(f.String())
			}
			sent := 0
			for i := 0; b.Loop(); i++ {
				sent += len(s.translate(pictures[i%2]))
			}
			b.ReportMetric(float64(sent)/float64(b.N), "bytes/frame")
		})
	}
}
