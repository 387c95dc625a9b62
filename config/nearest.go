package config

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// unknown says that there is no such key, and which one may have been meant.
func unknown(key string) string {
	plain := strings.ReplaceAll(strings.ToLower(key), "-", "_")
	switch plain {
	case "api_key", "key", "heygen_api_key", "token":
		return "keys are not read from this file, set HEYGEN_API_KEY instead of " + quote(key)
	}
	if near, ok := nearest(plain); ok {
		return "unknown key " + quote(key) + ", did you mean " + near + "?"
	}
	return "unknown key " + quote(key)
}

// nearest is the setting with the least edits, when those are few enough to be
// a slip.
func nearest(key string) (string, bool) {
	best, least := "", len(key)/3+1
	for _, s := range Specs() {
		if d := levenshtein.ComputeDistance(key, s.Key); d <= least {
			best, least = s.Key, d-1
		}
	}
	return best, best != ""
}
