package format

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"path"
	"strconv"
	"strings"
	"time"
)

// ShortURL is a link for the eye, at most w cells: its host and last element,
// never the query, which is a secret. The end of a link says the most, so the
// host goes first when there is no room.
func ShortURL(raw string, w int) string { return ShortURLWith(raw, w, Ellipsis) }

// ShortURLWith is ShortURL with another ellipsis.
func ShortURLWith(raw string, w int, ellipsis string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return CutWith("a link that cannot be read", w, ellipsis)
	}
	dir, last := path.Split(path.Clean("/" + u.Path))
	host, last := Safe(u.Host), Safe(last)
	long := host + "/" + ellipsis + "/" + last
	switch {
	case last == "":
		return CutWith(host, w, ellipsis)
	case dir == "/":
		long = host + "/" + last
	}
	if Width(long) <= w {
		return long
	}
	if short := ellipsis + "/" + last; Width(short) <= w {
		return short
	}
	return CutWith(last, w, ellipsis)
}

// URLFile is the name of the file that a link is to, safe to draw, "" when the link
// has none or cannot be read.
func URLFile(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return ""
	}
	_, last := path.Split(path.Clean("/" + u.Path))
	return Safe(last)
}

// maxLife is the longest a link may claim to be good for.
const maxLife = 10 * 365 * day

// LinkExpiry reads from a presigned link until when it is good: from Expires,
// X-Amz-Date with X-Amz-Expires, or a CloudFront Policy (api.md 7). It is false
// for a link that does not say.
func LinkExpiry(raw string) (time.Time, bool) {
	u, err := url.Parse(raw)
	if err != nil {
		return time.Time{}, false
	}
	q := u.Query()
	if t, ok := epoch(q.Get("Expires")); ok {
		return t, true
	}
	if t, ok := amazonExpiry(q.Get("X-Amz-Date"), q.Get("X-Amz-Expires")); ok {
		return t, true
	}
	return policyExpiry(q.Get("Policy"))
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

func amazonExpiry(date, seconds string) (time.Time, bool) {
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
