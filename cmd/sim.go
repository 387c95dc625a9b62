package cmd

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"lipdash/api/sim"
	"lipdash/cmd/terminal"
	"lipdash/ui/kit/format"
)

// simOptions are the flags of the sim command.
type simOptions struct {
	sim.Options
	listen, log, keys string
	jobs              int
	balance           float64
	faults            []string
	clock             time.Duration
}

func newSim(m maker) *cobra.Command {
	var o simOptions
	cmd := &cobra.Command{
		Use:   "sim",
		Short: "Serve a simulated HeyGen on this machine",
		Long: `Serve a simulated HeyGen on a loopback address, for trying lipdash or any other
client. Jobs live in memory and move by themselves. The calls it gets go to
standard output, one a line: time, method, path, status, fault.`,
		Example: `  lipdash sim --listen 127.0.0.1:8089 --key K --jobs 250
  HEYGEN_API_BASE=http://127.0.0.1:8089 HEYGEN_API_KEY=K lipdash
  lipdash sim --fault 401,on=create,times=1 --fault slow,delay=2s`,
		Annotations: map[string]string{"more": faultHelp(), "errors": "in words"},
		Args:        noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := o.check(); err != nil {
				return usageError{err}
			}
			faults, err := o.order()
			if err != nil {
				return usageError{err}
			}
			return o.serve(cmd.Context(), m.streams, faults)
		},
	}
	o.addFlags(cmd)
	return cmd
}

func (o *simOptions) addFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.SortFlags = false
	f.StringVar(&o.listen, "listen", "127.0.0.1:8089", "loopback `address`, port 0 for any free one")
	f.StringVar(&o.Key, "key", "", "the only API `key` to accept; without it, any")
	f.IntVar(&o.jobs, "jobs", 60, "`n` jobs to begin with")
	f.Float64Var(&o.Speed, "speed", 1, "simulated seconds per second, `x` times as fast")
	f.IntVar(&o.Concurrency, "concurrency", 10, "`n` jobs at a time before a create gets 429, -1 for no limit")
	f.IntVar(&o.RatePerMinute, "rate", 0, "`n` calls a minute before 429, 0 for no limit")
	f.Float64Var(&o.FailureRate, "failure-rate", 0, "`share` of new jobs that fail, 0 to 1")
	f.Float64Var(&o.balance, "balance", 100_000, "`dollars` in the wallet, which jobs are paid from")
	f.StringArrayVar(&o.faults, "fault", nil, "`fault` on the wire, see below; may be given several times")
	f.StringVar(&o.keys, "keys", "replayed", "`what` becomes of idempotency keys: replayed, ignored, or forgotten after a 5xx")
	f.DurationVar(&o.ListLag, "list-lag", 0, "`time` until a new job shows in the list, such as 20s")
	f.Uint64Var(&o.Seed, "seed", 1, "seed `n` of everything random")
	f.DurationVar(&o.clock, "clock-offset", 0, "how far its clock is ahead of this machine's, a `span` such as 3h or -90s")
	f.StringVar(&o.log, "log", "-", "`file` to append the calls to, - for standard output")
}

// check refuses what cannot be meant. Only loopback is served: the simulator
// has no TLS and no business on a network.
func (o *simOptions) check() error {
	host, _, err := net.SplitHostPort(o.listen)
	ip, notIP := netip.ParseAddr(host)
	switch {
	case err != nil:
		return fmt.Errorf("--listen needs host:port, such as 127.0.0.1:8089, not %q", o.listen)
	case host != "localhost" && (notIP != nil || !ip.IsLoopback()):
		return fmt.Errorf("--listen takes loopback addresses only, such as 127.0.0.1:8089, not %q", o.listen)
	case o.jobs < 0 || o.jobs > 100_000:
		return fmt.Errorf("--jobs must be 0 to 100000, not %d", o.jobs)
	case !(o.Speed > 0 && o.Speed <= 1e6):
		return fmt.Errorf("--speed must be above 0 and at most 1000000, not %g", o.Speed)
	case o.RatePerMinute < 0:
		return fmt.Errorf("--rate must not be negative, got %d", o.RatePerMinute)
	case !(o.balance >= 0):
		return fmt.Errorf("--balance must not be negative, got %g", o.balance)
	case o.ListLag < 0:
		return fmt.Errorf("--list-lag must not be negative, got %s", o.ListLag)
	case !(o.FailureRate >= 0 && o.FailureRate <= 1):
		return fmt.Errorf("--failure-rate must be 0 to 1, not %g", o.FailureRate)
	}
	return nil
}

// faultHelp lists what --fault takes.
func faultHelp() string {
	calls := sim.RouteNames()
	half := len(calls) / 2
	return `Faults:
  A fault is its name, then options after commas; the first that fits a call is
  played. A number alone is an error with that status. The names are
    ` + strings.Join(format.Wrap(strings.Join(sim.FaultNames(), " "), helpWidth-4), "\n    ") + `
  and the options
    on=      the call, any without it:
             ` + strings.Join(calls[:half], " ") + `
             ` + strings.Join(calls[half:], " ") + `
    times=   how often, for ever without it; skip= calls pass first
    share=   how likely each time, 0 to 1; one throw of the dice for all faults
    status=  of the answer; code= message= param= of its envelope, retry= its
             Retry-After, body= instead of a page
    delay=   of slow, such as 5s; of drop-after on a create or a batch, how
             much later its jobs are made
    id=      only calls about that job`
}

// order reads the faults and what becomes of keys.
func (o *simOptions) order() (out []sim.Fault, err error) {
	for _, line := range o.faults {
		f, err := sim.ParseFault(line)
		if err != nil {
			return nil, fmt.Errorf("--fault %s: %w", line, err)
		}
		out = append(out, f)
	}
	if o.Keys, err = sim.ParseKeys(o.keys); err != nil {
		err = fmt.Errorf("--keys: %w", err)
	}
	return out, err
}

func (o *simOptions) serve(ctx context.Context, s streams, faults []sim.Fault) error {
	ctx, stop := signal.NotifyContext(ctx, terminal.Signals()...)
	defer stop()
	log, err := o.openLog(s.out)
	if err != nil {
		return err
	}
	defer log.end()
	var config net.ListenConfig
	ln, err := config.Listen(ctx, "tcp", o.listen)
	if err != nil {
		return err
	}
	o.Log, o.Balance = log.add, &o.balance
	o.Now = func() time.Time { return time.Now().Add(o.clock) }
	if o.Concurrency == 0 {
		o.Concurrency = -1 // the simulator takes 0 for its default
	}
	server := sim.New(o.Options)
	for _, f := range faults {
		server.Faults().Add(f)
	}
	server.Populate(o.jobs)
	_, _ = fmt.Fprintln(s.err, o.greeting("http://"+ln.Addr().String()))
	return sim.Serve(ctx, ln, server)
}

func (o *simOptions) greeting(base string) string {
	return fmt.Sprintf("simulated HeyGen, stop with ctrl+c; use it with HEYGEN_API_BASE=%s HEYGEN_API_KEY=%s", base, cmp.Or(o.Key, "anything"))
}

func (o *simOptions) openLog(out io.Writer) (*callLog, error) {
	if o.log == "-" {
		return &callLog{w: out}, nil
	}
	f, err := os.OpenFile(o.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	return &callLog{w: f, file: f}, nil
}

// callLog writes one line a call; requests come from many goroutines, and those that hang
// when the server ends may outlive it.
type callLog struct {
	mu   sync.Mutex
	w    io.Writer
	file io.Closer
}

func (l *callLog) add(e sim.Entry) {
	line := fmt.Sprintf("%s %s %s %d", e.At.Format("2006-01-02T15:04:05.000Z07:00"), e.Method, e.Path, e.Status)
	if e.Fault != "" {
		line += " " + e.Fault
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	_, _ = fmt.Fprintln(l.w, line)
}

// end writes nothing any more.
func (l *callLog) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.w = io.Discard
	if l.file != nil {
		_ = l.file.Close()
	}
}
