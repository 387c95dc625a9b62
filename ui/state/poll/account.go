package poll

import "time"

const (
	// accountFor is how long the account is not asked for again.
	accountFor = 10 * time.Second
	// balanceFor is how long the balance is believed although jobs started or ended,
	// which is what moves it.
	balanceFor = 2 * time.Minute
)

// AccountDue tells whether the account is to be asked for now, which counts as done then:
// because somebody wants it, or else since jobs moved.
func (r *Rounds) AccountDue(wanted bool, cond Conditions) bool {
	age := cond.Now.Sub(r.accountAt)
	switch {
	case !wanted && (r.refused != nil || age < balanceFor || !r.past.LastChange.After(r.accountAt)):
		return false
	case r.accountAt.IsZero(): // the journal waits for it, however few calls a minute there may be
	case age < accountFor, wanted && r.room(cond) < 1, !wanted && r.Tight(cond):
		return false
	}
	r.accountAt = cond.Now
	return true
}
