package cmd

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/ui/state/create"
)

// addDefaults gives a flag to each parameter that may be the same for many rows.
func (f *batchFlags) addDefaults(flags *pflag.FlagSet) {
	for _, p := range api.Params() {
		if p.Name == "title" || p.Name == "callback_id" {
			continue
		}
		one := &paramFlag{param: p}
		f.defaults = append(f.defaults, one)
		flag := flags.VarPF(one, flagOf(p.Name), "", "as in create, where the cell is empty")
		if one.Type() == "bool" {
			flag.NoOptDefVal = "true"
		}
	}
}

// stayFlags are how long the command stays with a batch, and what it does although the
// dashboard would ask.
type stayFlags struct {
	wait, queue bool
	timeout     time.Duration
	allowed     create.Unasked
}

func (f *stayFlags) addStay(flags *pflag.FlagSet) {
	flags.BoolVar(&f.wait, "wait", false, "wait until all jobs have ended: exit code 0 when all are completed, 1 when some failed")
	flags.BoolVar(&f.queue, "queue", false, "return once the batch is on disk: any open lipdash sends it, or the next one")
	flags.DurationVar(&f.timeout, "timeout", 0, "how long to stay with it, a `span` such as 30m; then exit code 4")
	flags.BoolVar(&f.allowed.OverLimit, "over-limit", false, "also when the cost is above the wallet or the day's limit (daily_limit)")
	flags.BoolVar(&f.allowed.NoJournal, "no-journal", false, "also when nothing can be kept on disk; killed, rows may be made twice")
}

func (f *stayFlags) checkStay() error {
	switch {
	case f.queue && f.wait:
		return errors.New("--queue does not wait: give it without --wait")
	case f.timeout < 0:
		return fmt.Errorf("--timeout must not be negative, got %s", f.timeout)
	}
	return nil
}
