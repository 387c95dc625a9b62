package submission

import (
	"errors"

	"lipdash/api"
)

// lost tells whether the create may have been accepted behind this failure.
// What is not an error of the client's says nothing, which is doubt too.
func lost(err error) bool {
	if api.IsUncertain(err) {
		return true
	}
	var e *api.Error
	var fields api.FieldErrors
	return !errors.As(err, &e) && !errors.As(err, &fields) && !api.IsCanceled(err)
}

// waitsForUser tells whether trying again makes no sense before the user did
// something that does not concern this job alone: another key, another quota
// (api.md 5.2).
func waitsForUser(err error) bool { return api.IsAuth(err) || api.As(err).Code == "quota_exceeded" }

// passing tells whether the same call is likely to work later.
func passing(err error) bool {
	return api.IsTransient(err) || api.IsRateLimited(err) || api.IsCanceled(err)
}

// saysNotMade tells whether an answer says that nothing was made, not even by an
// earlier attempt with the same key.
func saysNotMade(err error) bool {
	return api.IsRefusal(err) && !api.IsUncertain(err) && !api.IsUnready(err)
}

// forgotten tells whether the server does not know an uploaded file any more,
// which another upload mends, once.
func (s *Submission) forgotten(err error) bool {
	return api.As(err).Code == "asset_not_found" && saysNotMade(err) && len(s.Assets) > 0 && !s.Renewed
}
