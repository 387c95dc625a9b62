package cmd

import (
	"context"
	"fmt"
	"os"

	"lipdash/api"
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

// connect checks a pasted key, stores it where its user said, and opens a session for it. One
// that cannot be stored works for this run all the same.
func (c connector) connect(ctx context.Context, pasted action.UseKey) (calls.Session, error) {
	clean, err := c.good(ctx, pasted.Key)
	if err != nil {
		return calls.Session{}, err
	}
	kept, key := c.store(ctx, clean, pasted.Keep)
	s, err := c.session(key)
	s.Kept = kept
	return s, err
}

// tryAnother is what to do about a pasted key that is refused, wherever it was pasted.
const tryAnother = "paste another one: nothing is stored or changed"

// good is a pasted key without what is around it, once HeyGen took it in one read.
func (c connector) good(ctx context.Context, pasted string) (clean string, err error) {
	if clean, err = config.CleanKey(pasted); err != nil {
		return "", fmt.Errorf("that is no key: %w", err)
	}
	client, err := c.client(config.Key{Key: clean}, api.Options{KeyHint: tryAnother})
	if err == nil {
		_, err = client.Me(ctx)
	}
	return clean, err
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
