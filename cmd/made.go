package cmd

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/create"
)

// outcome is what became of a lipsync, as far as the command stayed with it.
type outcome struct {
	submission submission.ID
	title      string
	// job is the id alone until it was read.
	job   api.Job
	files []string
}

// table prints what was made: its ids, and the job as HeyGen gives it once it was waited for.
func (c *creation) table() output.Table[outcome] { return outcomeTable(c.v.now, c.download != "") }

func outcomeTable(now func() time.Time, files bool) output.Table[outcome] {
	jobs := jobTable(now)
	columns := []output.Column[outcome]{
		{Name: "id", Text: func(m outcome) string { return string(m.job.ID) }},
		{Name: "status", Also: "state", Text: func(m outcome) string { return m.status() }, Look: func(m outcome, t theme.Theme) output.Look {
			if m.job.ID == "" {
				return output.Look{Glyph: t.Glyphs.Held, Style: t.Held}
			}
			s := t.Status(cmp.Or(m.job.Status, api.StatusPending))
			return output.Look{Glyph: s.Glyph, Style: s.Style}
		}},
		{Name: "title", Wide: true, Text: func(m outcome) string { return cmp.Or(m.job.Title, m.title) }},
		{Name: "submission_id", Text: func(m outcome) string { return string(m.submission) }},
		{Name: "files", Wide: true, Text: func(m outcome) string { return strings.Join(m.near(), ", ") }},
	}
	shown := []string{"status", "title", "id"}
	if files {
		shown = append(shown, "files")
	}
	return output.Table[outcome]{
		Columns: columns, Shown: shown,
		Fields: []string{
			"lipsync_id", "duration", "created_at", "callback_id", "failure_message", "video_url", "caption_url",
		},
		Object: func(m outcome) any { return m.object(jobs) },
		ID:     func(m outcome) string { return cmp.Or(string(m.job.ID), string(m.submission)) },
	}
}

// near are the files as people write them.
func (m outcome) near() (out []string) {
	near := account.NewNear()
	for _, path := range m.files {
		out = append(out, near.Short(path))
	}
	return out
}

func lines(all []string) (out string) {
	for _, s := range all {
		out += s + "\n"
	}
	return out
}

func (m outcome) status() string {
	if m.job.ID == "" {
		return "held"
	}
	return theme.Theme{}.Status(cmp.Or(m.job.Status, api.StatusPending)).Word
}

// object is the job as HeyGen gave it, with what only lipdash knows beside it.
func (m outcome) object(jobs output.Table[api.Job]) any {
	out := map[string]any{}
	if len(m.job.Raw) > 0 {
		raw, _ := json.Marshal(jobs.Object(m.job))
		_ = json.Unmarshal(raw, &out)
	}
	out["lipsync_id"], out["submission_id"] = nil, m.submission
	if m.job.ID != "" {
		out["lipsync_id"] = m.job.ID
	}
	if m.files != nil {
		out["files"] = m.files
	}
	return out
}

// becomesJob waits until a submission is a job, and says what is known when it must not.
func (c *creation) becomesJob(ctx context.Context, id submission.ID, named bool) (submission.Outgoing, error) {
	told, show := "", c.v.slowly()
	o, err := c.mem.Await(ctx, id, func(o submission.Outgoing) {
		show(c.room.Pending.Progress(&o))
		if kept(&o) && o.Why() != told {
			told = o.Why()
			c.v.printer.Note(told)
		}
	})
	if err != nil {
		left := c.room.Pending.Left(&o, named)
		if !errors.Is(err, context.DeadlineExceeded) {
			c.v.printer.Note(left) // a signal, of which nothing else is said
		}
		return o, leftError{"timeout", "It took longer than --timeout. " + left, o, err}
	}
	switch create.FateOf(&o) {
	case create.Parked:
		c.takeBack(ctx, &o)
		return o, problem(&o)
	case create.NotMade:
		if o.State == submission.Discarded {
			return o, errors.New("it was taken back in another lipdash: nothing was made")
		}
		if c.draft == "" {
			_ = c.mem.DeleteDraft(ctx, string(o.ID)) // the refused is kept as one, and whoever wrote the command has it
		}
		return o, problem(&o)
	case create.Unsure:
		return o, leftError{"uncertain", c.room.Pending.Left(&o, named), o, nil}
	}
	return o, nil
}

// kept tells whether something waits for what only a user does: to resume it, or a process.
func kept(o *submission.Outgoing) bool {
	return o.Problem.Code == submission.CodeStopped || o.Problem.Code == submission.CodePaused
}

// takenBackWithin is how long a journal has to take that something is not wanted any more.
const takenBackWithin = 2 * time.Second

// takeBack forgets submissions that wait for a user who is not there: whoever reads that
// nothing was made sends them again.
func (c *creation) takeBack(ctx context.Context, all ...*submission.Outgoing) {
	for _, o := range all {
		if o.Elsewhere {
			o.Problem.Next += " It waits in another lipdash."
			continue
		}
		c.mem.Discard(o.ID)
	}
	ctx, cancel := context.WithTimeout(ctx, takenBackWithin)
	defer cancel()
	for _, o := range all {
		for !o.Elsewhere && ctx.Err() == nil {
			if now, err := c.mem.Await(ctx, o.ID, func(submission.Outgoing) {}); err != nil || now.State.Final() {
				break
			}
			select {
			case <-ctx.Done():
			case <-c.mem.Changes():
			case <-time.After(takenBackWithin / 10):
			}
		}
	}
}

// problem is why nothing was made.
func problem(o *submission.Outgoing) error {
	err := problemError{o.Problem}
	if o.Problem.Code == "unauthorized" {
		return authError{err}
	}
	return err
}

type problemError struct{ is submission.Problem }

func (p problemError) Error() string { return p.is.Message }

// Failure has the server's code and the parameter.
func (p problemError) Failure() output.Failure {
	return output.Failure{Code: p.is.Code, Message: p.is.Message, Money: p.is.Money, Hint: p.is.Next, Param: p.is.Param}
}

// leftError is a lipsync whose command ended before its job was known.
type leftError struct {
	code, say string
	of        submission.Outgoing
	err       error
}

func (l leftError) Error() string { return l.say }
func (l leftError) Unwrap() error { return l.err }

// Failure says what is known of it.
func (l leftError) Failure() output.Failure {
	return output.Failure{Code: l.code, Message: l.say, Hint: "Its submission is " + string(l.of.ID) + "."}
}

// follow stays with a submission as far as the command does, and returns what is known of it
// with an error too.
func (c *creation) follow(ctx context.Context, id submission.ID, named bool) (outcome, error) {
	got := outcome{submission: id}
	if c.queue {
		return got, nil
	}
	o, err := c.becomesJob(ctx, id, named)
	if got.job.ID = o.JobID; err != nil || !c.wait {
		return got, err
	}
	if got.job, err = c.v.ended(ctx, c.mem, got.job.ID); err != nil || c.download == "" {
		return got, err
	}
	got.files, err = c.v.bring(ctx, c.mem, got.job)
	return got, err
}

// sentence is what became of a lipsync, for people.
func (c *creation) sentence(m outcome) string {
	called := format.Line(cmp.Or(m.job.Title, m.title, "the lipsync"))
	switch {
	case m.job.ID == "":
		return called + " waits here as " + string(m.submission) + ": any open lipdash sends it, or the next one."
	case len(m.files) > 0:
		return strings.Join(m.near(), "\n")
	case m.job.Status == "":
		return string(m.job.ID) + "  " + called + " is on its way."
	}
	return string(m.job.ID) + "  " + called + " is " + string(m.job.Status) + "."
}
