package terminal

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkFrame is what it takes to find and write the bytes of a frame in which so
// many places changed: a move of the cursor has some, a page hundreds.
func BenchmarkFrame(b *testing.B) {
	for _, changes := range []int{4, 16, 300} {
		b.Run(fmt.Sprintf("%d changes", changes), func(b *testing.B) {
			sent := 0
			p := newPainter(writer(func(n int) { sent += n }), 120, 40, 30)
			defer p.stop()
			p.alt = true
			var pictures [2]string
			for i := range pictures {
				rows := make([]strings.Builder, 40)
				for c := range changes {
					fmt.Fprintf(&rows[c%40], "\x1b[38;2;%d;182;255m%c%d\x1b[m row   ", 100+c%6, 'a'+i, i)
				}
				for y := range rows {
					pictures[i] += rows[y].String() + "\n"
				}
			}
			for i := 0; b.Loop(); i++ {
				p.content = pictures[i%2]
				if err := p.send(p.paint); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(sent)/float64(b.N), "bytes/frame")
		})
	}
}

type writer func(n int)

func (w writer) Write(p []byte) (int, error) {
	w(len(p))
	return len(p), nil
}
