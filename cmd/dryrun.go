package cmd

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
)

// dryRun is what would be sent, and what it is likely to cost.
type dryRun struct {
	Body     json.RawMessage `json:"body"`
	Uploads  []uploadPlan    `json:"uploads,omitempty"`
	Estimate estimate        `json:"estimate"`
	Warnings []warning       `json:"warnings,omitempty"`
}

// uploadPlan is a local file that would be sent first, unless HeyGen has it.
type uploadPlan struct {
	Param   string  `json:"param"`
	Path    string  `json:"path"`
	Size    int64   `json:"size_bytes"`
	Seconds float64 `json:"seconds,omitempty"`
}

// estimate is what a lipsync is likely to cost; without a length it is not known.
type estimate struct {
	USD     *float64 `json:"usd"`
	Seconds float64  `json:"seconds,omitempty"`
	// Rate is dollars a second of output, of a day.
	Rate    float64 `json:"usd_per_second"`
	Dated   string  `json:"rate_date,omitempty"`
	Assumes string  `json:"assumes"`
	text    string
}

func newDryRun(in create.Inputs, against []warning, key string, rates create.Rates) dryRun {
	d := dryRun{Warnings: against, Estimate: estimated(in, rates)}
	req, _ := api.ParseCreate(in.Values)
	for name, source := range map[string]*api.Source{"video": &req.Video, "audio": &req.Audio} {
		if file, ok := in.Files[name]; ok {
			source.AssetID = api.AssetID("(of " + file.Path + ", once it is uploaded)")
		}
		if len(submission.Withheld(submission.Withhold(map[string]string{name: source.URL}))) > 0 {
			source.URL = format.Redact(source.URL)
		}
	}
	for _, p := range api.Params() {
		if file, ok := in.Files[p.Name]; ok {
			d.Uploads = append(d.Uploads, uploadPlan{p.Name, file.Path, file.Size, file.Length.Seconds()})
		}
	}
	if req.CallbackID == "" {
		req.CallbackID = submission.CallbackPrefix + "(made when it is sent)"
		if key != "" {
			req.CallbackID = submission.CallbackPrefix + string(submission.Named(key, 0))
		}
	}
	d.Body, _ = json.Marshal(req)
	return d
}

func estimated(in create.Inputs, rates create.Rates) estimate {
	mode := api.Mode(in.Values["mode"])
	e := estimate{Seconds: in.Seconds(), Rate: rates.Of(mode), Dated: rates.Dated, Assumes: in.Assumes()}
	if e.Seconds > 0 && e.Rate > 0 {
		usd := math.Round(e.Seconds*e.Rate*1e4) / 1e4
		e.USD = &usd
	}
	cost, why := rates.Price(mode, e.Seconds, "x")
	e.text = cost
	if why != "" {
		e.text += " (" + why + ")"
	}
	if e.text == "" {
		e.text = "not known: there is no rate in the settings"
	}
	return e
}

// dryRunTable prints it: the body as it would be sent, and the rest beside it.
var dryRunTable = output.Table[dryRun]{
	Columns: []output.Column[dryRun]{
		{Name: "body", Text: func(d dryRun) string { return indented(d.Body) }},
		{Name: "uploads", Text: func(d dryRun) string { return lines(d.uploads()) }},
		{Name: "cost", Text: func(d dryRun) string { return d.Estimate.text }},
		{Name: "assumes", Text: func(d dryRun) string { return d.Estimate.Assumes }},
		{
			Name: "warnings", Text: func(d dryRun) string { return lines(d.warned()) },
			Look: func(_ dryRun, t theme.Theme) output.Look { return output.Look{Style: t.Warn} },
		},
	},
	ID: func(dryRun) string { return "" },
}

func (d dryRun) uploads() (out []string) {
	for _, u := range d.Uploads {
		out = append(out, fmt.Sprintf("%s: %s, %s", u.Param, u.Path, format.Size(u.Size)))
	}
	return out
}

func (d dryRun) warned() (out []string) {
	for _, w := range d.Warnings {
		out = append(out, w.Param+": "+w.Message)
	}
	return out
}

func indented(raw json.RawMessage) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	_ = e.Encode(raw)
	return b.String()
}
