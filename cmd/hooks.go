package cmd

import (
	"context"
	"sync"
	"time"

	"lipdash/cmd/account"
	"lipdash/cmd/host"
	"lipdash/config"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/transfers"
)

// hookCommands are the hooks of the settings, by event.
type hookCommands struct {
	commands map[hooks.Event]host.Hook
	all      bool
	running  *runningHooks
}

// namedHook is what the settings have of a hook, "" for none.
type namedHook struct {
	event hooks.Event
	text  string
}

func hooksOf(s config.Settings) []namedHook {
	return []namedHook{{hooks.OnDone, s.OnDone.V}, {hooks.OnFailed, s.OnFailed.V}, {hooks.OnBatchDone, s.OnBatchDone.V}}
}

// newHooks reads the hooks of the settings, and says what is wrong with them; such a one
// is none.
func newHooks(s config.Settings, running *runningHooks) (h hookCommands, notices []string) {
	h = hookCommands{commands: map[hooks.Event]host.Hook{}, all: s.HookJobs.V == "all", running: running}
	for _, of := range hooksOf(s) {
		hook, err := host.NewHook(of.text, time.Duration(s.HookSeconds.V)*time.Second)
		switch {
		case err != nil:
			notices = append(notices, string(of.event)+" "+err.Error()+". No hook runs for it.")
		case !hook.None():
			h.commands[of.event] = hook
		}
	}
	return h, notices
}

// Rules are which hooks there are, and for which jobs.
func (h hookCommands) Rules() hooks.Rules {
	has := func(e hooks.Event) bool { _, ok := h.commands[e]; return ok }
	return hooks.Rules{Done: has(hooks.OnDone), Failed: has(hooks.OnFailed), BatchDone: has(hooks.OnBatchDone), All: h.all}
}

// noteHooks notes which hooks the settings have, so that the next watch runs those of what
// ends from now on, whoever sees it end. A journal that cannot be written has them noted
// another time.
func noteHooks(ctx context.Context, s config.Settings, mem *account.Memory) {
	for _, of := range hooksOf(s) {
		if of.text != "" {
			_, _ = mem.Since(ctx, string(of.event))
		}
	}
}

// Run runs the hook of a call to its end.
func (h hookCommands) Run(ctx context.Context, c hooks.Call) hooks.Ended {
	defer h.running.begin()()
	return h.commands[c.Event].Run(ctx, c)
}

// runningHooks are the hooks that run, in all sessions of a dashboard.
type runningHooks struct {
	mu sync.Mutex
	n  int
	// none is closed when there are none any more, nil while nobody waits for that.
	none chan struct{}
}

func (r *runningHooks) begin() (end func()) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	return func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.n--; r.n == 0 && r.none != nil {
			close(r.none)
			r.none = nil
		}
	}
}

// wait waits until no hook runs, for a while at most; tell is called if some do.
func (r *runningHooks) wait(patience time.Duration, tell func(n int)) {
	r.mu.Lock()
	if r.n == 0 {
		r.mu.Unlock()
		return
	}
	n, none := r.n, make(chan struct{})
	r.none = none
	r.mu.Unlock()
	tell(n)
	select {
	case <-none:
	case <-time.After(patience):
	}
}

// autoDownload is which results are fetched when they are done.
func autoDownload(s config.Settings) transfers.Auto {
	return map[string]transfers.Auto{"mine": transfers.AutoMine, "all": transfers.AutoAll}[s.AutoDownload.V]
}
