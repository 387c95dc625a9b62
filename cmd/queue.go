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
restart; or pause what is named and let the rest pass it. What is on its way continues.`,
		Example: `  lipdash queue pause`,
	}
	return m.prints(cmd, output.Either(queueTable(), queueStateTable), func(ctx context.Context, v *invocation, args []string) error {
		return v.arrangeQueue(ctx, submission.Change{Do: allOr(args, submission.PauseAll, submission.PauseOne)}, args, nil)
	})
}

func newQueueResume(m maker) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "resume [ID…]",
		Short:   "Resume what is paused, all of it or what is named",
		Long:    `Resume the queue, or what is named; while the queue is paused, that still waits for it.`,
		Example: `  lipdash queue resume`,
	}
	return m.prints(cmd, output.Either(queueTable(), queueStateTable), func(ctx context.Context, v *invocation, args []string) error {
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
	ways := []struct {
		flag, help string
		to         submission.Place
	}{
		{"top", "send it next", submission.ToTop},
		{"up", "send it one place earlier", submission.Forward},
		{"down", "send it one place later", submission.Backward},
		{"bottom", "send it last", submission.ToBottom},
	}
	var before string
	cmd := &cobra.Command{
		Use:   "move ID…",
		Short: "Change the order in which they are sent",
		Long: `Change the order in which they are sent: to the top, where the next one stands, to the
bottom, by one place up or down, or before another one. Several keep their order.`,
		Example: `  lipdash queue move intro --top`,
		Args:    someArgs("the id of what waits"),
	}
	for _, w := range ways {
		cmd.Flags().Bool(w.flag, false, w.help)
	}
	cmd.Flags().StringVar(&before, "before", "", "send it before the one with this `id`")
	return m.prints(cmd, queueTable(), func(ctx context.Context, v *invocation, args []string) error {
		var moves []submission.Move
		for _, w := range ways {
			if set, _ := cmd.Flags().GetBool(w.flag); set {
				moves = append(moves, submission.Move{To: w.to})
			}
		}
		if before != "" {
			moves = append(moves, submission.Move{To: submission.ToBefore, Before: submission.ID(before)})
		}
		if len(moves) != 1 {
			return usageError{errors.New("queue move needs one of --top, --up, --down, --bottom and --before ID")}
		}
		return v.arrangeQueue(ctx, submission.Change{Do: submission.Reorder, Move: moves[0]}, args, nil)
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
	all, queue, err := v.queuedNow(ctx, q)
	if err != nil {
		return err
	}
	again, err := v.triedAgain(ctx, q)
	if err != nil {
		return err
	}
	all = append(all, again...)
	if queue.Paused() {
		v.printer.Note("The queue is paused since " + format.Stamp(queue.PausedAt, v.now()) + ": nothing that waits is sent. lipdash queue resume continues it.")
	}
	return output.All(v.printer, queueTable(), all)
}

// queueState is what a command prints of the queue as a whole.
type queueState struct {
	Paused   bool  `json:"paused"`
	PausedAt int64 `json:"paused_at,omitempty"` // in Unix seconds
	Waiting  int   `json:"waiting"`
}

var queueStateTable = output.Table[queueState]{Columns: []output.Column[queueState]{
	{Name: "paused", Text: func(s queueState) string { return fmt.Sprint(s.Paused) }},
	{Name: "waiting", Text: func(s queueState) string { return fmt.Sprint(s.Waiting) }},
}, ID: func(queueState) string { return "" }}

// queueOf is the queue, to change all of it or what is named, where what is printed of that has
// the columns that were asked for.
func (v *invocation) queueOf(ctx context.Context, names []string) (*account.Queue, error) {
	var table output.Names = queueTable()
	if len(names) == 0 {
		table = queueStateTable
	}
	if err := v.printer.Takes(table); err != nil {
		return nil, err
	}
	return v.queue(ctx)
}
