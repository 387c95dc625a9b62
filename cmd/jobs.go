package cmd

import (
	"cmp"
	"time"

	"lipdash/api"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// jobTable is how jobs are printed: as HeyGen gave them, and for people with their ages.
func jobTable(now func() time.Time) output.Table[api.Job] {
	text := func(name string, of func(api.Job) string) output.Column[api.Job] {
		return output.Column[api.Job]{Name: name, Text: of, Theirs: true, Look: quiet[api.Job]}
	}
	title := output.Column[api.Job]{
		Name: "title", Wide: true, Theirs: true,
		Text: func(j api.Job) string { return cmp.Or(j.Title, "(untitled)") },
		Look: func(j api.Job, t theme.Theme) output.Look {
			if j.Title == "" {
				return output.Look{Style: t.Faint}
			}
			return output.Look{Style: t.Text}
		},
	}
	age := text("age", func(j api.Job) string { return age(j.CreatedAt, now()) })
	length := text("duration", func(j api.Job) string { return format.Length(j.Duration) })
	age.Right, age.Theirs, length.Right = true, false, true
	failure := text("failure_message", func(j api.Job) string { return j.FailureMessage })
	failure.Wide, failure.Look = true, func(_ api.Job, t theme.Theme) output.Look { return output.Look{Style: t.Fail} }
	return output.Table[api.Job]{
		Columns: []output.Column[api.Job]{
			statusColumn(func(j api.Job) api.Status { return j.Status }), title, age, length,
			text("id", func(j api.Job) string { return string(j.ID) }),
			failure,
			text("created_at", func(j api.Job) string { return format.Stamp(j.CreatedAt.Local(), now().Local()) }),
			text("callback_id", func(j api.Job) string { return j.CallbackID }),
			text("video_url", func(j api.Job) string { return link(j.VideoLink, "video_url", now()) }),
			text("caption_url", func(j api.Job) string { return link(j.CaptionLink, "caption_url", now()) }),
		},
		Shown:  []string{"status", "title", "age", "duration", "id"},
		Object: func(j api.Job) any { return j.Object() },
		ID:     func(j api.Job) string { return string(j.ID) },
		Empty:  "No jobs.",
	}
}

// link says that there is a link and how long it is good. Its signature is for those who
// ask for it.
func link(of func() (string, bool), field string, now time.Time) string {
	url, ok := of()
	if !ok {
		return ""
	}
	text := "--field " + field + " prints it"
	if until, known := api.LinkExpiry(url); known {
		text += ", good for " + format.Left(until.Sub(now))
	}
	return text
}

// statusColumn shows a state as the dashboard does.
func statusColumn[T any](of func(T) api.Status) output.Column[T] {
	return output.Column[T]{
		Name: "status",
		Text: func(v T) string { return theme.Theme{}.Status(of(v)).Word },
		Look: func(v T, t theme.Theme) output.Look {
			s := t.Status(of(v))
			return output.Look{Glyph: s.Glyph, Style: s.Style}
		},
	}
}

// quiet is what surrounds what one came to read.
func quiet[T any](_ T, t theme.Theme) output.Look { return output.Look{Style: t.Muted} }

// age is how long ago something was, "" when nobody knows.
func age(at, now time.Time) string {
	if at.IsZero() {
		return ""
	}
	return format.Age(max(0, now.Sub(at)))
}

// seconds is a moment as HeyGen writes it, in seconds; 0 when nobody knows.
func seconds(at time.Time) int64 {
	if at.IsZero() {
		return 0
	}
	return at.Unix()
}

// now is the moment by HeyGen's clock, as far as it is known.
func (v *invocation) now() time.Time {
	if v.client == nil {
		return time.Now()
	}
	ahead, _ := v.client.ClockOffset()
	return time.Now().Add(ahead)
}
