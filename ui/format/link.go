package format

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// ShortURL is a link for the eye: host and last element, without the query,
// which is a secret. It fits w cells.
func ShortURL(raw string, w int) string {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" {
		return Cut("a link that cannot be read", w)
	}
	last := Safe(path.Base(u.Path))
	host := Safe(u.Host)
	dir, _ := path.Split(strings.Trim(u.Path, "/"))
	switch {
	case last == "." || last == "/":
		return Cut(host, w)
	case dir == "":
		return Cut(host+"/"+last, w)
	}
	return Cut(host+"/…/"+last, w)
}

// Redact is a link without its query and user: what may be logged.
func Redact(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "(link)"
	}
	u.User = nil
	u.Fragment = ""
	if u.RawQuery != "" {
		u.RawQuery = ""
		return u.String() + "?(signed)"
	}
	return u.String()
}

var queries = regexp.MustCompile(`(https?://[^\s"?\\]+)\?[^\s"]+`)

// RedactJSON is an object as readable JSON whose links have lost their
// queries; text that is not JSON is shown as text.
func RedactJSON(raw json.RawMessage) string {
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		b.Reset()
		b.Write(raw)
	}
	return SafeLines(queries.ReplaceAllString(b.String(), "$1?(signed)"))
}

// LinkExpiry reads from a presigned link until when it is good; false when it
// does not say (api.md 7).
func LinkExpiry(raw string) (time.Time, bool) {
	u, err := url.Parse(raw)
	if err != nil {
		return time.Time{}, false
	}
	q := u.Query()
	if s, err := strconv.ParseInt(q.Get("Expires"), 10, 64); err == nil && s > 0 {
		return time.Unix(s, 0), true
	}
	if at, err := time.Parse("20060102T150405Z", q.Get("X-Amz-Date")); err == nil {
		if s, err := strconv.ParseInt(q.Get("X-Amz-Expires"), 10, 64); err == nil {
			return at.Add(time.Duration(s) * time.Second), true
		}
	}
	return policyExpiry(q.Get("Policy"))
}

// policyExpiry reads a CloudFront custom policy, which is base64 with its own
// substitutes for + = and /.
func policyExpiry(policy string) (time.Time, bool) {
	if policy == "" {
		return time.Time{}, false
	}
	text, err := base64.StdEncoding.DecodeString(strings.NewReplacer("-", "+", "_", "=", "~", "/").Replace(policy))
	if err != nil {
		return time.Time{}, false
	}
	var p struct {
		Statement []struct {
			Condition struct {
				DateLessThan map[string]int64
			}
		}
	}
	if json.Unmarshal(text, &p) != nil || len(p.Statement) == 0 {
		return time.Time{}, false
	}
	s := p.Statement[0].Condition.DateLessThan["AWS:EpochTime"]
	return time.Unix(s, 0), s > 0
}
