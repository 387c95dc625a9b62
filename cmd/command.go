package cmd

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/cmd/terminal"
	"lipdash/config"
	"lipdash/ui/kit/format"
)

// maker is what commands are made with: where they read and print, and the flags of
// the settings.
type maker struct {
	streams streams
	flags   *pflag.FlagSet
}

// invocation is one run of a command. It opens what it is asked for and no more:
// reading commands never open the journal.
type invocation struct {
	streams  streams
	settings config.Settings
	printer  *output.Printer
	conn     connector
	key      config.Key
	client   *api.Client
	// heard takes the client's calls as they are answered, for who follows the account.
	heard chan api.Call
	// observed is the memory that hears of the client's calls, once it is open.
	observed atomic.Pointer[account.Memory]
}

// prints gives a command the flags of its output, the names that they may name, and its run.
// The context ends with a signal.
func (m maker) prints(cmd *cobra.Command, names output.Names, run func(context.Context, *invocation, []string) error) *cobra.Command {
	return m.printing(cmd, names, func(ctx context.Context, show output.Flags, args []string) error {
		return m.run(ctx, show, func(ctx context.Context, v *invocation) error { return run(ctx, v, args) })
	})
}

// printing gives a command the flags of its output. What they ask for and names has not is
// refused before the command does anything.
func (m maker) printing(cmd *cobra.Command, names output.Names, run func(context.Context, output.Flags, []string) error) *cobra.Command {
	show := &output.Flags{}
	cmd.Flags().SortFlags = false
	show.Add(cmd.Flags())
	cmd.Annotations = annotated(cmd.Annotations, "settings", "shown in short")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := show.Check(); err != nil {
			return usageError{err}
		}
		if err := names.Refuse(*show); err != nil {
			return usageError{err}
		}
		return run(cmd.Context(), *show, args)
	}
	return cmd
}

func annotated(is map[string]string, key, value string) map[string]string {
	if is == nil {
		is = map[string]string{}
	}
	is[key] = value
	return is
}

func (m maker) run(ctx context.Context, show output.Flags, f func(context.Context, *invocation) error) error {
	src := systemSource(false)
	settings, notices, err := loadSettings(src, given(m.flags))
	if err != nil {
		return err
	}
	return m.under(ctx, show, src, settings, func(ctx context.Context, v *invocation) error {
		for _, n := range notices {
			v.printer.Note(n)
		}
		return f(ctx, v)
	})
}

// under runs a command under settings.
func (m maker) under(ctx context.Context, show output.Flags, src config.Source, settings config.Settings, f func(context.Context, *invocation) error) (err error) {
	ctx, stop := untilSignal(ctx)
	v := &invocation{streams: m.streams, settings: settings, conn: newConnector(src, settings, nil)}
	v.conn.network, v.conn.appear = m.streams.network, m.streams.appear
	v.printer = output.New(show, outputOptions(m.streams, settings, src))
	err = f(ctx, v)
	ended := context.Cause(ctx)
	stop()
	v.conn.memories.wait(m.streams.err)
	if closed := v.printer.Close(); err == nil {
		err = closed
	}
	var by endedBy
	if err != nil && errors.As(ended, &by) {
		return exitCode(exitSignal + int(by))
	}
	if _, ok := errors.AsType[output.UnknownName](err); ok {
		return usageError{err}
	}
	return err
}

// endedBy is a signal that asked a command to end.
type endedBy syscall.Signal

func (e endedBy) Error() string { return "ended by " + syscall.Signal(e).String() }

// untilSignal ends a context with the first signal that asks to end; the second one
// ends the process.
func untilSignal(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancelCause(parent)
	came := make(chan os.Signal, 1)
	for _, s := range terminal.Signals() {
		if !signal.Ignored(s) {
			signal.Notify(came, s)
		}
	}
	safely.Go(func() {
		select {
		case s := <-came:
			signal.Stop(came)
			if s, ok := s.(syscall.Signal); ok {
				cancel(endedBy(s))
			}
			cancel(context.Canceled)
		case <-ctx.Done():
		}
	})
	return ctx, func() {
		signal.Stop(came)
		cancel(context.Canceled)
	}
}

// open finds the key and builds the client. It asks nothing of the network.
func (v *invocation) open(ctx context.Context) (*api.Client, error) {
	if v.client != nil {
		return v.client, nil
	}
	key, looked, err := v.conn.findKey(ctx, false)
	if err == nil && key.Empty() {
		err = noKey{looked, v.conn.keyFrom}
	}
	if err != nil {
		return nil, authError{err}
	}
	return v.openWith(key)
}

// openWith builds the client of a key.
func (v *invocation) openWith(key config.Key) (client *api.Client, err error) {
	v.key, v.heard = key, make(chan api.Call, callsHeld)
	v.client, err = v.conn.client(key, api.Options{Observe: func(c api.Call) {
		if m := v.observed.Load(); m != nil {
			m.Noticed(c)
		}
		if c.Wait >= longWait {
			v.printer.Progress().Set(waiting(c))
		}
		select {
		case v.heard <- c:
		default: // nobody listens, or not just now
		}
	}})
	return v.client, err
}

// longWait is how long a wait is that is told of.
const longWait = 3 * time.Second

// waiting says why a call is tried again later.
func waiting(c api.Call) string {
	if c.Status == http.StatusTooManyRequests {
		return "HeyGen asked to slow down, resumes in " + format.Seconds(c.Wait)
	}
	return "no answer that can be used, tries again in " + format.Seconds(c.Wait)
}

// memory opens the journal of the account and starts what works on it; the run ends
// when all of that has ended. Whose key it is was learned by an earlier run, or is
// asked for.
func (v *invocation) memory(ctx context.Context) (*account.Memory, error) {
	client, err := v.open(ctx)
	if m := v.observed.Load(); err != nil || m != nil {
		return m, err
	}
	v.conn.folder.OnlyAsked = true // what an earlier command left is not this one's to fetch
	return v.openMemory(ctx, client)
}

// openMemory opens it for a client, once.
func (v *invocation) openMemory(ctx context.Context, client *api.Client) (*account.Memory, error) {
	m := v.conn.memory(ctx, client, v.key, "")
	if m == nil {
		me, err := client.Me(ctx)
		if err != nil {
			return nil, err
		}
		m = v.conn.memory(ctx, client, v.key, me.Username)
	}
	if m == nil {
		return nil, errors.New("HeyGen did not say whose key this is, so there is no journal to use")
	}
	v.observed.Store(m)
	noteHooks(ctx, v.settings, m)
	return m, nil
}

// noKey is that there is no key where the settings say, from.
type noKey struct {
	looked []config.LookedIn
	from   string
}

func (n noKey) Error() string {
	places := make([]string, len(n.looked))
	for i, l := range n.looked {
		places[i] = l.Where + " (" + l.Found + ")"
	}
	return "There is no API key. Looked in " + strings.Join(places, ", ") + "."
}

func (noKey) Code() string { return "auth_error" }

// Hint names the place that is looked in.
func (n noKey) Hint() string { return format.Sentence(config.KeyHint(n.from, true)) }

// authError is an error about the key, before anybody was asked.
type authError struct{ error }

func (a authError) Unwrap() error { return a.error }
