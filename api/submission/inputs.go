package submission

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"strconv"
	"strings"

	"lipdash/api"
)

// apart are the parameters that do not change what is made.
var apart = map[string]bool{"title": true, "callback_url": true, "callback_id": true, "folder_id": true}

// InputsHash is the sha256, in hex, of what decides the result: the sources and
// the options, but not the title, the folder or the callback. Ways of writing
// the same thing are one (a default left out, "1" and "true"), and a link counts
// without its signature, which differs every time.
func InputsHash(values map[string]string) string {
	fields := map[string]string{}
	for _, p := range api.Params() {
		if !apart[p.Name] {
			fields[p.Name] = canonical(p, trimmed(values, p.Name))
		}
	}
	text, err := json.Marshal(fields)
	if err != nil {
		// A map of strings always marshals.
		panic(err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

func canonical(p api.Param, v string) string {
	if v == "" {
		return p.Default
	}
	switch p.Kind {
	case api.KindSource:
		return canonicalSource(v)
	case api.KindBool, api.KindTriState:
		if b, err := strconv.ParseBool(v); err == nil {
			return strconv.FormatBool(b)
		}
	case api.KindSeconds:
		if n, err := api.Seconds(v); err == nil {
			return strconv.FormatFloat(n, 'g', -1, 64)
		}
	case api.KindEnum:
		return strings.ToLower(v)
	}
	return v
}

func canonicalSource(v string) string {
	src, path, err := api.ParseSource(v)
	switch {
	case err == nil && path != "":
		return filepath.Clean(path)
	case err == nil && src.AssetID != "":
		return src.Text()
	}
	return withholdLink(v)
}
