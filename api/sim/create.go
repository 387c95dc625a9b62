package sim

import (
	"encoding/json"
	"math"
	"net"
	"net/http"
	"net/url"
	"slices"
	"time"
)

// createJob is POST /v3/lipsyncs: checked, paid for, within the account's
// concurrency.
func (s *Server) createJob(r *http.Request) (result, *problem) {
	o, p := readObject(r)
	if p != nil {
		return result{}, p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if p := s.check(o); p != nil {
		return result{}, p
	}
	if p := s.affordable(); p != nil {
		return result{}, p
	}
	if p := s.slot(); p != nil {
		return result{}, p
	}
	j := s.conceive(o, s.now())
	j.key = r.Header.Get("Idempotency-Key")
	return ok(map[string]any{"lipsync_id": j.id})
}

// slot refuses a job over the concurrency limit until one ends (api.md 5.3).
func (s *Server) slot() *problem {
	if s.opts.Concurrency < 0 {
		return nil
	}
	now, active := s.now(), 0
	soonest := now.Add(time.Minute)
	for _, j := range s.jobs {
		if j.active(now) {
			active++
			if end := j.endAt(); end.Before(soonest) {
				soonest = end
			}
		}
	}
	if active < s.opts.Concurrency {
		return nil
	}
	return tooMany("concurrent job limit reached", soonest.Sub(now))
}

// The rates of api.md 5.5, by second of output.
const (
	speedRate     = 0.0333
	precisionRate = 0.0667
)

func (s *Server) affordable() *problem {
	if s.balance < speedRate*10 {
		return &problem{status: 402, code: "insufficient_credit", message: "Insufficient credit. Please top up your wallet."}
	}
	return nil
}

var failures = []string{
	"The audio is longer than the limit for this plan.",
	"No face was detected in the source video.",
	"The source video could not be downloaded: HTTP 403 from the host.",
	"The face is too small in most of the frames.",
	"Rendering failed after 3 attempts. You were not charged.",
	"The source video has no speech.",
}

// conceive makes a job with a believable life from a checked body; the caller
// holds the lock.
func (s *Server) conceive(o map[string]any, start time.Time) *job {
	j := &job{
		title: str(o["title"]), createdAt: start, startAt: start, callbackID: str(o["callback_id"]), body: o,
		caption: o["enable_caption"] == true,
		length:  time.Duration(20+s.rand.IntN(160)) * time.Second,
	}
	if a, b := num(o["start_time"], 0), num(o["end_time"], 0); b > a {
		j.length = time.Duration((b - a) * float64(time.Second))
	}
	slow, rate := 1.0, speedRate
	if o["mode"] == "precision" {
		slow, rate = 2, precisionRate
	}
	j.pending = s.scaled(5+35*s.rand.Float64(), 1)
	j.running = s.scaled(60+s.rand.Float64()*120+j.length.Seconds(), slow)
	j.cost = rate * j.length.Seconds()
	if s.rand.Float64() < s.opts.FailureRate {
		j.fails = failures[s.rand.IntN(len(failures))]
	}
	s.insert(j)
	return j
}

// scaled turns seconds of a job's life into real time.
func (s *Server) scaled(secs, slow float64) time.Duration {
	return time.Duration(secs * slow / s.opts.Speed * float64(time.Second))
}

// kinds are the create body's fields and their types, from the schema; video
// and audio are checked apart.
var kinds = map[string]string{
	"mode": "string", "title": "string", "enable_caption": "bool", "enable_dynamic_duration": "bool",
	"disable_music_track": "bool", "enable_speech_enhancement": "bool", "enable_watermark": "bool",
	"start_time": "number", "end_time": "number", "keep_the_same_format": "bool", "fps_mode": "string",
	"callback_url": "string", "callback_id": "string", "folder_id": "string",
}

// notNull are the fields that the schema does not let be null.
var notNull = []string{
	"mode", "enable_caption", "enable_dynamic_duration", "disable_music_track", "enable_speech_enhancement", "enable_watermark",
}

// check validates a create body (api.md 2). Unknown fields are let through, as
// HeyGen does.
func (s *Server) check(o map[string]any) *problem {
	for _, name := range []string{"video", "audio"} {
		if p := s.checkSource(name, o[name]); p != nil {
			return p
		}
	}
	for name, kind := range kinds {
		v, given := o[name]
		if !given || v == nil && !slices.Contains(notNull, name) {
			continue
		}
		if !isKind(v, kind) {
			return invalid(name, "%s must be a %s", name, kind)
		}
	}
	if m, given := o["mode"]; given && m != "speed" && m != "precision" {
		return invalid("mode", "mode must be one of speed, precision")
	}
	start, end := num(o["start_time"], 0), num(o["end_time"], math.Inf(1))
	if start < 0 || end < 0 {
		return invalid("start_time", "times must not be negative")
	}
	if start >= end {
		return invalid("end_time", "end_time must be greater than start_time")
	}
	return nil
}

func isKind(v any, kind string) bool {
	switch v.(type) {
	case string:
		return kind == "string"
	case bool:
		return kind == "bool"
	case json.Number:
		return kind == "number"
	}
	return false
}

func (s *Server) checkSource(name string, v any) *problem {
	o, isObject := v.(map[string]any)
	if !isObject {
		return invalid(name, "%s is required", name)
	}
	switch o["type"] {
	case "url":
		return checkURL(name, str(o["url"]))
	case "asset_id":
		return s.checkAsset(str(o["asset_id"]))
	}
	return invalid(name+".type", "type must be url or asset_id")
}

// checkURL asks for public https, or this machine for work without a network.
func checkURL(name, raw string) *problem {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && isLoopback(u.Hostname())) {
		return invalid(name+".url", "the %s URL must be a publicly accessible HTTPS URL", name)
	}
	return nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Server) checkAsset(id string) *problem {
	a := s.assets[id]
	switch {
	case a == nil:
		return &problem{status: 404, code: "asset_not_found", message: "asset " + id + " not found"}
	case !a.usable(s.now()):
		return &problem{status: 409, code: "resource_not_ready", message: "asset " + id + " is still being processed"}
	}
	return nil
}

func str(v any) string { s, _ := v.(string); return s }

func num(v any, otherwise float64) float64 {
	n, isNumber := v.(json.Number)
	if !isNumber {
		return otherwise
	}
	f, err := n.Float64()
	if err != nil {
		return otherwise
	}
	return f
}
