package cmd

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api"
	"lipdash/cmd/follow"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	state "lipdash/ui/state/follow"
	"lipdash/ui/state/hooks"
)

// waitFlags are what is waited for, and how.
type waitFlags struct {
	batches  []string
	mine     bool
	timeout  time.Duration
	failFast bool
	exec     string
}

func newWait(m maker) *cobra.Command {
	var f waitFlags
	cmd := &cobra.Command{
		Use:   "wait [ID…]",
		Short: "Wait until jobs have ended",
		Long: `Wait until jobs have ended, and print a line for each change: on a terminal for
people, otherwise as JSON lines. A few jobs are named as in get, more than ten by their
ids. One poll asks about a hundred jobs, and all lipdash processes on the account keep
one budget of calls (call_budget). An outage or a slow-down is said once, and it goes on.

With -, the ids come from standard input, one a line.

With --batch or --mine it sends what waits here to be made, as a dashboard does, since
that is what it waits for; with ids alone it sends nothing.

--timeout ends the waiting; what --exec runs just then is given ten seconds more.

Exit codes: 0 all are completed; 1 some failed, were deleted or are not made; 4 it took
too long, and the error names what still runs; 3 the key was refused.

` + changeHelp,
		Example: `  lipdash wait ls_990a9bd5f49e366f
  lipdash wait --mine --timeout 2h
  lipdash wait --mine --fail-fast --exec 'echo a lipsync has ended'
  lipdash list --status active --quiet | lipdash wait -`,
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.batches, "batch", nil, "the jobs of this batch, by its `id` here or at HeyGen")
	flags.BoolVar(&f.mine, "mine", false, "what was made on this machine and is not over")
	flags.DurationVar(&f.timeout, "timeout", 0, "how long to wait at most, a `span` such as 90m or 2h")
	flags.BoolVar(&f.failFast, "fail-fast", false, "end with the first failure")
	flags.StringVar(&f.exec, "exec", "", "run this `command` for each job that ends, as a hook is run; its output goes to standard error")
	return m.prints(cmd, waitTable(), func(ctx context.Context, v *invocation, args []string) error { return f.wait(ctx, v, args) })
}

// waitTable is without links, of which wait does not tell.
func waitTable() output.Table[state.Change] {
	table := changeTable()
	isLink := func(name string) bool { return strings.HasSuffix(name, "_url") }
	table.Fields = slices.DeleteFunc(table.Fields, isLink)
	return table
}

func (f waitFlags) check(args []string) error {
	switch {
	case len(args)+len(f.batches) == 0 && !f.mine:
		return errors.New("wait needs ids of jobs, --batch or --mine")
	case f.timeout < 0:
		return fmt.Errorf("--timeout must not be negative, got %s", f.timeout)
	}
	return nil
}

func (f waitFlags) wait(ctx context.Context, v *invocation, args []string) error {
	if err := f.check(args); err != nil {
		return usageError{err}
	}
	list := output.NewStream(v.printer, waitTable())
	exec, err := host.NewHook(f.exec, forEver)
	if err != nil {
		return usageError{fmt.Errorf("--exec %w", err)}
	}
	exec.Out = v.printer.Aside()
	if args, err = v.names(ctx, args); err != nil {
		return err
	}
	ctx, cancel := within(ctx, f.timeout)
	defer cancel()
	w := &oneWait{v: v, exec: exec, list: list}
	w.wait.FailFast = f.failFast
	if err := w.gather(ctx, f, args); err != nil {
		return err
	}
	if over, _ := w.wait.Over(); over && !w.follow.News() {
		v.printer.Note("There is nothing to wait for.")
		return w.missing
	}
	w.progress()
	err = w.follow.Run(ctx)
	v.printer.Progress().Clear()
	switch _, well := w.wait.Over(); {
	case errors.Is(err, context.DeadlineExceeded):
		return w.late(f.timeout)
	case err != nil:
		return err
	case w.missing != nil:
		return w.missing
	case !well || w.execFailed:
		return exitCode(exitFailure)
	}
	return nil
}

// eachEnd is what --exec names, which runs for every job that is waited for.
type eachEnd struct{ host.Hook }

// Rules let it run for every end.
func (eachEnd) Rules() hooks.Rules { return hooks.Rules{Done: true, Failed: true, Every: true} }

// forEver is how long what --exec names may take; --timeout ends it too.
const forEver = 24 * time.Hour

// oneWait is one wait.
type oneWait struct {
	v      *invocation
	wait   state.Wait
	follow *follow.Follower
	list   *output.List[state.Change]
	exec   host.Hook
	// missing is which of the names are of no job.
	missing error
	// execFailed is true once what --exec names went wrong.
	execFailed bool
}

// tell prints changes and says how far it is.
func (w *oneWait) tell(changes []state.Change) (more bool, err error) {
	for _, c := range changes {
		if !w.wait.Take(c) || c.Kind == state.Link || c.Kind == state.New {
			continue
		}
		if err := w.list.Add(c); err != nil {
			return false, err
		}
	}
	w.progress()
	over, _ := w.wait.Over()
	return !over, nil
}

// progress says how far it is.
func (w *oneWait) progress() {
	completed, failed, all := w.wait.Counts()
	text := fmt.Sprintf("%d of %s over", completed+failed, format.Count(all, "job", "jobs"))
	if failed > 0 {
		text += fmt.Sprintf(", %d failed", failed)
	}
	w.v.printer.Progress().Set(text)
}

// ran says when what --exec names went wrong.
func (w *oneWait) ran(c hooks.Call, e hooks.Ended) {
	if e.Failed() {
		w.execFailed = true
		w.v.printer.Note(strings.Replace(e.Text(c), string(c.Event), "--exec", 1))
	}
}

// late is the error of a wait that took too long.
func (w *oneWait) late(after time.Duration) error {
	jobs, coming := w.wait.Left()
	l := lateError{after: after, coming: coming, missing: w.missing}
	jobs = slices.DeleteFunc(jobs, func(id api.JobID) bool {
		if w.follow.Heard(id) {
			return false
		}
		l.unheard = append(l.unheard, jobName(w.follow.Job(id)))
		return true
	})
	l.more = max(0, len(jobs)-fewNames)
	for _, id := range jobs[:min(len(jobs), fewNames)] {
		l.names = append(l.names, jobName(w.follow.Job(id)))
	}
	return l
}

// lateError names what still runs.
type lateError struct {
	after        time.Duration
	names        []string
	more, coming int
	// unheard are those of which no answer told.
	unheard []string
	// missing is which of the names are of no job.
	missing error
}

func (l lateError) Error() string {
	var left []string
	if n := len(l.names) + l.more; n > 0 {
		left = append(left, format.Plural(n, "Still runs: ", "Still run: ")+fewOf(l.names, n))
	}
	if n := len(l.unheard); n > 0 {
		left = append(left, "Not known yet, HeyGen did not answer for "+format.Plural(n, "it: ", "them: ")+fewOf(l.unheard, n))
	}
	if l.coming > 0 {
		left = append(left, fmt.Sprintf("Not made yet: %d", l.coming))
	}
	if len(left) == 0 {
		left = append(left, "All that was waited for has ended, but what --exec runs has not")
	}
	if l.missing != nil {
		text := l.missing.Error()
		if many := (missingError{}); !errors.As(l.missing, &many) {
			text = api.Explain(l.missing).String()
		}
		left = append(left, strings.TrimSuffix(text, "."))
	}
	return fmt.Sprintf("Not over after %s. %s.", l.after, strings.Join(left, ". "))
}

// fewOf are the first of the names of n, for a sentence, and how many more there are.
func fewOf(names []string, n int) string {
	names = names[:min(len(names), fewNames)]
	text := strings.Join(names, ", ")
	if more := n - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func (lateError) Unwrap() error { return context.DeadlineExceeded }
