package share

import (
	"encoding/json"
	"net/url"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// Part is one thing a job has that can be given away: the table behind the copy menu
// and the plain text.
type Part struct {
	// ID names it in actions, and the command of its key in the menu.
	ID string
	// One and Many name it for one job and for several.
	One, Many string
	// text is the part of a job, or why there is none.
	text func(s Source, j api.Job) (text, why string)
	// join makes one text of several jobs' parts.
	join func(texts []string) string
	// link is set for parts that are presigned links, which end.
	link linkOf
	// rare parts are left out of the menu where no job has them.
	rare bool
	// deep parts come last in the plain text, and for a single job only.
	deep bool
}

// linkOf picks a link of a job that may be offered.
type linkOf func(api.Job) (string, bool)

// Video is the id of the part that can also be opened.
const Video = "video"

var parts = []Part{
	{ID: "id", One: "id", Many: "ids", text: partID, join: lines},
	{ID: Video, One: "video link", Many: "video links", text: partVideo, join: lines, link: api.Job.VideoLink},
	{ID: "captions", One: "captions link", Many: "captions links", text: partCaptions, join: lines, link: api.Job.CaptionLink},
	{ID: "path", One: "path of the file here", Many: "paths of the files here", text: partPath, join: lines, rare: true},
	{ID: "json", One: "JSON", Many: "JSON objects", text: partJSON, join: joinJSON, deep: true},
	{ID: "curl", One: "curl command", Many: "curl commands", text: partCurl, join: lines, deep: true},
	{ID: "cli", One: "heygen command", Many: "heygen commands", text: partCLI, join: lines, deep: true},
	{ID: "title", One: "title", Many: "titles", text: partTitle, join: lines, rare: true},
	{ID: "failure", One: "failure", Many: "failures", text: partFailure, join: lines, rare: true},
	{ID: "create", One: "curl that makes it again (paid)", Many: "curls that make them again (paid)", text: partCreate, join: lines, rare: true, deep: true},
}

// PartByID is a part of the table, the zero value when there is none of that name.
func PartByID(id string) Part {
	for _, p := range parts {
		if p.ID == id {
			return p
		}
	}
	return Part{}
}

// lines puts one text on each line; a single one may have several.
func lines(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = format.OutsideLine(t)
	}
	return strings.Join(out, "\n")
}

// joinJSON is one object, or an array of several.
func joinJSON(texts []string) string {
	if len(texts) == 1 {
		return texts[0]
	}
	return format.OutsideJSON(json.RawMessage("[" + strings.Join(texts, ",") + "]"))
}

func partID(_ Source, j api.Job) (string, string) { return format.OutsideLine(string(j.ID)), "" }

func partVideo(_ Source, j api.Job) (string, string) {
	return fileLink(j, api.Job.VideoLink, j.VideoURL, "HeyGen gave no link yet")
}

func partCaptions(_ Source, j api.Job) (string, string) {
	return fileLink(j, api.Job.CaptionLink, j.CaptionURL, "it was made without captions")
}

// fileLink is a link of a job, raw being what HeyGen gave, or why there is none: without
// is why of a finished one.
func fileLink(j api.Job, link linkOf, raw, without string) (text, why string) {
	text, ok := link(j)
	switch {
	case ok:
		return text, ""
	case j.Status == api.StatusFailed:
		return "", "it failed"
	case j.Status != api.StatusCompleted:
		return "", "it is not done yet"
	case raw != "":
		return "", "HeyGen's link is not a safe one"
	}
	return "", without
}

func partPath(s Source, j api.Job) (string, string) {
	if path := s.File(j.ID); path != "" {
		return format.QuotePath(path), ""
	}
	return "", "no file of it is here"
}

func partTitle(_ Source, j api.Job) (string, string) {
	return submission.WithholdText(format.OutsideLine(j.Title)), "it has no title"
}

func partFailure(_ Source, j api.Job) (string, string) {
	return strings.TrimSpace(format.RedactText(format.Outside(j.FailureMessage))), "it did not fail"
}

func partJSON(_ Source, j api.Job) (string, string) {
	if len(j.Raw) == 0 {
		return "", "HeyGen sent only its state so far"
	}
	return format.OutsideJSON(j.Raw), ""
}

// keyHeader begins a command that calls HeyGen. The shell puts the key in.
const keyHeader = `curl -H "x-api-key: $HEYGEN_API_KEY" `

// Curl is a call as a command. Reads need no method.
func Curl(method, link string, reads bool) string {
	if reads {
		return keyHeader + format.ShellQuote(link)
	}
	return keyHeader + "-X " + method + " " + format.ShellQuote(link)
}

func partCurl(s Source, j api.Job) (string, string) {
	return Curl("GET", s.BaseURL+"/v3/lipsyncs/"+url.PathEscape(string(j.ID)), true), ""
}

// partCLI is HeyGen's own command line tool, which takes another API from the
// same variable as lipdash.
func partCLI(s Source, j api.Job) (string, string) {
	id := format.OutsideLine(string(j.ID))
	words := "heygen lipsync get "
	if strings.HasPrefix(id, "-") {
		words += "-- "
	}
	if s.BaseURL != api.DefaultBaseURL {
		words = "HEYGEN_API_BASE=" + format.ShellQuote(s.BaseURL) + " " + words
	}
	return words + format.ShellQuote(id), ""
}

// partCreate is the create call again, where everything it needs is known and
// at HeyGen's side.
func partCreate(s Source, j api.Job) (string, string) {
	values, why := s.Inputs(j.ID)
	if why != "" {
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
		format.ShellQuote(format.EscapeJSON(string(body))) + " " + format.ShellQuote(s.BaseURL+"/v3/lipsyncs"), ""
}
