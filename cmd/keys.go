package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"lipdash/api/safely"
	"lipdash/cmd/host"
	"lipdash/config"
)

// systemSource is this machine, with the programs that are asked for keys. While a
// dashboard is drawn, detached keeps them away from its terminal.
func systemSource(detached bool) config.Source {
	src, places := config.System(), host.KeyPlaces{Detached: detached}
	src.Command, src.Keyring = places.Command, places.Keyring
	return src
}

// askedFor is how long a key is looked for before it is said who is asked.
const askedFor = time.Second

// askForKey is findKey before the screen is drawn: whoever has to unlock something is
// told what for. Nothing is written any more when it returns: the screen comes next.
func (c connector) askForKey(ctx context.Context, tell io.Writer) (config.Key, []config.LookedIn, error) {
	whom := cmp.Or(config.ShownSource(c.keyFrom), "the system's keyring") // of the usual places no other one is waited for
	told := make(chan struct{})
	slow := time.AfterFunc(askedFor, safely.Func(func() {
		defer close(told)
		_, _ = fmt.Fprintf(tell, "lipdash: asking %s for the key of profile %s\n", whom, c.profile)
	}))
	defer func() {
		if !slow.Stop() {
			<-told
		}
	}()
	return c.findKey(ctx, false)
}

// keyCache are the keys that a person may have been asked for, in memory alone, by the
// place they came from. They are asked for once in a run.
type keyCache struct {
	mu    sync.Mutex
	found map[string]config.Key
}

// usualOf names the usual places of a profile's key among the places of keys.
func usualOf(from, profile string) string { return cmp.Or(from, "stored for "+profile) }

// find looks for the key of a source, once more if anew.
func (k *keyCache) find(ctx context.Context, src config.Source, from, profile string, anew bool) (config.Key, []config.LookedIn, error) {
	if k == nil {
		return config.FindKey(ctx, src, from, profile)
	}
	at := usualOf(from, profile)
	k.mu.Lock()
	key, known := k.found[at]
	k.mu.Unlock()
	if known && !anew {
		return key, nil, nil
	}
	key, looked, err := config.FindKey(ctx, src, from, profile)
	if err == nil && !key.Empty() && (config.Asks(from) || key.Stored == config.InKeyring) {
		k.keep(at, key)
	}
	return key, looked, err
}

// keep has a key for a place from now on, an empty one to ask again.
func (k *keyCache) keep(at string, key config.Key) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.found == nil {
		k.found = map[string]config.Key{}
	}
	if k.found[at] = key; key.Empty() {
		delete(k.found, at)
	}
}
