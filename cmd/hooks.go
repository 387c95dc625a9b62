package cmd

import (
	"context"
	"time"

	"lipdash/cmd/host"
	"lipdash/config"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/transfers"
)

// hookCommands are the hooks of the settings, by event.
type hookCommands struct {
	commands map[hooks.Event]host.Hook
	all      bool
}

// newHooks reads the hooks of the settings, and says what is wrong with them; such a one
// is none.
func newHooks(s config.Settings) (h hookCommands, notices []string) {
	h = hookCommands{commands: map[hooks.Event]host.Hook{}, all: s.HookJobs.V == "all"}
	for event, v := range map[hooks.Event]config.Value[string]{hooks.OnDone: s.OnDone, hooks.OnFailed: s.OnFailed, hooks.OnBatchDone: s.OnBatchDone} {
		hook, err := host.NewHook(v.V, time.Duration(s.HookSeconds.V)*time.Second)
		switch {
		case err != nil:
			notices = append(notices, string(event)+" "+err.Error()+". No hook runs for it.")
		case !hook.None():
			h.commands[event] = hook
		}
	}
	return h, notices
}

// Rules are which hooks there are, and for which jobs.
func (h hookCommands) Rules() hooks.Rules {
	has := func(e hooks.Event) bool { _, ok := h.commands[e]; return ok }
	return hooks.Rules{Done: has(hooks.OnDone), Failed: has(hooks.OnFailed), BatchDone: has(hooks.OnBatchDone), All: h.all}
}

// Run runs the hook of a call to its end.
func (h hookCommands) Run(ctx context.Context, c hooks.Call) hooks.Ended {
	return h.commands[c.Event].Run(ctx, c)
}

// autoDownload is which results are fetched when they are done.
func autoDownload(s config.Settings) transfers.Auto {
	return map[string]transfers.Auto{"mine": transfers.AutoMine, "all": transfers.AutoAll}[s.AutoDownload.V]
}
