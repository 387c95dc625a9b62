package api

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"
)

func TestLinkExpiry(t *testing.T) {
	at := time.Unix(1764000000, 0)
	pol := func(s string) string {
		return strings.NewReplacer("+", "-", "=", "_", "/", "~").Replace(base64.StdEncoding.EncodeToString([]byte(s)))
	}
	for name, c := range map[string]struct {
		query string
		want  time.Time
	}{
		"CloudFront":             {"Expires=1764000000&Signature=x", at},
		"S3":                     {"X-Amz-Date=20251124T150000Z&X-Amz-Expires=3600", at},
		"S3, older":              {"AWSAccessKeyId=AKIA&Signature=x&Expires=1764000000", at},
		"Google":                 {"X-Goog-Date=20251124T150000Z&X-Goog-Expires=3600&X-Goog-Signature=x", at},
		"Google, older":          {"GoogleAccessId=a@b&Expires=1764000000&Signature=x", at},
		"Azure":                  {"sp=r&st=2025-11-24T08:00:00Z&se=2025-11-24T16:00:00Z&sig=x", at},
		"Azure, to the minute":   {"se=2025-11-24T16:00Z&sig=x", at},
		"Azure, escaped":         {"se=2025-11-24T16%3A00%3A00Z&sig=x", at},
		"no signature":           {"se=2025-11-24T16:00:00Z", time.Time{}},
		"policy":                 {"Policy=" + pol(`{"Statement":[{"Resource":"r?>","Condition":{"DateLessThan":{"AWS:EpochTime":1764000000}}}]}`), at},
		"policy without a date":  {"Policy=" + pol(`{"Statement":[{}]}`), time.Time{}},
		"policy of nonsense":     {"Policy=%%%", time.Time{}},
		"no query":               {"", time.Time{}},
		"words":                  {"Expires=soon", time.Time{}},
		"zero":                   {"Expires=0", time.Time{}},
		"beyond all calendars":   {"Expires=9223372036854775807", time.Time{}},
		"S3 without a life":      {"X-Amz-Date=20251124T160000Z", time.Time{}},
		"S3 with a silly life":   {"X-Amz-Date=20251124T160000Z&X-Amz-Expires=9223372036854775807", time.Time{}},
		"S3 with a broken start": {"X-Amz-Date=yesterday&X-Amz-Expires=3600", time.Time{}},
	} {
		got, ok := LinkExpiry("https://files.heygen.ai/a.mp4?" + c.query)
		if ok == c.want.IsZero() || !got.Equal(c.want) {
			t.Errorf("%s: %v %v, want %v", name, got, ok, c.want)
		}
	}
	if _, ok := LinkExpiry("https://h/%zz?Expires=1764000000"); ok {
		t.Error("a broken link has a life")
	}
}
