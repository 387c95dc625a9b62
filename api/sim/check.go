package sim

import (
	"bytes"
	"encoding/json"
	"math"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// field is a create parameter as the schema has it (api.md 2).
type field struct {
	name, kind string
	nullable   bool
}

// fields are the create parameters besides the two sources. fps_mode is not an
// enum in the schema, only words in its description, so any text passes.
var fields = []field{
	{"mode", "string", false},
	{"title", "string", true},
	{"enable_caption", "boolean", false},
	{"enable_dynamic_duration", "boolean", false},
	{"disable_music_track", "boolean", false},
	{"enable_speech_enhancement", "boolean", false},
	{"enable_watermark", "boolean", false},
	{"start_time", "number", true},
	{"end_time", "number", true},
	{"keep_the_same_format", "boolean", true},
	{"fps_mode", "string", true},
	{"callback_url", "string", true},
	{"callback_id", "string", true},
	{"folder_id", "string", true},
}

// check validates a create body (api.md 2). Unknown fields are let through;
// the caller holds the lock.
func (s *Server) check(o map[string]any) *problem {
	for _, name := range []string{"video", "audio"} {
		if p := s.checkSource(name, o[name]); p != nil {
			return p
		}
	}
	for _, f := range fields {
		if v, given := o[f.name]; given && !f.takes(v) {
			return invalid(f.name, "%s must be a valid %s", f.name, f.kind)
		}
	}
	if m, given := o["mode"]; given && m != "speed" && m != "precision" {
		return invalid("mode", "mode must be one of 'speed', 'precision'")
	}
	if u := str(o["callback_url"]); u != "" && !reachable(u) {
		return invalid("callback_url", "callback_url must be an HTTPS URL")
	}
	return checkTimes(o)
}

func (f field) takes(v any) bool {
	switch v.(type) {
	case nil:
		return f.nullable
	case string:
		return f.kind == "string"
	case bool:
		return f.kind == "boolean"
	case json.Number:
		return f.kind == "number"
	}
	return false
}

// checkTimes is sterner than the documents, which give no rule: a span that is
// empty or negative cannot be meant.
func checkTimes(o map[string]any) *problem {
	start, end := num(o["start_time"], 0), num(o["end_time"], math.Inf(1))
	switch {
	case start < 0:
		return invalid("start_time", "start_time must not be negative")
	case end < 0:
		return invalid("end_time", "end_time must not be negative")
	case start >= end:
		return invalid("end_time", "end_time must be greater than start_time")
	}
	return nil
}

func (s *Server) checkSource(name string, v any) *problem {
	if v == nil {
		return invalid(name, "%s is required", name)
	}
	o, isObject := v.(map[string]any)
	if !isObject {
		return invalid(name, "%s must be an object", name)
	}
	switch o["type"] {
	case "url":
		if !reachable(str(o["url"])) {
			return invalid(name+".url", "%s.url must be a publicly accessible HTTPS URL", name)
		}
		return nil
	case "asset_id":
		return s.checkAsset(name+".asset_id", str(o["asset_id"]))
	}
	return invalid(name+".type", "%s.type must be one of 'url', 'asset_id'", name)
}

// reachable asks for https, or for this machine, so that demos work without a
// network.
func reachable(raw string) bool {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && isLoopback(u.Hostname())
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Server) checkAsset(param, id string) *problem {
	a := s.assets[id]
	switch {
	case id == "":
		return invalid(param, "%s is required", param)
	case a == nil:
		return assetNotFound(param)
	case !a.usable(s.now()):
		return notReady(param, "The asset is still being processed")
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

// sniffed is how many first bytes of a file are looked at.
const sniffed = 512

// mime is the type by content, "" for what is not taken: there is no MOV, MKV,
// M4A, AAC, FLAC (api.md 3.1).
func mime(head []byte) string {
	switch {
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return mp4(string(head[8:12]))
	case bytes.HasPrefix(head, []byte("\x1a\x45\xdf\xa3")):
		return webm(head)
	case len(head) > 1 && head[0] == 0xff && head[1]&0xe6 == 0xe2: // a frame of layer III
		return "audio/mpeg"
	}
	switch kind := http.DetectContentType(head); kind {
	case "audio/mpeg", "image/png", "image/jpeg", "application/pdf":
		return kind
	case "audio/wave":
		return "audio/wav"
	}
	return ""
}

// mp4 goes by the major brand: QuickTime, M4A and HEIF files are of the same
// family and are not taken.
func mp4(brand string) string {
	for _, b := range []string{"iso", "mp4", "avc", "M4V", "MSNV", "dash", "f4v", "3gp"} {
		if strings.HasPrefix(brand, b) {
			return "video/mp4"
		}
	}
	return ""
}

// webm is told from Matroska by its document type.
func webm(head []byte) string {
	if bytes.Contains(head[:min(len(head), 64)], []byte("webm")) {
		return "video/webm"
	}
	return ""
}

// category is the asset's type word (api.md 3.3).
func category(kind string) string {
	class, _, _ := strings.Cut(kind, "/")
	if class == "video" || class == "audio" || class == "image" {
		return class
	}
	return "document"
}
