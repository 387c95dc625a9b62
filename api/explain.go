package api

import (
	"strings"
	"time"
)

// Explanation is an error in words: what happened, what it means for the
// money, and what to do next. Each is one plain sentence or "".
type Explanation struct{ What, Money, Next string }

// Explain puts any error into words for a person.
func Explain(err error) Explanation {
	e := as(err)
	if e.Op == "" && e.Status == 0 && e.kind == kindLocal {
		return Explanation{What: sentence(err.Error())}
	}
	x := e.explain()
	if e.Uncertain {
		x.Money = "The job may have been made all the same."
		x.Next = "Ask again unchanged: the same key makes one job either way."
	}
	return x
}

func (e *Error) explain() Explanation {
	switch e.kind {
	case kindCanceled:
		return Explanation{What: "It was stopped before an answer came."}
	case kindTimeout:
		return Explanation{What: "HeyGen did not answer in time.", Next: "It is tried again."}
	case kindTransport:
		return Explanation{What: "No answer from HeyGen: " + reason(e.Err) + ".", Next: "Check the network."}
	case kindBody:
		return Explanation{What: "The answer could not be read.", Next: e.Hint}
	case kindLocal:
		return Explanation{What: sentence(first(e.Message, causeText(e.Err)))}
	}
	x := Explanation{What: e.what(), Next: sentence(e.Hint)}
	if e.Status >= 400 && e.Status < 500 && strings.HasPrefix(e.Op, "create") && e.Status != 409 {
		x.Money = "Nothing was made or billed."
	}
	return x
}

// what is the one sentence about an answer that said no.
func (e *Error) what() string {
	switch e.Status {
	case 401:
		return "HeyGen refused the key."
	case 402:
		return sentence(first(e.Message, "the balance is too low"))
	case 403:
		return sentence("this key may not " + e.Op + said(e.Message))
	case 404:
		if e.Enveloped {
			return sentence(first(e.Message, "it does not exist any more"))
		}
		return "This address answered that it knows nothing of the kind."
	case 429:
		if e.RetryAfter > 0 {
			return "HeyGen asked to slow down for " + e.RetryAfter.Round(time.Second).String() + "."
		}
		return "HeyGen asked to slow down."
	}
	if e.Status >= 500 {
		return "HeyGen had a fault" + e.reference() + "."
	}
	if e.Status >= 300 && e.Status < 400 {
		return "The address answered with a redirect, which is not followed."
	}
	return sentence(first(e.Message, "HeyGen refused to "+e.Op))
}

func (e *Error) reference() string {
	if e.RequestID == "" {
		return ""
	}
	return " (request " + e.RequestID + ")"
}

// hint is the next step for an answer, by code first and status second
// (api.md 5.2).
func hint(e *Error) string {
	if h, ok := hints[e.Code]; ok {
		return h
	}
	switch {
	case e.Status == 401:
		return hints["unauthorized"]
	case e.Status == 402:
		return hints["insufficient_credit"]
	case e.Status == 413:
		return hints["payload_too_large"]
	case e.Status == 404 && !e.Enveloped:
		return "check the base URL"
	case e.Status >= 500:
		return "it may work later, see status.heygen.com"
	}
	return ""
}

var hints = map[string]string{
	"unauthorized":             "set another key in HEYGEN_API_KEY or run the official login",
	"authentication_failed":    "set another key in HEYGEN_API_KEY or run the official login",
	"insufficient_credit":      "top up the wallet at app.heygen.com",
	"trial_limit_exceeded":     "the trial is used up, top up at app.heygen.com",
	"plan_upgrade_required":    "the plan lacks this feature",
	"subscription_required":    "the plan lacks this feature",
	"quota_exceeded":           "the usage quota is used up",
	"download_failed":          "the link must be public: no page, no login, not expired",
	"gateway_timeout":          "the source host is slow, try again later",
	"asset_not_found":          "upload the file again",
	"asset_not_available":      "the upload is still being processed, wait a moment",
	"resource_not_ready":       "wait a moment and try again",
	"payload_too_large":        "the file is too large for one request",
	"resource_limit_reached":   "the account's limit is reached",
	"resource_limit_exceeded":  "the account's limit is reached",
	"content_policy_violation": "HeyGen does not accept this content",
	"conflict":                 "refresh and look again",
	"request_in_progress":      "the same request is still running, wait a moment",
}

func said(message string) string {
	if message == "" {
		return ""
	}
	return ": " + message
}

// sentence gives a text a capital and a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

func causeText(err error) string {
	if err == nil {
		return "it did not work"
	}
	return err.Error()
}

// reason shortens the network's words.
func reason(err error) string {
	s := causeText(err)
	for _, r := range []struct{ has, say string }{
		{"connection refused", "the connection was refused"},
		{"no such host", "the host name is not known"},
		{"connection reset", "the connection was cut"},
		{"EOF", "the connection was cut"},
		{"network is unreachable", "there is no network"},
		{"certificate", "the server's certificate is not trusted"},
	} {
		if strings.Contains(s, r.has) {
			return r.say
		}
	}
	return s
}
