package cmd

import (
	"context"
	"fmt"
	"os"

	"lipdash/cmd/host"
	"lipdash/cmd/keystore"
	"lipdash/config"
	"lipdash/ui"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
)

// keyPlaces are where a pasted key of the profile can be kept.
func (c connector) keyPlaces() action.KeyPlaces {
	stored, _ := config.Stored(c.source, c.profile) // one that is spoiled is replaced
	p := action.KeyPlaces{
		File: stored.Shown, Keyring: config.KeyringService + "/" + c.profile, Stored: action.Keep(stored.In),
		First: config.ComesFirst(c.source, c.settings.KeyFrom.V), Far: host.Remote(os.Getenv),
	}
	if p.Any() {
		p.NoKeyring = c.noKeyring()
	}
	return p
}

// connect builds a session for a pasted key, checks it with one read, and stores it where its
// user said. One that cannot be stored works for this run all the same.
func (c connector) connect(ctx context.Context, pasted action.UseKey) (calls.Session, error) {
	clean, err := config.CleanKey(pasted.Key)
	if err != nil {
		return calls.Session{}, fmt.Errorf("that is no key: %w", err)
	}
	key := config.Key{Key: clean, Stored: config.KeyPlace(pasted.Keep)}
	s, o, err := c.open(key)
	if err == nil {
		_, err = s.Client.Me(ctx)
	}
	if err != nil {
		return calls.Session{}, err
	}
	s.Kept, key = c.store(ctx, clean, pasted.Keep)
	c.sessions.keep(c.profile, openSession{c.settings, key, s, o})
	return s, nil
}

// store stores a key that was checked, and is what became of it and the key as it is found
// from now on.
func (c connector) store(ctx context.Context, clean string, in action.Keep) (calls.Kept, config.Key) {
	if in == action.KeepRun {
		return calls.Kept{}, config.Key{Key: clean}
	}
	key, err := keystore.Store{Source: c.source, Ring: c.ring}.Save(ctx, c.profile, clean, config.KeyPlace(in))
	if err != nil {
		return calls.Kept{Err: err}, config.Key{Key: clean}
	}
	at := usualOf("", c.profile)
	if c.keys.keep(at, key); key.Stored != config.InKeyring {
		c.keys.keep(at, config.Key{}) // a file is read each time
	}
	return calls.Kept{Where: key.Origin}, key
}

// withCLI opens a session with the key of the official CLI; nil where it has none.
func (c connector) withCLI(ctx context.Context) (open func(context.Context) (calls.Session, error), looked []config.LookedIn) {
	c.keyFrom = config.FromCLI
	key, looked, err := c.findKey(ctx, false)
	if err != nil || key.Empty() {
		return nil, nil
	}
	return c.reconnect, looked
}

func places(looked []config.LookedIn) []ui.LookedIn {
	out := make([]ui.LookedIn, len(looked))
	for i, l := range looked {
		out[i] = ui.LookedIn(l)
	}
	return out
}
