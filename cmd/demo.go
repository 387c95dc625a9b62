package cmd

import (
	"context"
	"crypto/rand"
	"net"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/sim"
	"lipdash/cmd/demo"
	"lipdash/config"
	"lipdash/ui/calls"
)

func newDemo(m maker) *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Open the dashboard on a built-in simulator: no key, no network",
		Long: `Open the dashboard on a simulator inside lipdash, in the middle of a working day:
batches, jobs that run, wait and failed, files on their way. Time runs five times
as fast for its jobs. It needs no key and asks nobody, and what it fetches goes
into a folder that ends with it, which the transfers name (3): it leaves nothing on disk.`,
		Example: `  lipdash demo
  lipdash demo --theme light
  lipdash demo --plain`,
		Annotations: map[string]string{"settings": "shown in short", "errors": "in words"},
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return openDashboard(cmd.Context(), m.streams, given(m.flags), true)
		},
	}
}

// demoKey is new each time: other programs of this machine have no business in the demo.
func demoKey() string { return "demo-" + rand.Text() + "-" + demo.KeyTail }

// onLoopback serves a simulator on this machine until ctx ends.
func onLoopback(ctx context.Context, s *sim.Server) (base string, err error) {
	var config net.ListenConfig
	ln, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	// An error here ends the demo's answers, which the dashboard shows.
	safely.Go(func() { _ = sim.Serve(ctx, ln, s) })
	return "http://" + ln.Addr().String(), nil
}

// onDemo makes an account up, and is a connector to it with its key.
func (c connector) onDemo(ctx context.Context) (connector, config.Key, error) {
	key := config.Key{Key: demoKey()}
	world, err := demo.New(ctx, demo.Options{Key: key.Key, Rate: c.rate})
	if err != nil {
		return c, key, err
	}
	c.memories.atEnd(world.Folder.End)
	if c.network != nil {
		c.network, c.base = world.Server.Transport(), api.DefaultBaseURL
	} else if c.base, err = onLoopback(ctx, world.Server); err != nil {
		return c, key, err
	}
	c.profile, c.forgetful, c.slots, c.readOnly = demo.Profile, true, demo.Slots, false
	c.world, c.settings.ProfileColor.V = world, ""
	c.settings.CallBudget.V = max(c.settings.CallBudget.V, demo.CallBudget)
	if c.dailyLimit == 0 {
		c.dailyLimit, c.settings.DailyLimit.V = demo.DailyLimit, demo.DailyLimit
	}
	c.folder.Path, c.folder.Here, c.folder.Room = world.Folder.Out(), world.Folder.Path, demo.Room
	return c, key, nil
}

// demo opens a session on an account that is made up.
func (c connector) demo(ctx context.Context) (calls.Session, error) {
	c, key, err := c.onDemo(ctx)
	if err != nil {
		return calls.Session{}, err
	}
	s, _, err := c.open(key)
	s.Identity.Demo, s.Identity.Host = true, ""
	s.Reconnect, s.Connect, s.KeyPlaces, s.Hooks = nil, nil, nil, nil // what is made up runs no hook
	return s, err
}
