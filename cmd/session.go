package cmd

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/demo"
	"lipdash/cmd/host"
	"lipdash/cmd/keystore"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui/calls"
)

// connector builds clients, and sessions, for one run of the dashboard or a command.
type connector struct {
	source   config.Source
	settings config.Settings
	// flags are those of the settings that were given.
	flags   map[string]string
	base    string
	profile string
	// keyFrom is where the settings say the key is; keys are those found in this run.
	keyFrom string
	keys    *keyCache
	// ring is the system's keyring, noKeyring why there is none to store a key in, which is
	// found out once.
	ring      keystore.Ring
	noKeyring func() string
	// readOnly refuses every write.
	readOnly bool
	// secrets learns every key that is used, to keep it out of crash reports.
	secrets *terminal.Secrets
	// stateDir is where journals are kept; forgetful keeps none.
	stateDir  string
	forgetful bool
	// slots is how many jobs may run on the account from here.
	slots int
	// rate is what a second of output costs by the settings.
	rate func(api.Mode) float64
	// retries is how often what fails in passing is retried automatically, dailyLimit what
	// may be spent in a day before that stops.
	retries    int
	dailyLimit float64
	// folder is where downloads go.
	folder account.Folder
	// network carries calls in tests, where the demo's go through memory; nil is the usual
	// transport.
	network http.RoundTripper
	// appear is how long tests say that a job may take to be listed, see outbox.Options.
	appear time.Duration
	// idle opens memories that send and fetch nothing until they are told to.
	idle bool
	// sessions are those of profiles that were opened in this run.
	sessions *openSessions
	// hooks are those that run in this run.
	hooks *runningHooks
	// memories are waited for at the end, so that nothing is cut short.
	memories *memories
	// world is the demo's, nil for an account at HeyGen.
	world *demo.World
}

func newConnector(src config.Source, s config.Settings, flags map[string]string) connector {
	ring := host.KeyPlaces{}
	return connector{
		ring: ring, noKeyring: sync.OnceValue(func() string { return ring.NoKeyring(context.Background()) }),
		source: src, flags: flags, keys: &keyCache{}, secrets: &terminal.Secrets{}, stateDir: terminal.StateDir(),
		sessions: &openSessions{}, memories: &memories{}, hooks: &runningHooks{},
	}.under(s)
}

// place is where the journal of the account is; the client is open.
func (v *invocation) place() account.Place {
	return account.Place{Dir: v.conn.stateDir, Base: v.client.BaseURL(), Secret: v.key.Key + v.key.Bearer}
}

// findKey looks for the key of the settings, also where it was found before if anew.
func (c connector) findKey(ctx context.Context, anew bool) (config.Key, []config.LookedIn, error) {
	return c.keys.find(ctx, c.source, c.keyFrom, c.profile, anew)
}

// callsHeld is how many attempts wait for the screen to hear of them.
const callsHeld = 256

// client builds a client that asks where the settings say.
func (c connector) client(key config.Key, o api.Options) (*api.Client, error) {
	c.secrets.Add(key.Key)
	c.secrets.Add(key.Bearer)
	o.BaseURL, o.UserAgent, o.ReadOnly = c.base, userAgent(), c.readOnly
	o.KeyHint = cmp.Or(o.KeyHint, key.Hint(c.keyFrom, c.profile))
	if c.network != nil {
		o.Transport = c.network
	}
	return api.New(api.Credential{Key: key.Key, Bearer: key.Bearer}, o)
}

// session builds a client. It asks nothing of the network.
func (c connector) session(key config.Key) (calls.Session, error) {
	s, o, err := c.open(key)
	if err == nil {
		c.sessions.keep(c.profile, openSession{c.settings, key, s, o})
	}
	return s, err
}

// open is session, and the opener of its memory.
func (c connector) open(key config.Key) (calls.Session, *opener, error) {
	transport, hangups := watchedTransport()
	attempts := make(chan api.Call, callsHeld)
	o := &opener{conn: c, key: key}
	client, err := c.client(key, api.Options{
		Transport: transport,
		Observe: func(c api.Call) {
			o.noticed(c)
			select {
			case attempts <- c:
			default: // a screen that lags behind must not hold up a call
			}
		},
	})
	if err != nil {
		return calls.Session{}, nil, err
	}
	o.client = client
	who := c.identity(client, key)
	run, _ := newHooks(c.settings, c.hooks) // what is wrong with them was said at the start
	return calls.Session{
		Client: client, Hooks: run, Identity: who, Settings: sessionSettings(c.settings), Reconnect: c.reconnect, Connect: c.connect, KeyPlaces: c.keyPlaces,
		Disconnects: hangups, Calls: attempts, Forget: client.ForgetConnections, OpenMemory: o.open, Short: c.folder.Near().Short,
	}, o, nil
}

// memory opens the journal of an account and starts what works on it; nil when the
// account is not told and this key was not seen before.
func (c connector) memory(ctx context.Context, client *api.Client, key config.Key, username string) *account.Memory {
	o := account.Options{Client: client, Files: host.Files{}, Limit: c.slots, Rate: c.rate, Folder: c.folder, Idle: c.idle, Retries: c.retries, DailyLimit: c.dailyLimit, Appear: c.appear}
	switch {
	case c.world != nil:
		o.Journal, o.Files = c.world.Journal(), demo.Files{}
	case !c.forgetful:
		place := account.Place{Dir: c.stateDir, Base: client.BaseURL(), Secret: key.Key + key.Bearer}
		var ok bool
		if o.Journal, o.Trouble, ok = place.Open(ctx, username); !ok {
			return nil
		}
	}
	m := account.New(ctx, o)
	c.memories.add(m)
	return m
}

// reconnect looks for the key again, which may have been replaced since.
func (c connector) reconnect(ctx context.Context) (calls.Session, error) {
	key, _, err := c.findKey(ctx, true)
	if err != nil {
		return calls.Session{}, err
	}
	if key.Empty() {
		return calls.Session{}, errors.New("there is no longer a key")
	}
	return c.checked(ctx, key)
}

func (c connector) checked(ctx context.Context, key config.Key) (calls.Session, error) {
	s, o, err := c.open(key)
	if err == nil {
		_, err = s.Client.Me(ctx)
	}
	if err != nil {
		return calls.Session{}, err
	}
	c.sessions.keep(c.profile, openSession{c.settings, key, s, o})
	return s, nil
}
