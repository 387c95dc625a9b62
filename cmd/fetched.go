package cmd

import (
	"context"
	"fmt"

	"lipdash/api"
	"lipdash/cmd/account"
	"lipdash/cmd/output"
	"lipdash/journal"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// fetched is a file that is here, or why it is not.
type fetched struct {
	Job   api.JobID            `json:"lipsync_id"`
	Kind  journal.TransferKind `json:"kind"`
	Path  string               `json:"path,omitempty"`
	Size  int64                `json:"size_bytes,omitempty"`
	State string               `json:"state"`
	Error string               `json:"error,omitempty"`
}

// The states of a file for programs.
const (
	fileSaved  = "saved"
	fileHere   = "here already"
	fileFailed = "failed"
	fileComes  = "comes later"

	fileWaits   = "waiting"
	fileRuns    = "running"
	filePaused  = "paused"
	fileDropped = "dropped"
)

func fetchedTable() output.Table[fetched] {
	near := account.NewNear()
	return output.Table[fetched]{Columns: []output.Column[fetched]{
		{Name: "state", Text: func(f fetched) string { return f.State }, Look: fetchedLook},
		{Name: "size", Right: true, Text: func(f fetched) string {
			if f.Size == 0 {
				return ""
			}
			return format.Size(f.Size)
		}, Look: quiet[fetched]},
		{Name: "lipsync_id", Text: func(f fetched) string { return string(f.Job) }, Look: quiet[fetched]},
		{Name: "path", Wide: true, Text: func(f fetched) string { return near.Short(f.Path) }},
	}, Shown: []string{"state", "size", "path"}, ID: func(f fetched) string { return f.Path }, Empty: "Nothing to download."}
}

func fetchedLook(f fetched, t theme.Theme) output.Look {
	switch f.State {
	case fileFailed:
		return output.Look{Glyph: t.Glyphs.Fail, Style: t.Fail}
	case fileComes, fileWaits, filePaused:
		return output.Look{Glyph: t.Glyphs.Wait, Style: t.Wait}
	case fileRuns:
		return output.Look{Glyph: t.Glyphs.Run, Style: t.Run}
	case fileDropped:
		return output.Look{Glyph: t.Glyphs.Held, Style: t.Faint}
	}
	return output.Look{Glyph: t.Glyphs.Done, Style: t.Done}
}

// pending prints what waits in the queue, or drops it.
func (d *fetching) pending(ctx context.Context, drop bool) error {
	list, err := d.mem.Pending(ctx)
	if err != nil {
		return err
	}
	state := waitingWord
	if drop {
		all := len(list)
		if list, err = d.mem.DropPending(ctx, list); err != nil {
			return err
		}
		state = func(journal.Transfer) string { return fileDropped }
		if n := all - len(list); n > 0 {
			d.v.printer.Note(format.Count(n, "file is", "files are") + " being fetched by another lipdash, and stay there.")
		}
	}
	for _, t := range list {
		f := fetched{Job: t.JobID, Kind: t.Kind, Path: t.Path, Size: max(0, t.Size), State: state(t), Error: t.Reason}
		if err := d.list.Add(f); err != nil {
			return err
		}
	}
	if err := d.list.End(); err != nil {
		return err
	}
	if !drop && len(list) > 0 {
		d.v.printer.Hint("lipdash download resumes them, --drop-pending drops them.")
	}
	return nil
}

func waitingWord(t journal.Transfer) string {
	switch t.State {
	case journal.TransferRunning:
		if t.Owner == "" {
			return fileWaits // its process is gone
		}
		return fileRuns
	case journal.TransferPaused:
		return filePaused
	case journal.TransferFailed:
		return fileFailed
	}
	return fileWaits
}

// goOn goes on with what waits. What was paused stays so.
func (d *fetching) goOn(ctx context.Context) error {
	list, err := d.mem.Pending(ctx)
	if err != nil {
		return err
	}
	var on []journal.Transfer
	for _, t := range list {
		if t.State != journal.TransferPaused {
			on = append(on, t)
			d.wait = append(d.wait, t.ID)
		}
	}
	if n := len(list) - len(on); n > 0 {
		d.v.printer.Note(fmt.Sprintf("%s paused and left so: lipdash download with the id resumes one.", format.Count(n, "file is", "files are")))
	}
	return d.mem.FetchPending(ctx, on)
}
