package format

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"

	"lipdash/api/lazyregexp"
)

// signed stands where the query of a link was: presigned links carry their
// permission there (api.md 7).
const signed = "?(signed)"

// Redact is a link without its user, query and fragment: what may be logged.
// What cannot be read as a link is not shown at all.
func Redact(raw string) string {
	u, err := url.Parse(raw)
	if err != nil {
		return "(link)"
	}
	query := u.RawQuery != ""
	u.User, u.RawQuery, u.Fragment, u.RawFragment, u.ForceQuery = nil, "", "", "", false
	if query {
		return u.String() + signed
	}
	return u.String()
}

// RedactValue is Redact for what may be a link, and RedactText for any other text: a path or
// a title stays as it is written.
func RedactValue(v string) string {
	if whole.Get().MatchString(v) {
		return Redact(v)
	}
	return RedactText(v)
}

var (
	// whole is a text that is a link.
	whole = lazyregexp.New(`(?i)^\s*[a-z][a-z0-9+.-]*://`)
	// links are links within a text, up to what a sentence may put behind one.
	links = lazyregexp.New(`(?i)[a-z][a-z0-9+.-]*://[^\s"'<>]+`)
	// grants are the parameters of a signature (api.md 9, no. 38), wherever
	// they turn up.
	grants = lazyregexp.New(`(?i)\b(x-amz-signature|x-amz-credential|x-amz-security-token|signature|key-pair-id|policy)(=|%3d)[^&\s"'<>]+`)
	// literals are the strings of a JSON text.
	literals = lazyregexp.New(`"(?:[^"\\]|\\.)*"`)
)

// RedactText is a text whose links have lost what Redact takes from them, and
// that holds no signature outside of a link either.
func RedactText[S ~string](text S) S {
	s := string(text)
	if strings.Contains(s, "://") {
		s = links.Get().ReplaceAllStringFunc(s, redactLink)
	}
	if strings.ContainsAny(s, "=%") {
		s = grants.Get().ReplaceAllString(s, "$1$2(signed)")
	}
	return S(s)
}

// Shown is a text of a job on one line as it may be shown: safe to draw and
// without secrets.
func Shown(s string) Drawn { return RedactText(Safe(s)) }

// Line is a text of a job on one line for a sentence, or to be kept: without what a
// terminal would obey and without secrets. What is drawn is made of it.
func Line(s string) string { return RedactText(OutsideLine(s)) }

// redactLink leaves a link without secrets as it is written.
func redactLink(link string) string {
	if !strings.ContainsAny(link, "?#@") {
		return link
	}
	return Redact(link)
}

// maxRawLines bounds RedactJSON: far more lines than the resource has.
const maxRawLines = 2000

// RedactJSON is an object as readable JSON, two spaces an indent, in the order
// and with the numbers it came with; its links have lost their queries and its
// text is safe to draw. What is not JSON is shown as text.
func RedactJSON(raw json.RawMessage) Drawn {
	var b bytes.Buffer
	if json.Indent(&b, bytes.TrimSpace(raw), "", "  ") != nil {
		return SafeLines(RedactText(unescaped.Replace(string(raw))))
	}
	lines := strings.Split(literals.Get().ReplaceAllStringFunc(b.String(), redactLiteral), "\n")
	if len(lines) > maxRawLines {
		lines = append(lines[:maxRawLines], Ellipsis)
	}
	for i, l := range lines {
		lines[i] = strings.TrimRight(clean(l, false), " ")
	}
	return Drawn(strings.Join(lines, "\n"))
}

// unescaped undoes what JSON may do to a link, where there is no JSON.
var unescaped = strings.NewReplacer(`\/`, "/", `\u0026`, "&", `\u003d`, "=", `\u003D`, "=", `\u003f`, "?", `\u003F`, "?")

// redactLiteral redacts one string of a JSON text. It is read first: a link may
// be written with escapes that hide it.
func redactLiteral(literal string) string {
	var s string
	if json.Unmarshal([]byte(literal), &s) != nil {
		return literal
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if enc.Encode(RedactText(s)) != nil {
		return literal
	}
	return strings.TrimSuffix(b.String(), "\n")
}
