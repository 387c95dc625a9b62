package calls

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/create"
	"lipdash/ui/state/sheet"
)

// LookAtFiles says what files are, by path, a few at a time; it stops with the context.
func LookAtFiles(ctx context.Context, files Files, paths []string) map[string]api.LocalFile {
	return each(paths, func(path string) (f api.LocalFile, looked bool) {
		if ctx.Err() != nil {
			return f, false
		}
		f, err := files.Check(path)
		if err != nil {
			f.Problem = err.Error()
		}
		return f, true
	})
}

// MadeBefore says what there is already of the inputs of rows. What the journal cannot
// tell stops nobody, as with a single create.
func MadeBefore(ctx context.Context, mem Memory, asked []sheet.Question) []sheet.Answer {
	outbox := create.ByInputs(mem.Outgoing())
	out := make([]sheet.Answer, 0, len(asked))
	for _, q := range asked {
		values, jobs, err := mem.Same(ctx, q.Values, q.Since)
		if ctx.Err() != nil {
			return out
		}
		a := sheet.Answer{Question: q}
		for _, o := range outbox[submission.InputsHash(values)] {
			a.Pending = append(a.Pending, o.ID)
		}
		if err == nil {
			a.Jobs = jobs
		}
		out = append(out, a)
	}
	return out
}

// Funds says what may be spent: the wallet as HeyGen tells it, where it is in dollars, and
// what was spent here since a time. What nobody tells is unknown and stops nobody.
func Funds(ctx context.Context, c Client, mem Memory, limit float64, since time.Time) sheet.Funds {
	f := sheet.Funds{Limit: limit}
	if spent, err := mem.Spent(ctx, since); err == nil {
		f.Spent = spent
	}
	if me, err := c.Me(ctx); err == nil && me.Balance.Known && me.Balance.Currency == api.CurrencyUSD {
		f.Wallet = &me.Balance.Amount
	}
	return f
}

// Sheets reads sheets and folders that many lipsyncs are made from. Its methods may block
// and are only called from commands.
type Sheets interface {
	Read(path string) (sheet.Table, error)
	// Complete lists what a typed path may become.
	Complete(prefix string) []string
	// Save writes the results of a batch beside its sheet, or into a folder where it has none.
	// It says where they are, and whether they are in place of older ones of the same batch:
	// nothing else is written over.
	Save(b record.Batch, folder string) (path string, again bool, err error)
	// Edit opens a sheet in the user's editor; the command is run with the terminal
	// released, and result tells afterwards what came of it. Without an editor cmd is nil.
	Edit(path string) (cmd tea.ExecCommand, result func() error)
}

// SheetRead is a sheet as it was read; N is of the question, here and below.
type SheetRead struct {
	N     int
	Table sheet.Table
	Err   error
}

// SheetFilesLooked is what files of a sheet are.
type SheetFilesLooked struct {
	N     int
	Files map[string]api.LocalFile
}

// InputsAsked is what was made of rows of a sheet before.
type InputsAsked struct {
	N       int
	Answers []sheet.Answer
}

// BatchSubmitted says that a batch is with the outbox, or why it is not.
type BatchSubmitted struct {
	N   int
	Err error
}

// CarryOutSheet does what follows from an event of a sheet.
func CarryOutSheet(ctx context.Context, sheets Sheets, files Files, mem Memory, e sheet.Effect) tea.Cmd {
	return func() tea.Msg {
		switch e := e.(type) {
		case sheet.Read:
			t, err := sheets.Read(e.Path)
			return SheetRead{N: e.N, Table: t, Err: err}
		case sheet.LookAt:
			return SheetFilesLooked{N: e.N, Files: LookAtFiles(ctx, Remembering(ctx, files, mem), e.Paths)}
		case sheet.AskMade:
			return InputsAsked{N: e.N, Answers: MadeBefore(ctx, mem, e.Questions)}
		case sheet.HandOver:
			_, err := mem.SubmitBatch(ctx, e.Batch, e.Values)
			return BatchSubmitted{N: e.N, Err: err}
		}
		return nil
	}
}

// SheetPathsCompleted are the paths that begin with what was typed for a sheet, or, with a
// folder that relative paths begin at, for one of its cells.
type SheetPathsCompleted struct {
	Prefix string
	Paths  []string
}

// CompleteSheet looks for sheets and folders.
func CompleteSheet(sheets Sheets, prefix string) tea.Cmd {
	return func() tea.Msg { return SheetPathsCompleted{Prefix: prefix, Paths: sheets.Complete(prefix)} }
}

// CompleteCell looks for media files as a cell names them, seen from where the sheet lies.
func CompleteCell(files Files, dir, prefix string) tea.Cmd {
	if files == nil {
		return nil
	}
	return func() tea.Msg {
		full := prefix
		if !filepath.IsAbs(prefix) && !strings.HasPrefix(prefix, "~") {
			full = dir + string(filepath.Separator) + prefix
		}
		out := SheetPathsCompleted{Prefix: prefix}
		for _, found := range files.Complete("", full) {
			out.Paths = append(out.Paths, prefix+strings.TrimPrefix(found.Path, full))
		}
		return out
	}
}

// SheetEdited says that the editor with the sheet was left.
type SheetEdited struct{ Err error }

// EditSheet opens a sheet in the user's editor.
func EditSheet(sheets Sheets, path string) tea.Cmd {
	cmd, result := sheets.Edit(path)
	return edit(cmd, func(err error) tea.Msg {
		if err == nil {
			err = result()
		}
		return SheetEdited{Err: err}
	})
}
