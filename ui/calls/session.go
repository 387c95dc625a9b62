package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/hooks"
)

// Identity says whose jobs are on screen. KeyTail is the key's last four
// characters, never more. Host and BaseURL are where the API is, "" for HeyGen's own.
type Identity struct {
	Profile, KeyTail, Host, BaseURL string
	// Color is the profile's in the header, "" for the usual one.
	Color string
	Demo  bool
	// ReadOnly tells that the client refuses every write.
	ReadOnly bool
}

// Place is whose jobs they are, whatever the key.
func (i Identity) Place() Identity {
	i.KeyTail = ""
	return i
}

// Session is a client with whose it is.
type Session struct {
	Client   Client
	Identity Identity
	Settings Settings
	// Reconnect looks for the key of this session again; nil to do as ever.
	Reconnect func(ctx context.Context) (Session, error)
	// Connect opens this place with another key, checks it with one read, and keeps it where
	// it says when it is good; nil where that cannot be.
	Connect func(ctx context.Context, pasted action.UseKey) (Session, error)
	// KeyPlaces is where that key can be kept; nil for this run alone.
	KeyPlaces func() action.KeyPlaces
	// Kept is what became of keeping the pasted key with which this was opened.
	Kept Kept
	// Disconnects receives a value when an idle connection was closed by the
	// other side, which is the earliest sign of an outage; nil when unknown.
	Disconnects <-chan struct{}
	// OpenMemory opens what this machine remembers of the account: nil while
	// it cannot know whose it is, because username is "" and was never seen for
	// this key. It never fails; Memory.Trouble says when nothing will survive.
	OpenMemory func(ctx context.Context, username string) Memory
	// Calls receives every attempt of every call after its answer, so that a
	// wait the client takes by itself is on screen at once; nil for none.
	Calls <-chan api.Call
	// Forget drops connections that are probably dead, after a sleep; nil when
	// there are none.
	Forget func()
	// Hooks run the user's commands when something has ended; nil for none.
	Hooks Hooks
	// Short is a path as people write it, seen from the folder they are in; nil for as it is.
	// It asks the disk nothing.
	Short func(path string) string
}

// Kept is what became of keeping a pasted key: where it is stored, "" for nowhere, and why it
// is not where it was to be.
type Kept struct {
	Where string
	Err   error
}

// String says so.
func (k Kept) String() string {
	switch {
	case k.Err != nil:
		return "the key works for this run, and was not stored: " + k.Err.Error()
	case k.Where != "":
		return "the key works, and is stored in " + k.Where
	}
	return "the key works, for this run"
}

// Places is where another key of this place can be kept.
func (s Session) Places() action.KeyPlaces {
	if s.KeyPlaces == nil {
		return action.KeyPlaces{}
	}
	return s.KeyPlaces()
}

// ConnectOr is how another key opens this place, or as ever; nil when it cannot be.
func (s Session) ConnectOr(ever func(context.Context, action.UseKey) (Session, error)) func(context.Context, action.UseKey) (Session, error) {
	if s.Client != nil && s.Connect != nil {
		return s.Connect
	}
	return ever
}

// ReconnectOr is how the key of the session is looked for again, or as ever; nil when it cannot
// be.
func (s Session) ReconnectOr(ever func(context.Context) (Session, error)) func(context.Context) (Session, error) {
	if s.Client != nil && s.Reconnect != nil {
		return s.Reconnect
	}
	return ever
}

// HookRules are which hooks there are.
func (s Session) HookRules() hooks.Rules {
	if s.Hooks == nil {
		return hooks.Rules{}
	}
	return s.Hooks.Rules()
}

// SessionOpened is the session that was asked for.
type SessionOpened struct {
	Request
	// Profile is the one that was asked for, "" where it was the same account, another
	// key or the demo.
	Profile string
	// Pasted tells that it was asked for with a key that was pasted.
	Pasted  bool
	Session Session
	Err     error
}

// Connect opens a session; what it answers is told with the result.
func Connect(ctx context.Context, asked SessionOpened, dial func(context.Context) (Session, error)) tea.Cmd {
	return func() tea.Msg {
		asked.Session, asked.Err = dial(ctx)
		return asked
	}
}

// CallMade is an attempt that the client tells of.
type CallMade struct{ Call api.Call }

// ListenCalls waits for the next attempt.
func ListenCalls(ctx context.Context, ch <-chan api.Call) tea.Cmd {
	return Listen(ctx, ch, func(c api.Call) tea.Msg { return CallMade{c} })
}

// Disconnected says that the other side hung up.
type Disconnected struct{}

// ListenDisconnects waits for the next sign that the other side hung up.
func ListenDisconnects(ctx context.Context, ch <-chan struct{}) tea.Cmd {
	return Listen(ctx, ch, func(struct{}) tea.Msg { return Disconnected{} })
}
