package ui

import (
	"encoding/json"
	"net/url"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// part is one thing a job has that can go out: the table behind the copy menu
// and the plain-text screen.
type part struct {
	id  action.Part
	key string
	// one and many name it for one job and for several.
	one, many string
	// text is the part of a job, or why there is none.
	text func(m *Model, j api.Job) (text, why string)
	// join makes one text of several jobs' parts.
	join func(texts []string) string
	// link is set for parts that are presigned links, which end.
	link linkOf
	// rare parts are left out of the menu where no job has them.
	rare bool
	// deep parts come last on the plain-text screen, and for a single job only.
	deep bool
}

// linkOf picks a link of a job that may be offered.
type linkOf func(api.Job) (string, bool)

var parts = []part{
	{id: action.PartID, key: "i", one: "id", many: "ids", text: partID, join: lines},
	{id: action.PartVideo, key: "v", one: "video link", many: "video links", text: partVideo, join: lines, link: api.Job.VideoLink},
	{id: action.PartCaptions, key: "s", one: "captions link", many: "captions links", text: partCaptions, join: lines, link: api.Job.CaptionLink},
	{id: action.PartJSON, key: "j", one: "JSON", many: "JSON objects", text: partJSON, join: joinJSON, deep: true},
	{id: action.PartCurl, key: "c", one: "curl command", many: "curl commands", text: partCurl, join: lines, deep: true},
	{id: action.PartCLI, key: "h", one: "heygen command", many: "heygen commands", text: partCLI, join: lines, deep: true},
	{id: action.PartTitle, key: "n", one: "title", many: "titles", text: partTitle, join: lines, rare: true},
	{id: action.PartFailure, key: "f", one: "failure", many: "failures", text: partFailure, join: lines, rare: true},
	{id: action.PartCreate, key: "C", one: "curl that makes it again (paid)", many: "curls that make them again (paid)", text: partCreate, join: lines, rare: true, deep: true},
}

func partByID(id action.Part) (part, bool) {
	for _, p := range parts {
		if p.id == id {
			return p, true
		}
	}
	return part{}, false
}

// links are the links that have to be good for a part.
func (p part) links() []linkOf {
	if p.link == nil {
		return nil
	}
	return []linkOf{p.link}
}

func partID(_ *Model, j api.Job) (string, string) { return format.OutsideLine(string(j.ID)), "" }

func partVideo(_ *Model, j api.Job) (string, string) {
	if link, ok := j.VideoLink(); ok {
		return link, ""
	}
	return "", noFile(j, j.VideoURL, "HeyGen gave no link yet")
}

func partCaptions(_ *Model, j api.Job) (string, string) {
	if link, ok := j.CaptionLink(); ok {
		return link, ""
	}
	return "", noFile(j, j.CaptionURL, "it was made without captions")
}

// noFile says why a job has no such link; otherwise is why a finished one has
// not.
func noFile(j api.Job, link, otherwise string) string {
	switch {
	case j.Status == api.StatusFailed:
		return "it failed"
	case j.Status != api.StatusCompleted:
		return "it is not done yet"
	case link != "":
		return "HeyGen's link is not a safe one"
	}
	return otherwise
}

func partTitle(_ *Model, j api.Job) (string, string) {
	return submission.WithholdText(format.OutsideLine(j.Title)), "it has no title"
}

func partFailure(_ *Model, j api.Job) (string, string) {
	return strings.TrimSpace(format.RedactText(format.Outside(j.FailureMessage))), "it did not fail"
}

func partJSON(_ *Model, j api.Job) (string, string) {
	if len(j.Raw) == 0 {
		return "", "HeyGen sent only its state so far"
	}
	return format.OutsideJSON(j.Raw), ""
}

// joinJSON is one object, or an array of several.
func joinJSON(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	return format.OutsideJSON(json.RawMessage("[" + strings.Join(texts, ",") + "]"))
}

// key is where a pasted command finds the key: the shell puts it in.
const keyHeader = `curl -H "x-api-key: $HEYGEN_API_KEY" `

func partCurl(m *Model, j api.Job) (string, string) {
	return keyHeader + format.ShellQuote(m.baseURL()+"/v3/lipsyncs/"+url.PathEscape(string(j.ID))), ""
}

// partCLI is HeyGen's own command line tool, which takes another API from the
// same variable as lipdash.
func partCLI(m *Model, j api.Job) (string, string) {
	id := format.OutsideLine(string(j.ID))
	words := "heygen lipsync get "
	if strings.HasPrefix(id, "-") {
		words += "-- "
	}
	if base := m.baseURL(); base != api.DefaultBaseURL {
		words = "HEYGEN_API_BASE=" + format.ShellQuote(base) + " " + words
	}
	return words + format.ShellQuote(id), ""
}

// partCreate is the create call again, where everything it needs is known and
// at HeyGen's side.
func partCreate(m *Model, j api.Job) (string, string) {
	values := m.create.Records.Of(j.ID).Values
	if why := create.WhyNotAgain(values); why != "" {
		return "", why
	}
	req, errs := api.ParseCreate(values)
	if len(errs) > 0 {
		return "", "it was made from local files"
	}
	body, err := json.Marshal(req)
	if err != nil {
		return "", "its inputs cannot be written as JSON"
	}
	return keyHeader + "-H 'Content-Type: application/json' -d " +
		format.ShellQuote(format.EscapeJSON(string(body))) + " " + format.ShellQuote(m.baseURL()+"/v3/lipsyncs"), ""
}

// baseURL is where the session's API is.
func (m *Model) baseURL() string {
	if m.isOpen() && m.Identity.BaseURL != "" {
		return m.Identity.BaseURL
	}
	return api.DefaultBaseURL
}
