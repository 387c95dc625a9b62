package sim

import (
	"fmt"
	"strings"
	"time"
)

// captions is an SRT file with the marks real ones have: a byte order mark and
// CRLF (api.md 7).
func captions(j *job) string {
	const each = 4 * time.Second
	var b strings.Builder
	b.WriteString("\ufeff")
	for i := range int((j.length + each - 1) / each) {
		from := time.Duration(i) * each
		to := min(from+each-500*time.Millisecond, j.length)
		fmt.Fprintf(&b, "%d\r\n%s --> %s\r\nLine %d\r\n\r\n", i+1, stamp(from), stamp(to), i+1)
	}
	return b.String()
}

func stamp(d time.Duration) string {
	return fmt.Sprintf("%02d:%02d:%02d,%03d", int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60, d.Milliseconds()%1000)
}
