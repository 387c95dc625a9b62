package cmd

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"lipdash/api"
	"lipdash/ui/state/create"
)

// defaultFlag is a parameter's value for rows whose cell is empty.
type defaultFlag struct {
	param api.Param
	text  string
}

// addDefaults gives a flag to each parameter that may be the same for many rows.
func (f *batchFlags) addDefaults(flags *pflag.FlagSet) {
	for _, p := range api.Params() {
		if p.Name == "title" || p.Name == "callback_id" {
			continue
		}
		one := &defaultFlag{param: p}
		f.defaults = append(f.defaults, one)
		flag := flags.VarPF(one, strings.ReplaceAll(p.Name, "_", "-"), "", "the "+p.Label+" of rows whose cell is empty")
		if p.Kind == api.KindBool || p.Kind == api.KindTriState {
			flag.NoOptDefVal = "true"
		}
	}
}

// Set is called with the flag's text.
func (f *defaultFlag) Set(text string) error {
	if err := f.param.Check(text); err != nil && strings.TrimSpace(text) != "" {
		return err
	}
	f.text = text
	return nil
}

// String is the text that counts.
func (f *defaultFlag) String() string { return f.text }

// Type names the value in help.
func (f *defaultFlag) Type() string {
	switch f.param.Kind {
	case api.KindBool, api.KindTriState:
		return "bool"
	case api.KindSource:
		return "source"
	case api.KindSeconds:
		return "seconds"
	case api.KindEnum:
		return strings.Join(f.param.Enum, "|")
	}
	return "text"
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
