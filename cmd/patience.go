package cmd

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/cmd/account"
)

// Commands that run for long do not give up because HeyGen does not answer just now.

// passing tells whether an error may be over in a while: no answer, a fault at HeyGen, or
// that it asked to slow down.
func passing(err error) bool {
	return err != nil && !api.IsCanceled(err) && (api.IsOffline(err) || api.IsRateLimited(err) || api.As(err).Status >= 500)
}

const (
	firstAgain = 2 * time.Second
	lastAgain  = time.Minute
)

// patiently tries again for as long as what keeps it from working may pass, and says so
// once.
func (v *invocation) patiently(ctx context.Context, try func() error) error {
	for tries := 0; ; tries++ {
		err := try()
		if !passing(err) {
			return err
		}
		if tries == 0 {
			v.printer.Note(api.Explain(err).What + " It is tried again.")
		}
		select {
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return unfinished{ctx.Err(), "It took longer than --timeout: " + api.Explain(err).What}
			}
			return ctx.Err()
		case <-time.After(max(api.As(err).RetryAfter, api.Backoff(firstAgain, lastAgain, tries))):
		}
	}
}

// memoryPatiently opens the journal, however long it takes to find out whose it is.
func (v *invocation) memoryPatiently(ctx context.Context) (m *account.Memory, err error) {
	if _, err := v.open(ctx); err != nil {
		return nil, err
	}
	err = v.patiently(ctx, func() error {
		m, err = v.memory(ctx)
		return err
	})
	return m, err
}
