package api

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// The wire promises little (api.md 9, Shape): null, absent and empty are three
// forms of nothing, numbers come as strings, times in four forms. These
// readers give a zero for what makes no sense, never an error.

func isNull(raw json.RawMessage) bool {
	s := bytes.TrimSpace(raw)
	return len(s) == 0 || string(s) == "null"
}

// text reads a string; a number or a bool is taken as it is written.
func text(raw json.RawMessage) string {
	if isNull(raw) {
		return ""
	}
	switch raw[0] {
	case '{', '[':
		return ""
	case '"', ' ', '\t', '\r', '\n':
	default:
		return string(raw)
	}
	if s, ok := plain(raw); ok {
		return s
	}
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return string(raw)
}

// plain is a string that means what it is written as, as most are: without an escape.
func plain(raw json.RawMessage) (string, bool) {
	if n := len(raw); n < 2 || raw[0] != '"' || raw[n-1] != '"' {
		return "", false
	}
	inner := raw[1 : len(raw)-1]
	if bytes.IndexByte(inner, '\\') >= 0 || bytes.IndexByte(inner, '"') >= 0 || !utf8.Valid(inner) {
		return "", false
	}
	return string(inner), true
}

// number reads a number, also from a string; ok is false for nothing and for
// what is not finite.
func number(raw json.RawMessage) (f float64, ok bool) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text(raw)), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0, false
	}
	return f, true
}

// boolean reads a bool, also from a string or a number; nothing is false.
func boolean(raw json.RawMessage) bool {
	b, _ := strconv.ParseBool(strings.TrimSpace(text(raw)))
	return b
}

// first is the first text that is not blank.
func first(texts ...string) string {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			return t
		}
	}
	return ""
}

// longest is the longest duration that makes sense for a video.
const longest = 1000 * time.Hour

// seconds reads a length; zero, negative and absurd ones are unknown.
func seconds(raw json.RawMessage) time.Duration {
	f, ok := number(raw)
	if !ok || f <= 0 || f > longest.Seconds() {
		return 0
	}
	return time.Duration(f * float64(time.Second))
}

const (
	// milliseconds start where no sensible count of seconds reaches.
	milliseconds = 1e11
	// earliest is the year 2000 in Unix seconds: a smaller number is no date of
	// a job, and nothing is ever shown as from 1970.
	earliest = 946_684_800
)

// moment reads Unix seconds, milliseconds, or ISO text; what makes no sense is
// the zero time.
func moment(raw json.RawMessage) time.Time {
	if f, ok := number(raw); ok {
		return unixMoment(f)
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05"} {
		if t, err := time.Parse(layout, strings.TrimSpace(text(raw))); err == nil && t.Unix() >= earliest {
			return t
		}
	}
	return time.Time{}
}

func unixMoment(f float64) time.Time {
	if f > milliseconds {
		f /= 1000
	}
	if f < earliest || f > milliseconds {
		return time.Time{}
	}
	whole, part := math.Modf(f)
	return time.Unix(int64(whole), int64(part*1e9))
}
