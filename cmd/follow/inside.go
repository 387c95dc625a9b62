package follow

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Do runs a function in the loop and waits for it; false when the loop has ended. There it may
// use all that follows.
func (f *Follower) Do(do func(ctx context.Context)) bool {
	over := make(chan struct{})
	select {
	case f.todo <- func(ctx context.Context) { defer close(over); do(ctx) }:
		<-over
		return true
	case <-f.gone:
		return false
	}
}

// Store is what HeyGen said of the account's jobs.
func (f *Follower) Store() *store.Store { return f.store }

// Files are the files on their way here.
func (f *Follower) Files() *transfers.Room { return f.files }

// Now is when the loop last woke.
func (f *Follower) Now() time.Time { return f.now }

// Trouble is why HeyGen does not answer, nil while it does.
func (f *Follower) Trouble() error {
	if err := f.rounds.Refused(); err != nil {
		return err
	}
	return f.rounds.Err()
}

// Refresh asks for the newest list now.
func (f *Follower) Refresh(ctx context.Context) { f.polls(ctx, f.rounds.Refresh) }

// Asking tells whether an answer is waited for.
func (f *Follower) Asking() bool { return f.rounds.Asking() }

// Read asks for the next page of older jobs; false where there is none.
func (f *Follower) Read(ctx context.Context) bool {
	token, ok := f.store.More()
	if !ok || f.asked.UnderWay(pageKey) {
		return f.asked.UnderWay(pageKey)
	}
	ctx, r := f.asked.Begin(ctx, pageKey, f.store.NextSeq())
	ask := calls.ListJobs(ctx, f.o.Client, r, page, token)
	f.ask(ctx, func() any { return ask() })
	return true
}

// Reading tells whether that page is on its way.
func (f *Follower) Reading() bool { return f.asked.UnderWay(pageKey) }

// Learned takes a job that was read by itself, with the number that it was asked for with.
func (f *Follower) Learned(ctx context.Context, seq store.Seq, job api.Job) {
	f.merged(ctx, f.store.ApplyJob(seq, job, f.now), false)
}

// LookAtOutbox looks what became of submissions, without waiting to be told.
func (f *Follower) LookAtOutbox(ctx context.Context) { f.lookAtOutbox(ctx) }

// LookAtFiles looks how far the files are.
func (f *Follower) LookAtFiles() {
	if f.o.Memory != nil && f.o.Memory.Downloads() != nil {
		f.lookAtFiles()
	}
}
