package outbox

import (
	"context"
	"math"
	"time"

	"lipdash/journal"
)

// pace are the times an outbox lives by.
type pace struct {
	// adopt is how often the submissions of processes that are gone are looked
	// for: they go on within a second.
	adopt time.Duration
	// poll is how often the queue asks again when nothing has stirred: another
	// process may have made room.
	poll time.Duration
	// list is how often the server is asked at most what has ended, when nobody
	// else asks.
	list time.Duration
	// appear is how long after its answer was lost a job that was made may take to
	// be listed: HeyGen's slowest creates work for half a minute (api.md 1.7).
	appear time.Duration
	// retry bounds how long a submission waits for its next attempt.
	retry time.Duration
	// gather is how long those of a batch that are ready wait for those whose files go up.
	gather time.Duration
	// picture is how long what is known of the account is believed before a slot
	// is given on the strength of it.
	picture time.Duration
	// first and last are the waits between attempts to write.
	first, last time.Duration
	// kept is how long a final item stays.
	kept time.Duration
}

var usual = pace{
	adopt: 400 * time.Millisecond, poll: time.Second, list: 10 * time.Second, appear: time.Minute, retry: math.MaxInt64, picture: time.Minute, gather: 10 * time.Minute,
	first: 500 * time.Millisecond, last: 10 * time.Second, kept: time.Minute,
}

// uploadsAtOnce is how many files are sent side by side: more would only make
// each of them slower, and slow ones time out.
const uploadsAtOnce = 2

// sleepUntil waits for a time of the wall clock. A timer stands still while the
// machine sleeps, so it looks at the clock now and then. A clock that is set back
// does not make it wait longer than it would have, and nothing longer than most.
func sleepUntil(ctx context.Context, at time.Time, most time.Duration) bool {
	began := time.Now()
	most = min(most, at.Sub(now()))
	for {
		left := min(at.Sub(now()), most-time.Since(began))
		if left <= 0 {
			return ctx.Err() == nil
		}
		if !journal.Sleep(ctx, min(left, time.Minute)) {
			return false
		}
	}
}
