package api

import "strings"

// hint is the next step for an answer that said no, by code first and status
// second (api.md 5.2). It is a few words without a full stop, or "".
func hint(e *Error) string {
	if e.Status == 404 && e.Enveloped && e.notJob {
		return hintMissing(e)
	}
	if h, ok := hints[e.Code]; ok {
		return h
	}
	switch {
	case e.Status >= 300 && e.Status < 400, e.Status == 404 && !e.Enveloped:
		return "check the base URL"
	case e.Status == 404:
		return hints["not_found"]
	case e.Status >= 500:
		return "it may work later, see status.heygen.com"
	}
	return hints[byStatus[e.Status]]
}

// hintMissing is about a 404 that is not a job's.
func hintMissing(e *Error) string {
	switch {
	case e.Code == "asset_not_found":
		return hints[e.Code]
	case e.Param == "folder_id" || strings.Contains(strings.ToLower(e.Message), "folder"):
		return "check the folder's id, and that it is of this key's workspace"
	case e.create:
		return "check what it refers to, and that it is of this key's workspace"
	}
	return "check the base URL, and whose key it is"
}

// byStatus is the code that a status alone stands for.
var byStatus = map[int]string{
	401: "unauthorized",
	402: "insufficient_credit",
	403: "forbidden",
	408: "gateway_timeout",
	413: "payload_too_large",
	429: "rate_limit_exceeded",
}

const (
	hintKey   = "set another key in HEYGEN_API_KEY and start again, or run the official login"
	hintPlan  = "the plan lacks this, see app.heygen.com"
	hintLimit = "delete something there or ask HeyGen for more"
	hintGone  = "it was deleted, perhaps from elsewhere"
	hintWait  = "wait a moment and try again"
)

var hints = map[string]string{
	"unauthorized":                hintKey,
	"authentication_failed":       hintKey,
	"forbidden":                   "ask the workspace's admin, or use another key",
	"resource_access_denied":      "it belongs to another account",
	"ai_vendor_access_restricted": "the workspace's AI policy forbids it, ask its admin",
	"insufficient_credit":         "top up the wallet at app.heygen.com",
	"trial_limit_exceeded":        "the trial is used up, top up at app.heygen.com",
	"plan_upgrade_required":       hintPlan,
	"subscription_required":       hintPlan,
	"rate_limit_exceeded":         "nothing to do, it goes on by itself",
	"quota_exceeded":              "see at app.heygen.com when there is more",
	"invalid_parameter":           "correct the value and send it again",
	"download_failed":             "the link must be public: no page, no login, not expired",
	"gateway_timeout":             "the host of the source is slow, try again later",
	"asset_not_found":             "it was removed or is another workspace's, upload the file",
	"asset_not_available":         "the upload is still being processed, try again in a moment",
	"resource_not_ready":          hintWait,
	"request_in_progress":         hintWait,
	"conflict":                    "refresh and look again",
	"payload_too_large":           "make the file smaller",
	"resource_limit_reached":      hintLimit,
	"resource_limit_exceeded":     hintLimit,
	"content_policy_violation":    "HeyGen does not accept this content",
	"resource_not_found":          hintGone,
	"not_found":                   hintGone,
	"video_not_found":             hintGone,
	"video_delete_failed":         hintWait,
	"service_unavailable":         "it may work later, see status.heygen.com",
	"internal_error":              "it may work later, see status.heygen.com",
}
