package calls_test

import (
	"context"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
)

func TestAListenerTellsOneValueAndEndsWithItsChannelOrContext(t *testing.T) {
	result := func(n int) tea.Msg { return n }
	if calls.Listen(t.Context(), nil, result) != nil {
		t.Error("it listens to nothing")
	}
	ch := make(chan int, 1)
	ch <- 7
	if msg := calls.Listen(t.Context(), ch, result)(); msg != 7 {
		t.Errorf("it tells %v", msg)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if msg := calls.Listen(ended, ch, result)(); msg != nil {
		t.Errorf("it tells %v after the end", msg)
	}
	close(ch)
	if msg := calls.Listen(t.Context(), ch, result)(); msg != nil {
		t.Errorf("it tells %v of a closed channel", msg)
	}
}
