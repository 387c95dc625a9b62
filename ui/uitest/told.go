package uitest

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/vt"
)

// told is what a terminal would tell a user who looks elsewhere.
type told struct {
	bells    int
	messages []string
}

// listen hears what the emulator hears: a BEL that ends a sequence is no bell.
// The handlers run within Write, under its lock.
func (s *Screen) listen() {
	s.emu.SetCallbacks(vt.Callbacks{Bell: func() { s.told.bells++ }})
	for _, osc := range []int{9, 99, 777} {
		s.emu.RegisterOscHandler(osc, func(data []byte) bool {
			_, text, _ := strings.Cut(string(data), ";")
			s.told.messages = append(s.told.messages, text)
			return true
		})
	}
}

// Bells is how often the bell rang so far.
func (s *Screen) Bells() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.told.bells
}

// Messages are what OSC 9, 99 and 777 said so far, without their numbers.
func (s *Screen) Messages() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.told.messages)
}
