package store

import "slices"

// NextToken is the cursor of the page after the last one loaded, "" when there
// is none.
func (s *Store) NextToken() string { return s.ends.tail.token }

// HasMore tells whether there are jobs after the last one loaded that can be
// reached.
func (s *Store) HasMore() bool {
	return s.ends.tail.token != "" || s.ends.restart != noRestart || s.ends.unread
}

// More is a token that brings the list nearer to its end: NextToken, or the one
// that reads the rows of an earlier run again, because only they lead there.
// False when there is none, or none yet.
func (s *Store) More() (token string, ok bool) {
	if token := s.NextToken(); token != "" {
		return token, true
	}
	if s.ends.unread {
		return s.Stale()
	}
	return "", false
}

// Incomplete tells whether jobs exist that cannot be reached, because the server
// promised more and gave no usable cursor (api.md 9, no. 16 to 19).
func (s *Store) Incomplete() bool {
	return s.ends.cut || s.ends.restart == noRestart && slices.ContainsFunc(s.ends.gaps, boundary.lost)
}

// Gap is a token to ask for before NextToken: rows may be missing between the
// newest list and older ones, or the way to the end must be found again after
// TokenRefused. False when the loaded rows are known to be contiguous.
func (s *Store) Gap() (token string, ok bool) {
	for _, h := range s.ends.gaps {
		if !h.lost() {
			return h.token, true
		}
	}
	if s.ends.restart == restartWalking {
		return s.Stale()
	}
	return "", false
}

// Stale is a token that reads rows again that are loaded but were not in the
// newest list, from top to bottom; false when there are none. Asking for it is
// optional: it is how deep pages learn of renames and deletions made elsewhere.
func (s *Store) Stale() (token string, ok bool) {
	if s.ends.walk == nil {
		return "", false
	}
	return s.ends.walk.token, true
}

// TokenRefused says that the server does not accept a cursor any more (400, 404
// or 410). What is loaded stays, and the next list from the top starts over from
// page one; a second refusal on that way gives up (api.md 9, no. 19).
func (s *Store) TokenRefused() {
	e := &s.ends
	e.cut = e.cut || e.restart == restartWalking
	if e.restart == restartWalking {
		e.restart = noRestart
	} else {
		e.restart = restartWanted
	}
	e.tail.token, e.walk = "", nil
	for i := range e.gaps {
		e.gaps[i].token = ""
	}
}
