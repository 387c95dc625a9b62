package cmd

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
)

func newQueue(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "queue",
		Short: "List, pause, resume, move or drop what waits to be sent",
		Long: `List what waits on this machine and is no job yet, in the order in which it is sent. All
lipdash processes of the account share this queue: what is changed here holds for all of
them within a second, and for the next ones. These commands send nothing themselves.

What is uploading, being sent or in doubt is not held up by a pause and cannot be dropped:
HeyGen may have made it already.`,
		Example: `  lipdash queue
  lipdash queue --json
  lipdash queue pause`,
		Args: noArgs,
	}
	m.prints(cmd, queueTable(), func(ctx context.Context, v *invocation, _ []string) error { return v.listQueue(ctx) })
	cmd.AddCommand(newQueueList(m), newQueuePause(m), newQueueResume(m), newQueueMove(m), newQueueDrop(m))
	return cmd
}

func newQueueList(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List what waits, the next to be sent first",
		Long: `List what waits, the next to be sent first, with what went wrong and what it waits for; then
the failed jobs that are tried again by themselves (auto_retry), with when.`,
		Example: `  lipdash queue list --columns place,title,waits_for`,
		Args:    noArgs,
	}
	return m.prints(cmd, queueTable(), func(ctx context.Context, v *invocation, _ []string) error { return v.listQueue(ctx) })
}

func newQueuePause(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "pause [ID…]",
		Short: "Hold what waits, all of it or what is named",
		Long: `Send nothing of what waits until it is resumed, whichever lipdash runs and also after a
restart; or pause what is named and let the rest pass it. What is on its way goes on.`,
		Example: `  lipdash queue pause`,
	}
	return m.prints(cmd, output.Either(queueTable(), lineTable), func(ctx context.Context, v *invocation, args []string) error {
		return v.arrangeQueue(ctx, submission.Change{Do: allOr(args, submission.PauseAll, submission.PauseOne)}, args, nil)
	})
}

func newQueueResume(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "resume [ID…]",
		Short:   "Resume what is paused, all of it or what is named",
		Long:    `Let the queue go on, or what is named; while the queue is paused, that still waits for it.`,
		Example: `  lipdash queue resume`,
	}
	return m.prints(cmd, output.Either(queueTable(), lineTable), func(ctx context.Context, v *invocation, args []string) error {
		return v.arrangeQueue(ctx, submission.Change{Do: allOr(args, submission.ResumeAll, submission.ResumeOne)}, args, nil)
	})
}

// allOr is what is done with the queue, or with what is named of it.
func allOr(args []string, all, one submission.Do) submission.Do {
	if len(args) == 0 {
		return all
	}
	return one
}

func newQueueMove(m maker) *cobra.Command {
	var top, bottom, up, down bool
	var before string
	cmd := &cobra.Command{
		Use:   "move ID…",
		Short: "Change the order in which they are sent",
		Long: `Change the order in which they are sent: to the top, where the next one stands, to the
bottom, by one place up or down, or before another one. Several keep their order.`,
		Example: `  lipdash queue move intro --top`,
		Args:    someArgs("the id of what waits"),
	}
	cmd.Flags().BoolVar(&top, "top", false, "send it next")
	cmd.Flags().BoolVar(&up, "up", false, "send it one place earlier")
	cmd.Flags().BoolVar(&down, "down", false, "send it one place later")
	cmd.Flags().BoolVar(&bottom, "bottom", false, "send it last")
	cmd.Flags().StringVar(&before, "before", "", "send it before the one with this `id`")
	return m.prints(cmd, queueTable(), func(ctx context.Context, v *invocation, args []string) error {
		where := 0
		for _, set := range []bool{top, up, down, bottom, before != ""} {
			if set {
				where++
			}
		}
		if where != 1 {
			return usageError{errors.New("queue move needs one of --top, --up, --down, --bottom and --before ID")}
		}
		c := submission.Change{Do: submission.Reorder}
		switch {
		case top:
			c.Move.To = submission.ToTop
		case up:
			c.Move.To = submission.Forward
		case down:
			c.Move.To = submission.Backward
		case bottom:
			c.Move.To = submission.ToBottom
		default:
			c.Move = submission.Move{To: submission.ToBefore, Before: submission.ID(before)}
		}
		return v.arrangeQueue(ctx, c, args, nil)
	})
}

func newQueueDrop(m maker) *cobra.Command {
	var yes bool
	cmd := &cobra.Command{
		Use:   "drop ID…",
		Short: "Forget what waits, so that it is never sent",
		Long: `Forget what waits, so that it is never sent; nothing is billed for it. On a terminal it
asks first; elsewhere it needs --yes. What HeyGen may have made already is not dropped.`,
		Example: `  lipdash queue --quiet | xargs -r lipdash queue drop --yes`,
		Args:    someArgs("the id of what waits"),
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "without asking")
	return m.prints(cmd, queueTable(), func(ctx context.Context, v *invocation, args []string) error {
		if !yes && !v.asks() {
			return usageError{errors.New("queue drop asks on a terminal, and there is none: --yes drops without asking")}
		}
		var ask func(context.Context, []queued) error
		if !yes {
			ask = v.askDrop
		}
		return v.arrangeQueue(ctx, submission.Change{Do: submission.Drop}, args, ask)
	})
}

// listQueue prints what waits.
func (v *invocation) listQueue(ctx context.Context) error {
	q, err := v.queue(ctx)
	if err != nil {
		return err
	}
	defer q.Close()
	all, line, err := v.queuedNow(ctx, q)
	if err != nil {
		return err
	}
	again, err := v.triedAgain(ctx, q)
	if err != nil {
		return err
	}
	all = append(all, again...)
	if line.Paused() {
		v.printer.Note("The queue is paused since " + format.Stamp(line.PausedAt, v.now()) + ": nothing that waits is sent. lipdash queue resume continues it.")
	}
	return output.All(v.printer, queueTable(), all)
}

// lineState is what a command prints of the queue as a whole.
type lineState struct {
	Paused   bool  `json:"paused"`
	PausedAt int64 `json:"paused_at,omitempty"` // in Unix seconds
	Waiting  int   `json:"waiting"`
}

var lineTable = output.Table[lineState]{Columns: []output.Column[lineState]{
	{Name: "paused", Text: func(s lineState) string { return fmt.Sprint(s.Paused) }},
	{Name: "waiting", Text: func(s lineState) string { return fmt.Sprint(s.Waiting) }},
}, ID: func(lineState) string { return "" }}

// queueOf is the queue, to change all of it or what is named, where what is printed of that has
// the columns that were asked for.
func (v *invocation) queueOf(ctx context.Context, names []string) (*account.Queue, error) {
	var table output.Names = queueTable()
	if len(names) == 0 {
		table = lineTable
	}
	if err := v.printer.Takes(table); err != nil {
		return nil, err
	}
	return v.queue(ctx)
}
