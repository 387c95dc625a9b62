package cmd

import (
	"context"
	"fmt"
	"testing"
	"time"

	"lipdash/cmd/terminal"
)

func TestInTheDemoNothingOfTheVisitorsWaits(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := connector{secrets: &terminal.Secrets{}, slots: 10, memories: &memories{}}
	s, err := c.demo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	m := s.OpenMemory(ctx, "")
	for n := range 12 {
		values := map[string]string{"video": fmt.Sprintf("https://x.y/%d.mp4", n), "audio": "https://x.y/a.wav"}
		if _, err := m.SubmitAgain(ctx, values, "", ""); err != nil {
			t.Fatal(err)
		}
	}
	end := time.After(20 * time.Second)
	for made := 0; made < 12; {
		select {
		case <-m.Changes():
		case <-end:
			t.Fatalf("%d of 12 were made beside the demo's own fleet", made)
		}
		made = 0
		for _, o := range m.Outgoing() {
			if o.JobID != "" {
				made++
			}
		}
	}
	cancel()
	c.memories.wait()
}
