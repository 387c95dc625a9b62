package sim

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// routeNames are the calls that a fault can be ordered for by a word.
var routeNames = map[string]string{
	"create": "POST /v3/lipsyncs", "list": "GET /v3/lipsyncs", "statuses": "GET /v3/lipsyncs/statuses",
	"get": "GET /v3/lipsyncs/{lipsync_id}", "rename": "PATCH /v3/lipsyncs/{lipsync_id}", "delete": "DELETE /v3/lipsyncs/{lipsync_id}",
	"batch": "POST /v3/lipsyncs/batches", "account": "GET /v3/users/me", "upload": "POST /v3/assets",
	"direct": "POST /v3/assets/direct-uploads", "complete": "POST /v3/assets/{asset_id}/complete",
	"items": "GET /v3/lipsyncs/batches/{batch_id}", "storage": RouteUpload, "media": RouteMedia,
}

// keyNames are the words for Keys.
var keyNames = []string{"replayed", "ignored", "forgotten"}

// faultOptions read the value of each option into a fault.
var faultOptions = map[string]func(f *Fault, v string) error{
	"on":      func(f *Fault, v string) (err error) { f.Route, err = routeOf(v); return err },
	"id":      func(f *Fault, v string) error { f.ID = v; return nil },
	"times":   func(f *Fault, v string) (err error) { f.Times, err = count(v); return err },
	"skip":    func(f *Fault, v string) (err error) { f.Skip, err = count(v); return err },
	"share":   func(f *Fault, v string) (err error) { f.Probability, err = share(v); return err },
	"status":  func(f *Fault, v string) (err error) { f.Status, err = statusOf(v); return err },
	"code":    func(f *Fault, v string) error { f.Code = v; return nil },
	"message": func(f *Fault, v string) error { f.Message = v; return nil },
	"param":   func(f *Fault, v string) error { f.Param = v; return nil },
	"retry":   func(f *Fault, v string) error { f.RetryAfter = v; return nil },
	"delay":   func(f *Fault, v string) (err error) { f.Delay, err = time.ParseDuration(v); return err },
	"body":    func(f *Fault, v string) error { f.Body = v; return nil },
}

// FaultNames are the words for the kinds of faults, RouteNames those for the calls
// that they can be ordered for, KeysNames those for Keys.
func FaultNames() []string { return slices.Clone(faultNames[1:]) }

// RouteNames are the words for calls.
func RouteNames() []string { return slices.Sorted(maps.Keys(routeNames)) }

// KeysNames are the words for Keys.
func KeysNames() []string { return slices.Clone(keyNames) }

// ParseKeys reads a word for Keys.
func ParseKeys(word string) (Keys, error) {
	if i := slices.Index(keyNames, word); i >= 0 {
		return Keys(i), nil
	}
	return 0, fmt.Errorf("%q is none of %s", word, strings.Join(keyNames, ", "))
}

// ParseFault reads a fault from a line such as
//
//	status,on=create,status=401,times=1
//
// which is the kind, then options: on (a word for a call, or "METHOD /path" as in
// Entry), id, times, skip, share, status, code, message, param, retry (the
// Retry-After), delay and body. A number alone is a status.
func ParseFault(line string) (Fault, error) {
	parts := strings.Split(line, ",")
	f := Fault{}
	kind := strings.TrimSpace(parts[0])
	if i := slices.Index(faultNames[1:], kind); i >= 0 {
		f.Kind = FaultKind(i + 1)
	} else if status, err := statusOf(kind); err == nil {
		f.Kind, f.Status = FaultStatus, status
	} else {
		return f, fmt.Errorf("%q is no fault: they are %s, or a status such as 503", kind, strings.Join(FaultNames(), ", "))
	}
	for _, part := range parts[1:] {
		name, value, given := strings.Cut(strings.TrimSpace(part), "=")
		set := faultOptions[name]
		if set == nil || !given {
			return f, fmt.Errorf("%q is no option: they are %s, each with = and a value", part, strings.Join(slices.Sorted(maps.Keys(faultOptions)), ", "))
		}
		if err := set(&f, value); err != nil {
			return f, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f, nil
}

func routeOf(word string) (string, error) {
	if route := routeNames[word]; route != "" {
		return route, nil
	}
	if slices.Contains(slices.Collect(maps.Values(routeNames)), word) {
		return word, nil
	}
	return "", fmt.Errorf("%q is no call: they are %s", word, strings.Join(RouteNames(), ", "))
}

func count(v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 {
		return 0, errors.New("needs a number, 0 or more")
	}
	return n, nil
}

func share(v string) (float64, error) {
	p, err := strconv.ParseFloat(v, 64)
	if err != nil || !(p > 0 && p <= 1) {
		return 0, errors.New("needs a number above 0, at most 1")
	}
	return p, nil
}

func statusOf(v string) (int, error) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 200 || n > 599 {
		return 0, errors.New("needs a status, 200 to 599")
	}
	return n, nil
}
