package poll

import (
	"time"

	"lipdash/api"
)

// drop forgets a round that another one overtakes: what it asked was not answered.
func (r *Rounds) drop() {
	for key, ids := range r.awaiting {
		r.unasked(key, ids)
	}
	clear(r.awaiting)
	r.roundErr = nil
}

// Answered takes an answer, and ends the round with its last one. Answers to what is
// asked beside the rounds are welcome too: they say whether HeyGen is there.
func (r *Rounds) Answered(key string, err error, cond Conditions) Effects {
	ids, ours := r.awaiting[key]
	delete(r.awaiting, key)
	r.noteAnswer(key, ids, err, cond.Now)
	if !ours {
		return Effects{}
	}
	if r.roundErr == nil {
		r.roundErr = err
	}
	if r.Asking() {
		return Effects{}
	}
	if calls := r.followUp(cond); len(calls) > 0 {
		return Effects{Calls: calls}
	}
	return r.end(cond)
}

func (r *Rounds) noteAnswer(key string, ids []api.JobID, err error, now time.Time) {
	id, read := readOf(key)
	switch {
	case err == nil:
		r.lastOK = now
		delete(r.unread, id)
	case read:
		r.unread[id] = now
	case key == ListKey:
		r.lastList = time.Time{}
	default:
		r.unasked(key, ids)
	}
}

// end ends the round and decides when the next one is due.
func (r *Rounds) end(cond Conditions) Effects {
	e := Effects{Ended: &Round{Err: r.roundErr, Failed: r.past.Failures, Since: r.failing}}
	r.ended = cond.Now
	if r.err = r.roundErr; r.err != nil {
		r.past.Failures++
		if r.failing.IsZero() {
			r.failing = cond.Now
		}
		if r.Refuse(r.err) {
			e.Refused = r.err
		}
	} else {
		if r.past.Failures > 0 {
			// What was asked while nothing came through is asked once now.
			r.wanted = r.failing
		}
		r.past.Failures, r.failing = 0, time.Time{}
	}
	if r.refused == nil {
		r.arm(cond)
	}
	return e
}

// arm decides when the next round is due.
func (r *Rounds) arm(cond Conditions) {
	r.note(cond)
	s := r.load(cond)
	r.within = r.pacer.Within(cond.Now, s)
	r.next = cond.Now.Add(r.pacer.Next(cond.Now, s))
	full := r.pacer.roomIn(cond.Now, s)
	r.spent = s.Active > 0 && full > 0 && cond.Now.Add(full).Sub(s.Started) > r.told()
}
