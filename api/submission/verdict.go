package submission

import (
	"errors"
	"net/http"

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
func waitsForUser(err error) bool { return api.IsAuth(err) || code(err) == "quota_exceeded" }

// passing tells whether the same call is likely to work later.
func passing(err error) bool {
	return api.IsTransient(err) || api.IsRateLimited(err) || api.IsCanceled(err)
}

// unready tells whether the server was not ready for it: a conflict, or an
// upload that is still being processed (api.md 9, no. 46).
func unready(err error) bool {
	switch code(err) {
	case "resource_not_ready", "asset_not_available":
		return true
	}
	return status(err) == http.StatusConflict
}

// saysNotMade tells whether an answer says that nothing was made, not even by an
// earlier attempt with the same key: that would have been found, or replayed. The
// checks of the key itself (401, 403) and a gateway's answers come before the
// replay.
func saysNotMade(err error) bool {
	var e *api.Error
	if !errors.As(err, &e) || !e.Enveloped || e.Uncertain {
		return false
	}
	switch e.Status {
	case 400, 402, 404, 410, 413, 415, 422:
		return !unready(err)
	}
	return false
}

// forgotten tells whether the server does not know an uploaded file any more,
// which another upload mends, once.
func (s *Submission) forgotten(err error) bool {
	return code(err) == "asset_not_found" && saysNotMade(err) && len(s.Assets) > 0 && !s.Renewed
}

func code(err error) string {
	var e *api.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

func status(err error) int {
	var e *api.Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}
