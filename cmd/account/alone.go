package account

import (
	"context"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/host"
	"lipdash/ui/state/create"
)

// What a command asks that makes one lipsync, or sends one file, and ends.

// FindNamed finds the submission of a caller's idempotency key, and resumes it.
func (m *Memory) FindNamed(ctx context.Context, key string, values map[string]string) (s submission.Submission, found bool, err error) {
	s, _, found, err = m.box().FindNamed(ctx, key, Absolute(values))
	return s, found, err
}

// SubmitNamed is Submit for an intent that has a caller's idempotency key.
func (m *Memory) SubmitNamed(ctx context.Context, key string, values map[string]string, draft string, of api.JobID) (submission.ID, error) {
	s, _, err := m.box().SubmitNamed(ctx, key, Absolute(values), draft, of)
	return s.ID, err
}

// UploadFile sends a local file, unless HeyGen has it, which known tells; with again it is
// sent all the same.
func (m *Memory) UploadFile(ctx context.Context, path string, again bool, tell api.Progress) (id api.AssetID, known bool, err error) {
	return m.box().UploadFile(ctx, path, again, tell)
}

// Uploaded tells whether HeyGen was sent a local file before, which has not changed since.
func (m *Memory) Uploaded(ctx context.Context, path string) bool {
	return m.box().Uploaded(ctx, host.Expand(path))
}

// awaitLook is how often the journal is looked at for a submission that another process has.
const awaitLook = 200 * time.Millisecond

// Await waits until a submission does not go on by itself any more (create.FateOf), whichever
// process has it, or until the context ends; tell is told whenever it is looked at. It
// returns the submission as it was last seen, with an error too.
func (m *Memory) Await(ctx context.Context, id submission.ID, tell func(submission.Outgoing)) (submission.Outgoing, error) {
	tick := time.NewTicker(awaitLook)
	defer tick.Stop()
	last := submission.Outgoing{Submission: submission.Submission{ID: id}}
	for {
		if o, ok := m.sight(ctx, id); ok {
			m.SayPaused(&o)
			last = o
			tell(o)
			if create.FateOf(&o) != create.GoesOn {
				return o, nil
			}
		}
		select {
		case <-ctx.Done():
			return last, ctx.Err()
		case <-m.Changes():
		case <-tick.C:
		}
	}
}

// sight is a submission here or in another process, final or not; false while the journal
// does not tell.
func (m *Memory) sight(ctx context.Context, id submission.ID) (submission.Outgoing, bool) {
	is := func(o submission.Outgoing) bool { return o.ID == id }
	if all := m.Items(); slices.ContainsFunc(all, is) {
		return all[slices.IndexFunc(all, is)], true
	}
	s, known, err := m.live().Submission(ctx, id)
	if err != nil || !known {
		return submission.Outgoing{}, false
	}
	o := submission.Outgoing{Submission: s, Elsewhere: true}
	all := m.Outgoing()
	if i := slices.IndexFunc(all, is); i >= 0 && all[i].WaitsElsewhere() && !s.State.Final() {
		o.Problem = all[i].Problem
	}
	return o, true
}

// answersWithin is how long is waited for the answers of creates that are on their way.
const answersWithin = 5 * time.Second

// LetAnswer waits for the answers to the creates that this process has sent, for some
// seconds: one whose answer nobody waits for has to be looked for by the next lipdash.
func (m *Memory) LetAnswer(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, answersWithin)
	defer cancel()
	sends := func(o submission.Outgoing) bool { return o.State == submission.Sending }
	for slices.ContainsFunc(m.Items(), sends) {
		select {
		case <-ctx.Done():
			return
		case <-m.Changes():
		case <-time.After(awaitLook):
		}
	}
}

// SayPaused says of what the user keeps back that it does not go on by itself.
func (m *Memory) SayPaused(o *submission.Outgoing) {
	switch {
	case !o.Waits() || o.Held:
	case o.Paused:
		o.Problem = submission.Problem{Code: submission.CodePaused, Message: "It is paused.", Next: "lipdash queue resume " + string(o.ID) + " resumes it."}
	case m.Queue().Paused():
		o.Problem = submission.Problem{Code: submission.CodePaused, Message: "The queue is paused.", Next: "lipdash queue resume continues it."}
	}
}
