package submission

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/api/lazyregexp"
)

// withheldMark stands where the query of a link was. Its spaces make sure that
// what is left is no link that could be sent by mistake (api.ParseSource).
const withheldMark = "?(signature not kept)"

// grants are names of query parameters that carry a permission: those of
// presigned links of the large stores (api.md 7), and what others call theirs.
var grants = lazyregexp.New(`(?i)^(x-(amz|goog|oss|cos|ms)-.*|(.*[-_.])?sign(ature)?|sig|key-pair-id|policy|credential|.*expires?|.*access-?key-?id|.*token.*|.*secret.*|pass(word|wd)?|auth(orization)?|(x-)?api-?_?key|key|h(mac|dn[et][ast])|jwt|code|ticket|session.*|se|st|sv|sp|sr|rlkey)$`)

// opaque is a value that nobody typed: long, and of one piece.
var opaque = lazyregexp.New(`^[A-Za-z0-9+/_~.=-]{40,}$`)

// inText are links within a sentence; bare are signatures outside of one.
var (
	inText = lazyregexp.New(`(?i)[a-z][a-z0-9+.-]*://[^\s"'<>]+`)
	bare   = lazyregexp.New(`(?i)\b(x-amz-[a-z-]+|x-goog-[a-z-]+|signature|key-pair-id|policy)(=|%3d)[^&\s"'<>]+`)
	bearer = lazyregexp.New(`(?i)\b(bearer\s+)[A-Za-z0-9._~+/=-]{20,}`)
)

// Withhold is a copy of values that may be stored: a link that carries a
// permission (a presigned query, a user and password) keeps what names the file
// and loses the rest.
func Withhold(values map[string]string) map[string]string {
	out := maps.Clone(values)
	for name, v := range out {
		out[name] = withholdValue(name, v)
	}
	return out
}

func withholdValue(name, v string) string {
	p, _ := api.ParamByName(name)
	switch p.Kind {
	case api.KindSource:
		if list, several := api.ChangeSources(v, withholdLink); several {
			return list
		}
		return withholdLink(v)
	case api.KindURL:
		return withholdLink(v)
	}
	return WithholdText(v)
}

// WithholdText is a text that may be stored: its links have lost what carries a
// permission.
func WithholdText(s string) string {
	s = inText.Get().ReplaceAllStringFunc(s, withholdLink)
	s = bare.Get().ReplaceAllString(s, "$1$2(not kept)")
	return bearer.Get().ReplaceAllString(s, "$1(not kept)")
}

// WithoutQueries is WithholdText without a mark where something was.
func WithoutQueries(s string) string { return strings.ReplaceAll(WithholdText(s), withheldMark, "") }

// Withheld are the parameters whose link lost its signature on disk, in the
// table's order: such values cannot be sent again.
func Withheld(values map[string]string) []string {
	var out []string
	for _, p := range api.Params() {
		if strings.Contains(values[p.Name], withheldMark) && p.Kind != api.KindText {
			out = append(out, p.Name)
		}
	}
	return out
}

// withholdLink works on text, not on a parsed URL: what cannot be parsed may
// hold a secret all the same.
func withholdLink(s string) string {
	s, user := withoutUser(s)
	at := strings.IndexAny(s, "?#")
	if at < 0 {
		return marked(s, user)
	}
	if strings.HasSuffix(s, withheldMark) || !grantsAccess(s[at+1:]) {
		return marked(s, user)
	}
	return s[:at] + withheldMark
}

func marked(s string, mark bool) string {
	if mark && !strings.HasSuffix(s, withheldMark) {
		return s + withheldMark
	}
	return s
}

var userPart = lazyregexp.New(`([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@`)

// withoutUser takes users and passwords out of a link, or of a text that may be several.
func withoutUser(s string) (string, bool) {
	out := userPart.Get().ReplaceAllString(s, "$1")
	return out, out != s
}

// grantsAccess tells whether a query or a fragment holds a permission.
func grantsAccess(query string) bool {
	parts := strings.FieldsFunc(query, func(r rune) bool { return strings.ContainsRune("&;?#", r) })
	return slices.ContainsFunc(parts, func(part string) bool {
		name, value, _ := strings.Cut(part, "=")
		name, value = plain(name), plain(value)
		_, nested, _ := strings.Cut(value, "?")
		return grants.Get().MatchString(name) || opaque.Get().MatchString(value) || nested != "" && grantsAccess(nested)
	})
}

func plain(s string) string {
	if p, err := url.QueryUnescape(s); err == nil {
		s = p
	}
	return strings.TrimSpace(s)
}
