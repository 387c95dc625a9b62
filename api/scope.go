package api

import (
	"net/http"
	"strings"

	"lipdash/api/lazyregexp"
)

// API keys can carry scopes such as videos:write, and a call that a key has none
// for gets a 403 (api.md 10). Nothing documents how that answer looks, so the scope
// is read wherever it may stand, and else the likely one is named as such.
var (
	scopeName = lazyregexp.New(`\b[a-z][a-z_.-]*:(?:read|write|create|delete|update|manage|admin|all)\b`)
	// scopeAttribute is the scope of a WWW-Authenticate header (RFC 6750, 3).
	scopeAttribute = lazyregexp.New(`\bscope="([^"]+)"`)
	aboutScope     = lazyregexp.New(`(?i)\bscopes?\b|insufficient[ _]permission|missing[ _]permission`)
)

// fillScope names the scope that a 403 is about, in an error whose envelope is read.
func (e *Error) fillScope(k call, h http.Header) {
	if e.Status != http.StatusForbidden {
		return
	}
	said := strings.Join([]string{e.Message, e.Param, e.Code}, " ")
	if m := scopeAttribute.Get().FindStringSubmatch(h.Get("WWW-Authenticate")); m != nil {
		e.Scope = m[1]
	} else if name := scopeName.Get().FindString(strings.ToLower(said)); name != "" {
		e.Scope = name
	} else if e.Enveloped && (e.says() == "" || aboutScope.Get().MatchString(strings.ReplaceAll(said, "_", " "))) {
		e.Scope, e.ScopeGuessed = k.likelyScope(), true
	}
	if e.Scope != "" {
		e.Hint = "give the key that scope where it was made, or use another key"
	}
}

// likelyScope is the scope that a call needs by the names that are known, "" where
// nothing is like it.
func (k call) likelyScope() string {
	what := ""
	if len(k.segments) > 1 {
		what = map[string]string{"lipsyncs": "videos", "assets": "assets"}[k.segments[1]]
	}
	switch {
	case what == "":
		return ""
	case k.method == http.MethodGet:
		return what + ":read"
	}
	return what + ":write"
}

// forbidden says what a 403 refuses, and for which scope.
func (e *Error) forbidden() string {
	what := "this key may not " + e.Op
	switch {
	case e.Scope == "":
		return what + said(e.says())
	case e.ScopeGuessed:
		return what + said(e.says()) + ", most likely because it lacks the scope " + e.Scope
	}
	return what + ": it lacks the scope " + e.Scope
}
