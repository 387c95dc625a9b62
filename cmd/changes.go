package cmd

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/follow"
)

// changeTable is how changes are printed, a line each.
func changeTable() output.Table[follow.Change] {
	text := func(name string, of func(follow.Change) string) output.Column[follow.Change] {
		return output.Column[follow.Change]{Name: name, Text: of, Look: quiet[follow.Change]}
	}
	title := output.Column[follow.Change]{Name: "title", Wide: true, Text: func(c follow.Change) string { return c.Job.Title }}
	reason := output.Column[follow.Change]{
		Name: "reason", Wide: true, Text: changeReason,
		Look: func(c follow.Change, t theme.Theme) (l output.Look) {
			if changeReason(c) != "" {
				l.Style = t.Fail
			}
			return l
		},
	}
	return output.Table[follow.Change]{
		Columns: []output.Column[follow.Change]{
			text("time", func(c follow.Change) string { return c.At.Local().Format(time.TimeOnly) }),
			changeColumn(), title, text("id", changeID), reason,
			text("change", func(c follow.Change) string { return string(c.Kind) }),
			text("status", func(c follow.Change) string { return string(c.Job.Status) }),
			text("path", func(c follow.Change) string { return c.Path }),
		},
		Shown:  []string{"time", "what", "title", "id", "reason"},
		Object: func(c follow.Change) any { return changeObject(c) },
		Fields: []string{
			"at", "change", "id", "title", "status", "from", "created_at", "duration", "failure_message", "callback_id",
			"video_url", "caption_url", "submission", "reason", "path",
		},
		ID: changeID,
	}
}

func changeID(c follow.Change) string {
	if c.Job.ID == "" {
		return string(c.Submission)
	}
	return string(c.Job.ID)
}

// changeColumn says what happened in a word: the new state, for what is more.
func changeColumn() output.Column[follow.Change] {
	words := map[follow.Kind]string{
		follow.New: "new", follow.Title: "renamed", follow.Link: "link", follow.Gone: "deleted",
		follow.Saved: "saved", follow.Refused: "refused", follow.Waits: "waits for you",
	}
	return output.Column[follow.Change]{
		Name: "what",
		Text: func(c follow.Change) string {
			if c.Kind == follow.State {
				return theme.Theme{}.Status(c.Job.Status).Word
			}
			return words[c.Kind]
		},
		Look: func(c follow.Change, t theme.Theme) output.Look {
			switch s := t.Status(c.Job.Status); c.Kind {
			case follow.State:
				return output.Look{Glyph: s.Glyph, Style: s.Style}
			case follow.Refused, follow.Waits:
				return output.Look{Style: t.Fail}
			}
			return output.Look{Style: t.Muted}
		},
	}
}

// changeReason is what there is to say beside the state.
func changeReason(c follow.Change) string {
	switch {
	case c.Kind == follow.Saved:
		return c.Path
	case c.Kind == follow.State && c.Job.Status == api.StatusFailed:
		return c.Job.FailureMessage
	}
	return c.Why
}

// changeLine is a change as JSON; changeHelp says what its fields are. What is about the job
// has the API's names.
type changeLine struct {
	At         string        `json:"at"`
	Change     follow.Kind   `json:"change"`
	ID         api.JobID     `json:"id,omitempty"`
	Title      string        `json:"title,omitempty"`
	Status     api.Status    `json:"status,omitempty"`
	From       api.Status    `json:"from,omitempty"`
	CreatedAt  int64         `json:"created_at,omitempty"`
	Duration   float64       `json:"duration,omitempty"`
	Failure    string        `json:"failure_message,omitempty"`
	CallbackID string        `json:"callback_id,omitempty"`
	VideoURL   string        `json:"video_url,omitempty"`
	CaptionURL string        `json:"caption_url,omitempty"`
	Submission submission.ID `json:"submission,omitempty"`
	Reason     string        `json:"reason,omitempty"`
	Path       string        `json:"path,omitempty"`
}

func changeObject(c follow.Change) changeLine {
	out := changeLine{
		At: c.At.UTC().Format(time.RFC3339), Change: c.Kind, ID: c.Job.ID, Title: c.Job.Title, Status: c.Job.Status, From: c.From,
		Duration: c.Job.Duration.Seconds(), Failure: c.Job.FailureMessage, CallbackID: c.Job.CallbackID,
		Submission: c.Submission, Reason: c.Why, Path: c.Path,
	}
	if !c.Job.CreatedAt.IsZero() {
		out.CreatedAt = c.Job.CreatedAt.Unix()
	}
	if c.Kind == follow.Link {
		out.VideoURL, _ = c.Job.VideoLink()
		out.CaptionURL, _ = c.Job.CaptionLink()
	}
	return out
}

// changeHelp documents the lines of wait and watch.
const changeHelp = `Each line is an object with
  at               when it was seen, RFC 3339 in UTC
  change           new, state, title, link, gone, saved (a file is here),
                   refused (HeyGen does not make it), waits (it waits for you)
  id, title, status, created_at, duration, callback_id, failure_message
                   as HeyGen has them, as far as they are known
  from             the state before, where it was seen
  video_url, caption_url
                   of a link; they expire
  submission, reason
                   of refused and waits: what is no job, and why
  path             of saved`

// jobName is what a job is called in a sentence.
func jobName(j api.Job) string {
	if j.Title == "" {
		return string(j.ID)
	}
	return format.Cut(format.OutsideLine(j.Title), longestName) + " (" + string(j.ID) + ")"
}

// longestName bounds a title in a sentence, in cells.
const longestName = 40
