package terminal

import "bytes"

// passedThrough is the length of a sequence for the terminal around tmux at the
// front of p, 0 when there is none: every escape within it is written twice, which
// the decoder takes for its end.
func passedThrough(p []byte) int {
	const begin = "\x1bPtmux;"
	if !bytes.HasPrefix(p, []byte(begin)) {
		return 0
	}
	for i := len(begin); i+1 < len(p); i++ {
		switch {
		case p[i] != '\x1b':
		case p[i+1] == '\\':
			return i + 2
		default:
			i++
		}
	}
	return 0
}
