package cmd

import (
	"context"
	"crypto/rand"
	"net"

	"github.com/spf13/cobra"

	"lipdash/api/safely"
	"lipdash/api/sim"
)

// demoSpeed is simulated seconds per second: a job that takes some minutes at
// HeyGen is done in about half a minute, long enough to watch.
const demoSpeed = 10

func newDemo(m maker) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Open the dashboard on a built-in simulator: no key, no network",
		Long: `Open the dashboard on a simulator inside lipdash, with a fleet of jobs whose time
runs ten times as fast. It needs no key and asks nobody. It leaves nothing on
disk but what you download.`,
		Example: `  lipdash demo
  lipdash demo --theme light
  lipdash demo --plain`,
		Annotations: map[string]string{"settings": "shown in short", "errors": "in words"},
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return openDemo(cmd.Context(), m.streams, given(m.flags))
		},
	}
}

// startDemo serves a simulator on loopback until ctx ends. The key is new each
// time: other programs of this machine have no business in the demo.
func startDemo(ctx context.Context) (base, key string, err error) {
	var config net.ListenConfig
	ln, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	key = "demo-" + rand.Text()
	// The fleet begins with many active jobs; a limit would refuse the visitor's own.
	server := sim.New(sim.Options{Key: key, Speed: demoSpeed, Concurrency: -1})
	server.PopulateDemo()
	// An error here ends the demo's answers, which the dashboard shows.
	safely.Go(func() { _ = sim.Serve(ctx, ln, server) })
	return "http://" + ln.Addr().String(), key, nil
}
