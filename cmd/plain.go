package cmd

import (
	"context"
	"errors"
	"os"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	"lipdash/cmd/host"
	"lipdash/cmd/linemode"
	"lipdash/cmd/output"
	"lipdash/cmd/sheetio"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
)

// lines is the line mode: the dashboard for whoever has no screen that can be drawn on.
func (d *dashboard) lines(ctx context.Context, demo bool) error {
	m := maker{streams: d.streams}
	return m.under(ctx, output.Flags{}, d.conn.source, d.settings, func(ctx context.Context, v *invocation) error {
		if demo {
			conn, key, err := v.conn.onDemo(ctx)
			if err != nil {
				return err
			}
			v.conn = conn
			if _, err := v.openWith(key); err != nil {
				return err
			}
		}
		err := v.lines(ctx, d.notices)
		var wrong linemode.Usage
		switch {
		case !linemode.IsSaid(err):
			return err
		case errors.As(err, &wrong):
			return exitCode(exitUsage)
		}
		return exitCode(codeOf(err))
	})
}

// lines runs the line mode on the account of the key.
func (v *invocation) lines(ctx context.Context, notices []string) error {
	typed := v.streams.terminal(v.streams.in)
	client, err := v.openOrAsk(ctx)
	if err != nil {
		return err
	}
	v.conn.folder.Ask = false // a name that is taken gets a number
	mem, err := v.openMemory(ctx, client)
	if err != nil {
		return err
	}
	demo := v.conn.world != nil
	o := linemode.Options{
		Client: client, Memory: mem, Identity: v.conn.identity(client, v.key), Settings: sessionSettings(v.settings), Notices: notices, Views: views(v.settings),
		Inspect: func(values map[string]string) (create.Inputs, api.FieldErrors) {
			return inspect(account.Absolute(values))
		},
		Files: host.Files{}, Sheets: sheetio.Dashboard{Getenv: os.Getenv}, Short: account.NewNear().Short,
		In: v.streams.in, Out: v.streams.out, Typed: typed,
	}
	o.Identity.Demo = demo
	o.Follow = v.follows(mem)
	o.Follow.All, o.Follow.Drives, o.Follow.AutoDownload = true, true, autoDownload(v.settings)
	if !demo { // what is made up runs no hook
		v.runHooks(ctx, &o, mem)
	}
	return linemode.Run(ctx, o)
}

// runHooks has the hooks of the settings run, for what ended since something ran them too.
func (v *invocation) runHooks(ctx context.Context, o *linemode.Options, mem *account.Memory) {
	run, _ := newHooks(v.settings, &runningHooks{}) // what is wrong with them is among the notices
	o.Follow.Hooks = follow.Hooks{Run: run, Claims: mem}
	o.Begun = func(f *follow.Follower) {
		left, _ := calls.LeftHooks(ctx, mem, run.Rules()) // the next start looks again
		f.RunLeft(left)
	}
}
