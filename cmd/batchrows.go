package cmd

import (
	"context"
	"errors"
	"strconv"
	"time"

	"lipdash/api/record"
	"lipdash/cmd/host"
	"lipdash/cmd/output"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/sheet"
)

type batchID = record.BatchID

// lookAtFiles looks at the local files of the sheet.
func (b *sending) lookAtFiles(ctx context.Context) error {
	files := calls.Files(host.Files{})
	if b.mem != nil {
		files = calls.Remembering(ctx, files, b.mem)
	}
	return b.v.lookAtFiles(ctx, files, b.sheet.Files(), b.sheet.Looked)
}

// open opens what is remembered of the account, which sends nothing yet. A dry run goes on
// without it.
func (b *sending) open(ctx context.Context) error {
	b.v.conn.idle = true
	b.v.conn.folder.Path, b.v.conn.folder.Ask = b.download, false // without a folder nothing is fetched
	mem, err := b.v.memory(ctx)
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil && b.dryRun:
		b.v.printer.Note("What was made before, and what the wallet has, is not known: " + output.FailureOf(err, "error").Message)
	case err != nil:
		return err
	default:
		b.mem = mem
	}
	return nil
}

// knowBefore finds out what there is of the rows already, and what may be spent, and leaves
// out what was not asked for.
func (b *sending) knowBefore(ctx context.Context) error {
	s := b.sheet
	b.id = batchID(b.key)
	if b.key == "" {
		b.id = s.ID(0)
	}
	if b.mem != nil {
		if err := b.findBatch(ctx); err != nil {
			return err
		}
		for _, a := range calls.MadeBefore(ctx, b.mem, s.Inputs()) {
			s.Made(a)
		}
		b.funds = calls.Funds(ctx, b.v.client, b.mem, b.v.settings.DailyLimit.V, format.Midnight(time.Now()))
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	keep, err := lineSet(b.lines)
	if err != nil {
		return usageError{err}
	}
	if b.again {
		s.Again()
	}
	s.Only(keep)
	if b.first > 0 {
		s.First(b.first)
	}
	return nil
}

// findBatch finds the batch that an earlier run made of this sheet. To make it again on
// purpose is another sheet.
func (b *sending) findBatch(ctx context.Context) error {
	if b.key != "" {
		got, known, err := b.mem.BatchNamed(ctx, b.key)
		if err != nil || !known {
			return keyError(err)
		}
		return b.foundBatch(ctx, got)
	}
	for nth := 0; ; nth++ {
		b.id = b.sheet.ID(nth)
		got, known, err := b.mem.Batch(ctx, b.id)
		switch {
		case err != nil || !known:
			return err
		case !b.again:
			return b.foundBatch(ctx, got)
		}
	}
}

// foundBatch takes what there is of the rows already. A batch of other rows is refused.
func (b *sending) foundBatch(ctx context.Context, got record.Batch) error {
	had, err := b.mem.Had(ctx, got, b.sheet.Values())
	if err != nil {
		return err
	}
	if why := b.sheet.Foreign(got, had); why != "" {
		return usageError{errors.New(why)}
	}
	b.known = true
	b.sheet.InBatch(got, had, b.retryFailed)
	return nil
}

// rowObject is a row of a dry run for programs.
type rowObject struct {
	Line     int               `json:"line"`
	State    string            `json:"state"`
	Goes     bool              `json:"goes"`
	Values   map[string]string `json:"values"`
	Findings []findingObject   `json:"findings"`
	// Seconds and Cost are estimates; null when unknown.
	Seconds *float64 `json:"seconds"`
	Cost    *float64 `json:"estimated_cost"`
}

type findingObject struct {
	Param string `json:"param,omitempty"`
	Level string `json:"level"`
	Text  string `json:"text"`
}

type checkedRow struct {
	sheet.Row
	goes, out bool
}

func rowTable(unit string) output.Table[checkedRow] {
	text := func(name string, wide bool, of func(checkedRow) string) output.Column[checkedRow] {
		return output.Column[checkedRow]{Name: name, Wide: wide, Text: of, Look: quiet[checkedRow]}
	}
	line := text(unit, false, func(r checkedRow) string { return strconv.Itoa(r.Line) })
	length := text("length", false, func(r checkedRow) string {
		return format.Length(time.Duration(r.Seconds * float64(time.Second)))
	})
	cost := text("cost", false, func(r checkedRow) string {
		return about(r.Cost)
	})
	line.Right, length.Right, cost.Right = true, true, true
	state := output.Column[checkedRow]{Name: "state", Text: checkedRow.word, Look: checkedRow.look}
	title := output.Column[checkedRow]{Name: "title", Wide: true, Text: func(r checkedRow) string { return r.Named() }}
	note := output.Column[checkedRow]{Name: "note", Wide: true, Text: func(r checkedRow) string { return r.Why() }, Look: quiet[checkedRow]}
	return output.Table[checkedRow]{
		Columns: []output.Column[checkedRow]{
			line, state, title,
			text("video", true, func(r checkedRow) string { return format.RedactValue(r.Cells["video"]) }),
			text("audio", true, func(r checkedRow) string { return format.RedactValue(r.Cells["audio"]) }),
			text("mode", false, func(r checkedRow) string { return r.Values["mode"] }),
			length, cost, note,
		},
		Shown:  []string{unit, "state", "title", "length", "cost", "note"},
		Object: func(r checkedRow) any { return r.object() },
		ID:     func(r checkedRow) string { return strconv.Itoa(r.Line) },
	}
}

func (r checkedRow) word() string {
	if r.out {
		return "left out"
	}
	return r.Verdict.String()
}

func (r checkedRow) look(t theme.Theme) output.Look {
	switch {
	case r.out, r.Verdict == sheet.Checking:
		return output.Look{Glyph: t.Glyphs.Held, Style: t.Faint}
	case r.Verdict == sheet.Ready:
		return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
	case r.Verdict == sheet.Trouble:
		return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
	}
	return output.Look{Glyph: t.Glyphs.Stuck, Style: t.Warn}
}

func (r checkedRow) object() rowObject {
	o := rowObject{Line: r.Line, State: r.Verdict.String(), Goes: r.goes, Values: map[string]string{}, Findings: []findingObject{}}
	for param, v := range r.Values {
		o.Values[param] = format.RedactValue(v)
	}
	for _, f := range r.Findings {
		o.Findings = append(o.Findings, findingObject{Param: f.Param, Level: f.Level.String(), Text: f.Text})
	}
	if r.Seconds > 0 {
		o.Seconds = &r.Seconds
	}
	if r.Cost > 0 {
		cost := cents(r.Cost)
		o.Cost = &cost
	}
	return o
}

// printRows prints the rows as they were checked, and ends as sending would begin.
func (b *sending) printRows() error {
	s := b.sheet
	var rows []checkedRow
	for i, r := range s.Rows() {
		rows = append(rows, checkedRow{Row: r, goes: s.Goes(i), out: s.LeftOut(i)})
	}
	if err := output.All(b.v.printer, rowTable(s.Where()), rows); err != nil {
		return err
	}
	b.v.printer.Note(s.Sum().Told())
	if over := s.Over(b.funds); over != "" {
		b.v.printer.Note("Over budget: " + over + ".")
	}
	what, say := s.Obstacle(b.allowed(), b.funds)
	if what == sheet.Clear || what == sheet.Nothing {
		return nil
	}
	return unsent{what, say, b.hint(what)}
}
