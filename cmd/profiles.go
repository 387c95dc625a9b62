package cmd

import (
	"context"
	"maps"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/config"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// under is a connector for the settings of a profile; what was opened and found in this
// run is shared.
func (c connector) under(s config.Settings) connector {
	c.settings = s
	c.base, c.profile, c.keyFrom, c.readOnly = s.BaseURL.V, s.Profile.V, s.KeyFrom.V, s.ReadOnly.V
	c.slots, c.rate, c.folder = s.Slots.V, rates(s), folder(s)
	c.retries, c.dailyLimit = s.AutoRetry.V, s.DailyLimit.V
	return c
}

// openProfile opens a session on another profile, or comes back to one. It reads the
// settings as they are now and asks nothing of the network, so that it works offline.
func (c connector) openProfile(ctx context.Context, name string) (calls.Session, error) {
	flags := maps.Clone(c.flags)
	if flags == nil {
		flags = map[string]string{}
	}
	flags["profile"] = name
	settings, _, err := loadSettings(c.source, flags)
	if err != nil {
		return calls.Session{}, err
	}
	p := c.under(settings)
	key, looked, err := p.findKey(ctx, false)
	if err != nil {
		return calls.Session{}, err
	}
	before, open := c.sessions.of(name)
	switch {
	case open && reflect.DeepEqual(before.settings, settings) && (key.Empty() || key == before.key || before.key.Origin == ""): // one that was pasted is nowhere else
		return before.session, nil
	case key.Empty():
		return calls.Session{}, noKey{looked, p.keyFrom}
	}
	s, o, err := p.open(key)
	if err != nil {
		return calls.Session{}, err
	}
	if open {
		before.opener.close()
	}
	p.sessions.keep(name, openSession{settings, key, s, o})
	return s, nil
}

// openSessions are the sessions of this run by their profile: whoever comes back finds the
// same client, and the memory that went on meanwhile.
type openSessions struct {
	mu   sync.Mutex
	open map[string]openSession
}

type openSession struct {
	settings config.Settings
	key      config.Key
	session  calls.Session
	opener   *opener
}

func (o *openSessions) of(profile string) (openSession, bool) {
	if o == nil {
		return openSession{}, false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	s, ok := o.open[profile]
	return s, ok
}

func (o *openSessions) keep(profile string, s openSession) {
	if o == nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.open == nil {
		o.open = map[string]openSession{}
	}
	o.open[profile] = s
}

// opener opens the journal of the account that a session turns out to be, and starts the
// outbox on it: once, for as long as that memory has not ended. The demo has an account of
// its own that is nowhere on disk.
type opener struct {
	conn    connector
	client  *api.Client
	key     config.Key
	mu      sync.Mutex
	current atomic.Pointer[account.Memory]
}

func (o *opener) open(ctx context.Context, username string) calls.Memory {
	o.mu.Lock()
	defer o.mu.Unlock()
	if m := o.current.Load(); m != nil && !m.Ended() {
		return m
	}
	m := o.conn.memory(ctx, o.client, o.key, username)
	if m == nil {
		return nil
	}
	o.current.Store(m)
	return m
}

// close ends the memory, if it was opened.
func (o *opener) close() {
	if m := o.current.Load(); m != nil {
		m.Close()
	}
}

// noticed tells the memory of a call.
func (o *opener) noticed(c api.Call) {
	if m := o.current.Load(); m != nil {
		m.Noticed(c)
	}
}

// sessionSettings are the settings that another account has others of.
func sessionSettings(s config.Settings) calls.Settings {
	return calls.Settings{
		PageSize: s.PageSize.V, CallBudget: s.CallBudget.V, UndoWindow: s.UndoWindow(), Notify: s.Notify.V, Theme: s.Theme.V,
		Rates:        create.Rates{Speed: s.RateSpeed.V, Precision: s.RatePrecision.V, Dated: s.RateDate.V},
		AutoDownload: autoDownload(s),
		DailyLimit:   s.DailyLimit.V,
		Columns:      config.ColumnNames(s.ListColumns.V),
	}
}

// identity is whose jobs they are.
func (c connector) identity(client *api.Client, key config.Key) calls.Identity {
	host := client.Host()
	if client.BaseURL() == api.DefaultBaseURL {
		host = ""
	}
	return calls.Identity{
		Profile: c.profile, KeyTail: key.Tail(), Host: host, BaseURL: client.BaseURL(), ReadOnly: c.readOnly,
		Color: strings.TrimPrefix(c.settings.ProfileColor.V, "none"),
	}
}
