package poll

import (
	"time"

	"lipdash/api"
)

const (
	// accountFor is how long the account is not asked for again.
	accountFor = 10 * time.Second
	// balanceFor is how long the balance is believed although jobs started or ended,
	// which is what moves it.
	balanceFor = 2 * time.Minute
)

// AccountDue tells whether the account is to be asked for now, which counts as done then:
// because somebody wants it, since it could not be read, or else since jobs moved.
func (r *Rounds) AccountDue(wanted bool, cond Conditions) bool {
	age := cond.Now.Sub(r.accountAt)
	again := r.accountLost > 0 && r.past.Failures == 0 && age >= api.Backoff(accountFor, balanceFor, r.accountLost-1)
	moved := age >= balanceFor && r.past.LastChange.After(r.accountAt)
	switch needed := wanted || again; {
	case !wanted && (r.refused != nil || !again && !moved):
		return false
	case r.accountAt.IsZero(): // the journal waits for it, however few calls a minute there may be
	case age < accountFor, needed && r.room(cond) < 1, !needed && r.Tight(cond):
		return false
	}
	r.accountAt = cond.Now
	return true
}

// AccountRead takes whether the account was read, and tells whether a failure is the first
// in a row. One that was not read is asked for again by itself while the rounds come
// through, after a longer wait each time: without it nobody knows whose jobs these are.
func (r *Rounds) AccountRead(err error) (first bool) {
	if r.accountLost++; err == nil {
		r.accountLost = 0
	}
	return r.accountLost == 1
}
