package cmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"lipdash/cmd/follow"
	"lipdash/cmd/output"
	"lipdash/ui/calls"
	state "lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
)

func newWatch(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Print every change of the account for as long as it runs",
		Long: `Print every change of the account's jobs, a line each, until it is stopped: on a
terminal for people, otherwise as JSON lines. What is there when it starts is no change.

It does what a dashboard without a screen would: it sends what waits here to be made,
fetches files (auto_download), and runs hooks (on_done, on_failed, on_batch_done). Where
a dashboard or another watch does that already, each thing is done by one of them. All
of them keep one budget of calls (call_budget).

It ends with exit code 0 when it is stopped (SIGINT, SIGTERM) or nobody reads what it
prints any more, and with 3 when the key is refused. Outages are said once, on standard
error, and it goes on.

` + changeHelp,
		Example: `  lipdash watch
  lipdash watch --jsonl >> lipsyncs.jsonl
  lipdash watch --jsonl | jq -r 'select(.status == "failed") | .failure_message'`,
		Args: noArgs,
	}
	return m.prints(cmd, changeTable(), func(ctx context.Context, v *invocation, _ []string) error { return watch(ctx, v) })
}

func watch(ctx context.Context, v *invocation) error {
	list := output.NewStream(v.printer, changeTable())
	memory, err := v.memoryPatiently(ctx)
	if err != nil {
		return err
	}
	if trouble := memory.Trouble(); trouble != "" {
		v.printer.Note(trouble)
	}
	run, notices := newHooks(v.settings, &runningHooks{})
	for _, n := range notices {
		v.printer.Note(n)
	}
	o := v.follows(memory)
	o.All, o.Drives, o.AutoDownload = true, true, autoDownload(v.settings)
	o.Hooks = follow.Hooks{Run: run, Claims: memory, Ran: func(c hooks.Call, e hooks.Ended) { v.printer.Note(e.Text(c)) }}
	o.Tell = func(changes []state.Change) (bool, error) { return true, list.Add(changes...) }
	f := follow.New(o)
	jobs, err := memory.Unended(ctx)
	if err != nil {
		v.printer.Note("what was made here could not be read: " + err.Error())
	}
	f.Add(jobs...)
	left, err := calls.LeftHooks(ctx, memory, run.Rules())
	if err != nil {
		v.printer.Note("whether hooks are to run for what has ended could not be read: " + err.Error())
	}
	f.RunLeft(left)
	err = f.Run(ctx)
	if _, ok := errors.AsType[endedBy](context.Cause(ctx)); ok {
		return nil // it was asked to end
	}
	return err
}
