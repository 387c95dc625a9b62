package cmd

import (
	"context"
	"errors"
	"fmt"

	"lipdash/api"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui"
)

// connector builds sessions for one run of the dashboard.
type connector struct {
	source  config.Source
	base    string
	profile string
	// secrets learns every key that is used, to keep it out of crash reports.
	secrets *terminal.Secrets
}

// callsHeld is how many attempts wait for the screen to hear of them.
const callsHeld = 256

// session builds a client. It asks nothing of the network.
func (c connector) session(key config.Key) (ui.Session, error) {
	cred := api.Credential{Key: key.Key, Bearer: key.Bearer}
	c.secrets.Add(cred.Key)
	c.secrets.Add(cred.Bearer)
	transport, hangups := watchedTransport()
	calls := make(chan api.Call, callsHeld)
	opts := []api.Option{
		api.WithTransport(transport), api.WithUserAgent(userAgent()),
		api.WithObserver(func(c api.Call) {
			select {
			case calls <- c:
			default: // a screen that lags behind must not hold up a call
			}
		}),
	}
	if c.base != "" {
		opts = append(opts, api.WithBaseURL(c.base))
	}
	client, err := api.New(cred, opts...)
	if err != nil {
		return ui.Session{}, err
	}
	who := ui.Identity{Profile: c.profile, KeyTail: cred.Tail(), Host: client.Host()}
	return ui.Session{Client: client, Identity: who, Disconnects: hangups, Calls: calls}, nil
}

// connect builds a session for a pasted key and checks it with one read.
func (c connector) connect(ctx context.Context, pasted string) (ui.Session, error) {
	key, err := config.CleanKey(pasted)
	if err != nil {
		return ui.Session{}, fmt.Errorf("that is no key: %w", err)
	}
	return c.checked(ctx, config.Key{Key: key})
}

// reconnect looks for the key again, which may have been replaced since.
func (c connector) reconnect(ctx context.Context) (ui.Session, error) {
	key, _, err := config.FindKey(c.source)
	if err != nil {
		return ui.Session{}, err
	}
	if key.Empty() {
		return ui.Session{}, errors.New("there is no key any more")
	}
	return c.checked(ctx, key)
}

func (c connector) checked(ctx context.Context, key config.Key) (ui.Session, error) {
	s, err := c.session(key)
	if err != nil {
		return ui.Session{}, err
	}
	if _, err := s.Client.Me(ctx); err != nil {
		return ui.Session{}, err
	}
	return s, nil
}

// demo starts the simulator and opens a session on it.
func (c connector) demo(ctx context.Context) (ui.Session, error) {
	base, key, err := startDemo(ctx)
	if err != nil {
		return ui.Session{}, err
	}
	c.base, c.profile = base, "demo"
	s, err := c.session(config.Key{Key: key})
	s.Identity.Demo = true
	return s, err
}
