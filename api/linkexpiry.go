package api

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// maxLife is the longest a link may claim to be good for.
const maxLife = 10 * 365 * 24 * time.Hour

// LinkExpiry reads from a presigned link until when it is good (api.md 7): Expires
// of CloudFront, S3 and Google's older form, X-Amz-Date with X-Amz-Expires,
// X-Goog-Date with X-Goog-Expires, se of Azure, or a CloudFront Policy. It is
// false for a link that does not say.
func LinkExpiry(raw string) (time.Time, bool) {
	u, err := url.Parse(raw)
	if err != nil {
		return time.Time{}, false
	}
	q := u.Query()
	if t, ok := epoch(q.Get("Expires")); ok {
		return t, true
	}
	for _, of := range []string{"X-Amz-", "X-Goog-"} {
		if t, ok := spanEnd(q.Get(of+"Date"), q.Get(of+"Expires")); ok {
			return t, true
		}
	}
	if q.Has("sig") {
		if t, ok := azureEnd(q.Get("se")); ok {
			return t, true
		}
	}
	return policyExpiry(q.Get("Policy"))
}

// azureEnd reads the time of Azure's signatures, which may leave out its end.
func azureEnd(text string) (time.Time, bool) {
	for _, form := range []string{time.RFC3339, "2006-01-02T15:04Z", "2006-01-02"} {
		if t, err := time.Parse(form, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// maxEpoch is the end of the year 9999 in Unix seconds.
const maxEpoch = 253402300799

func epoch(seconds string) (time.Time, bool) {
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || s <= 0 || s > maxEpoch {
		return time.Time{}, false
	}
	return time.Unix(s, 0), true
}

// spanEnd is where a time and a number of seconds lead to.
func spanEnd(date, seconds string) (time.Time, bool) {
	from, err := time.Parse("20060102T150405Z", date)
	if err != nil {
		return time.Time{}, false
	}
	s, err := strconv.ParseInt(seconds, 10, 64)
	if err != nil || s <= 0 || s > int64(maxLife/time.Second) {
		return time.Time{}, false
	}
	return from.Add(time.Duration(s) * time.Second), true
}

// policy is a CloudFront custom policy.
type policy struct {
	Statement []struct {
		Condition struct {
			DateLessThan struct {
				Seconds json.Number `json:"AWS:EpochTime"`
			}
		}
	}
}

// policyExpiry reads a policy, which is base64 with CloudFront's own
// substitutes for + = and /.
func policyExpiry(raw string) (time.Time, bool) {
	text, err := base64.StdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "=", "~", "/").Replace(raw))
	if err != nil {
		return time.Time{}, false
	}
	var p policy
	if json.Unmarshal(text, &p) != nil || len(p.Statement) == 0 {
		return time.Time{}, false
	}
	return epoch(p.Statement[0].Condition.DateLessThan.Seconds.String())
}
