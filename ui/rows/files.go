package rows

import (
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	pane "lipdash/ui/pane/transfers"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Files are what goes up, then what comes down. They are put into words when they are
// drawn: thousands of them would cost every key press its frame.
type Files struct {
	room *transfers.Room
	ups  []transfers.Upload
	now  time.Time
	keys action.Keys
	// short is a path as people write it.
	short func(string) string
}

// Files are the rows of the transfers.
func (s Source) Files() Files {
	return Files{s.Transfers, s.Create.Pending.Uploads(), s.Now, s.Browse.Keys, s.short}
}

// Len counts the rows.
func (f Files) Len() int { return len(f.ups) + len(f.room.List()) }

// ID is the file at a position.
func (f Files) ID(i int) action.FileID {
	if i < len(f.ups) {
		return action.FileID{Upload: f.ups[i].ID}
	}
	return action.FileID{Download: f.down(i).ID}
}

// Index is a file's position, false when it is not among these.
func (f Files) Index(id action.FileID) (int, bool) {
	for i := range f.Len() {
		if f.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

// Between are the files from one to another, none when one is not among these.
func (f Files) Between(a, b action.FileID) []action.FileID {
	from, okA := f.Index(a)
	to, okB := f.Index(b)
	if !okA || !okB {
		return nil
	}
	var out []action.FileID
	for i := min(from, to); i <= max(from, to); i++ {
		out = append(out, f.ID(i))
	}
	return out
}

// Over tells whether nothing happens to a file any more.
func (f Files) Over(i int) bool {
	return i >= len(f.ups) && f.down(i).State > transfers.Failed
}

// Note is what there is to say of a file below the rows.
func (f Files) Note(i int) string {
	if i < len(f.ups) {
		return transfers.Long(f.ups[i].Progress)
	}
	return f.down(i).Note(f.now, f.keys)
}

// Row is a file as it is drawn.
func (f Files) Row(i int) pane.Row {
	row := pane.Row{ID: f.ID(i), Note: f.Note(i)}
	if i < len(f.ups) {
		u := f.ups[i]
		row.State, row.Owner = pane.Up, action.SubmissionRow(u.ID)
		row.Name, row.Path, row.Done, row.Size = f.short(u.Name), u.Name, u.Progress.Sent, u.Progress.Total
		var stalled bool
		if row.Speed, stalled = f.room.Speed(u, f.now); stalled {
			row.Step = "stalled"
		}
		return row
	}
	t := f.down(i)
	row.State, row.Owner = stateOf(t, f.now), action.JobRow(t.Job)
	row.Name, row.Path, row.Done, row.Size = t.Name, t.Path, t.Done, t.Size
	switch {
	case t.State == transfers.Done && !t.At.IsZero():
		row.Step = format.Ago(f.now.Sub(t.At))
	case t.State == transfers.Running:
		row.Speed, row.Step = t.Speed, t.Step
	}
	return row
}

func (f Files) down(i int) transfers.Transfer { return f.room.List()[i-len(f.ups)] }

func stateOf(t transfers.Transfer, now time.Time) pane.State {
	switch {
	case t.Waits(now):
		return pane.Retrying
	case t.Asks:
		return pane.Asking
	}
	return map[transfers.State]pane.State{
		transfers.Queued: pane.Queued, transfers.Running: pane.Down, transfers.Paused: pane.Paused,
		transfers.Failed: pane.Failed, transfers.Done: pane.Done, transfers.Cancelled: pane.Stopped,
	}[t.State]
}

// Traffic is speed and room for files: free bytes in folder, which is "" while there is
// none; free is -1 when nobody knows.
func (f Files) Traffic(folder string, free int64) string {
	var parts []string
	if s := pane.Speed(f.room.Up(f.now)); s != "" {
		parts = append(parts, "up "+s)
	}
	if s := pane.Speed(f.room.Totals(f.now).Down); s != "" {
		parts = append(parts, "down "+s)
	}
	if folder != "" && free >= 0 {
		parts = append(parts, format.Size(free)+" free in "+format.OutsideLine(folder))
	}
	return strings.Join(parts, "   ")
}

// fileInfo is what a job's row says of its files, "" when there is nothing.
func fileInfo(room *transfers.Room, id api.JobID) (string, theme.Tone) {
	t, ok := room.Of(id)
	switch {
	case !ok:
	case t.State == transfers.Failed:
		return "download failed", theme.Fail
	case t.Asks:
		return "a file in the way", theme.Warn
	case t.State == transfers.Paused:
		return "download paused", theme.Plain
	case t.State == transfers.Queued:
		return "waits to come down", theme.Plain
	case t.State == transfers.Running && t.Size > 0:
		return "coming down " + format.Percent(t.Done, t.Size), theme.Plain
	case t.State == transfers.Running:
		return "coming down", theme.Plain
	}
	if _, here := room.Here(id); here {
		return "saved", theme.Plain
	}
	return "", theme.Plain
}

// resultInfo is what a finished job's row says of its files and links. With a refused key
// no link is asked for.
func resultInfo(room *transfers.Room, e store.Entry, refused bool) (string, theme.Tone) {
	if s, tone := fileInfo(room, e.Job.ID); s != "" {
		return s, tone
	}
	captions := ""
	if _, ok := e.Job.CaptionLink(); ok || e.Trimmed && e.HasCaptions {
		captions = "captions"
	}
	if _, ok := e.Job.VideoLink(); !ok && !(e.Trimmed && e.HasVideo) {
		switch {
		case e.NeedsRead && refused:
			return "link unread", theme.Plain
		case e.NeedsRead && e.Unseen:
			return "new", theme.Accent // that it is done was seen before its link
		case e.NeedsRead:
			return "link unread, asking", theme.Plain
		}
		return "link not ready", theme.Plain
	}
	if e.Unseen {
		if captions != "" {
			return "new, captions", theme.Accent
		}
		return "new", theme.Accent
	}
	return captions, theme.Plain
}

// Progress is how far what is under way is, in percent: the files, else the batches that are
// not over. failed tells that some of it failed, and ok is false while it is nothing.
func (s Source) Progress() (percent int, failed, ok bool) {
	if percent, failed, ok = s.Transfers.Progress(s.Create.Pending.Uploads(), s.Now); ok {
		return percent, failed, ok
	}
	return s.Batches.Progress(s.Store)
}
