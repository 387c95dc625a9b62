package edits

import (
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// leastHold is how long all wait after a 429 that does not say.
const leastHold = 5 * time.Second

// Due is what may leave now: the deletes that nobody took back in their window, and the
// renames, a few of each at a time, and nothing while HeyGen wants to be left alone.
// With a key that is refused, which is an error here, what waits fails. It is asked
// after every other event.
func (q *Queue) Due(now time.Time, refused error) (e Effects) {
	q.endWindows(now)
	if refused != nil {
		e = q.abandon(refused)
	}
	if !now.Before(q.held) {
		e.Calls = append(q.takeDeletes(), q.takeRenames()...)
	}
	q.dropSent()
	e.add(q.finish(Delete))
	e.add(q.finish(Rename))
	return e
}

func (q *Queue) takeDeletes() (out []Call) {
	c := &q.calls[Delete]
	for id, ok := c.next(); ok; id, ok = c.next() {
		if d := q.deletes[id]; d != nil {
			d.sent = true
			c.running++
			out = append(out, Call{Kind: Delete, ID: id})
		}
	}
	return out
}

func (q *Queue) takeRenames() (out []Call) {
	c := &q.calls[Rename]
	for id, ok := c.next(); ok; id, ok = c.next() {
		switch r := q.renames[id]; {
		case r == nil:
		case r.want == r.was:
			delete(q.renames, id) // taken back before it left
			if r.back {
				c.ended.Done++
				c.ended.Back++
				c.ended.LastTitle = r.want
			}
		default:
			c.running++
			out = append(out, Call{Kind: Rename, ID: id, Was: r.was, Now: r.want})
		}
	}
	return out
}

// Answered takes the answer to a call. Paused is until when the client waits by itself,
// which is the longer wait where HeyGen said how long.
func (q *Queue) Answered(c Call, err error, now, paused time.Time) (e Effects) {
	q.calls[c.Kind].running--
	if tooBusy(err) {
		q.hold(err, now, paused)
	}
	if c.Kind == Delete {
		e = q.deleted(c.ID, err)
	} else {
		e = q.renamed(c, err)
	}
	switch {
	case !endsAll(err):
	case c.Kind == Delete:
		e.add(q.abandonDeletes(err))
	case len(e.Failed) > 0: // and no other title was asked for meanwhile
		e.add(q.abandonRenames(err))
	}
	return e
}

// hold keeps all of them back for as long as HeyGen wants; the client by itself waits
// only for a while.
func (q *Queue) hold(err error, now, paused time.Time) {
	asked := api.RetryAfter(err)
	until := now.Add(max(leastHold, asked))
	if asked > 0 && paused.After(now) {
		until = paused
	}
	if until.After(q.held) {
		q.held = until
	}
}

// abandon gives up all that waits.
func (q *Queue) abandon(err error) Effects {
	e := q.abandonDeletes(err)
	e.add(q.abandonRenames(err))
	return e
}

// Next is when Due has something to do by itself, zero for never.
func (q *Queue) Next(now time.Time) (at time.Time) {
	for _, d := range q.deletes {
		if !d.due && !q.stands {
			at = format.Earliest(at, d.at)
		}
	}
	for i := range q.calls {
		if len(q.calls[i].waiting) > 0 && now.Before(q.held) {
			at = format.Earliest(at, q.held)
		}
	}
	return at
}

// finish is the tally of a kind once all of it is through.
func (q *Queue) finish(k Kind) Effects {
	c := &q.calls[k]
	t := c.ended
	if t.Kind = k; c.left() > 0 || t.All() == 0 {
		return Effects{}
	}
	c.ended = Tally{}
	return Effects{Ended: []Tally{t}}
}

// tooBusy tells whether a call only came too early. A used up quota looks alike and
// does not come back by waiting.
func tooBusy(err error) bool {
	return api.IsRateLimited(err) && api.As(err).Code != "quota_exceeded"
}

// endsAll tells whether the calls that wait would fail the same way: without a network,
// or with a key that is refused.
func endsAll(err error) bool { return api.IsOffline(err) || api.IsAuth(err) }
