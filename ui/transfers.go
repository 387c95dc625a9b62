package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/joblist"
	pane "lipdash/ui/pane/transfers"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// showTransfers hands the pane what goes up, then what comes down.
func (m *Model) showTransfers() {
	if m.screen == screenTransfers {
		m.files.Show(transferRows{m.transfers, uploadsOf(m.create.Pending.All()), m.now}, m.transfers.Summary(m.now))
	}
}

func (m *Model) drawTransfers(th theme.Theme, l layout) string {
	if len(m.transfers.List())+len(uploadsOf(m.create.Pending.All())) > 0 {
		return m.files.View(th)
	}
	folder := "a folder"
	if m.downloads != nil {
		folder, _ = m.downloads.Folder()
	}
	return words(th, l, "nothing goes up or comes down", "", "d on a job fetches its video and captions to "+folder)
}

// uploadsOf are the files that go up of submissions.
func uploadsOf(out []create.Outgoing) (ups []transfers.Upload) {
	for _, o := range out {
		if o.Uploads() {
			ups = append(ups, transfers.Upload{ID: o.ID, Param: o.Param, Name: o.Values[o.Param], Progress: o.Upload})
		}
	}
	return ups
}

// transferRows are what goes up, then what comes down. They are put into words
// when they are drawn: thousands of them would cost every key press its frame.
type transferRows struct {
	room *transfers.Room
	ups  []transfers.Upload
	now  time.Time
}

func (r transferRows) Len() int { return len(r.ups) + len(r.room.List()) }

func (r transferRows) ID(i int) action.FileID {
	if i < len(r.ups) {
		return action.FileID{Upload: r.ups[i].ID}
	}
	return action.FileID{Download: r.down(i).ID}
}

func (r transferRows) Index(id action.FileID) (int, bool) {
	for i := range r.Len() {
		if r.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

func (r transferRows) Over(i int) bool {
	return i >= len(r.ups) && r.down(i).State > transfers.Failed
}

func (r transferRows) Note(i int) string {
	if i < len(r.ups) {
		return transfers.Long(r.ups[i].Progress)
	}
	return r.down(i).Note(r.now)
}

func (r transferRows) Row(i int) pane.Row {
	row := pane.Row{ID: r.ID(i), Note: r.Note(i)}
	if i < len(r.ups) {
		u := r.ups[i]
		row.State, row.Owner = pane.Up, action.SubmissionRow(u.ID)
		row.Name, row.Path, row.Done, row.Size = u.Name, u.Name, u.Progress.Sent, u.Progress.Total
		var stalled bool
		if row.Speed, stalled = r.room.Speed(u, r.now); stalled {
			row.Step = "stalled"
		}
		return row
	}
	t := r.down(i)
	row.State, row.Owner = stateOf(t, r.now), action.JobRow(t.Job)
	row.Name, row.Path, row.Done, row.Size = t.Name, t.Path, t.Done, t.Size
	switch {
	case t.State == transfers.Done && !t.At.IsZero():
		row.Step = format.Ago(r.now.Sub(t.At))
	case t.State == transfers.Running:
		row.Speed, row.Step = t.Speed, t.Step
	}
	return row
}

func (r transferRows) down(i int) transfers.Transfer { return r.room.List()[i-len(r.ups)] }

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

// fileInfo is what a job's row says of its files, "" when there is nothing.
func fileInfo(room *transfers.Room, id api.JobID) (string, joblist.Tone) {
	t, ok := room.Of(id)
	switch {
	case !ok:
	case t.State == transfers.Failed:
		return "download failed", joblist.Bad
	case t.Asks:
		return "a file in the way", joblist.Odd
	case t.State == transfers.Paused:
		return "download paused", joblist.Plain
	case t.State == transfers.Queued:
		return "waits to come down", joblist.Plain
	case t.State == transfers.Running && t.Size > 0:
		return "coming down " + format.Percent(t.Done, t.Size), joblist.Plain
	case t.State == transfers.Running:
		return "coming down", joblist.Plain
	}
	if _, here := room.Here(id); here {
		return "saved", joblist.Plain
	}
	return "", joblist.Plain
}

// resultInfo is what a finished job's row says of its files and links. With a refused key
// no link is asked for.
func resultInfo(room *transfers.Room, e store.Entry, refused bool) (string, joblist.Tone) {
	if s, tone := fileInfo(room, e.Job.ID); s != "" {
		return s, tone
	}
	captions := ""
	if _, ok := e.Job.CaptionLink(); ok || e.Shelved && e.HasCaptions {
		captions = "captions"
	}
	if _, ok := e.Job.VideoLink(); !ok && !(e.Shelved && e.HasVideo) {
		switch {
		case e.NeedsRead && refused:
			return "link unread", joblist.Plain
		case e.NeedsRead:
			return "link unread, asking", joblist.Plain
		}
		return "link not ready", joblist.Plain
	}
	if e.Unseen {
		if captions != "" {
			return "new, captions", joblist.News
		}
		return "new", joblist.News
	}
	return captions, joblist.Plain
}

// transfersAside is the header's right on this screen: speed and room. d is nil while
// there is no folder.
func transfersAside(room *transfers.Room, d calls.Downloads, now time.Time) string {
	var parts []string
	if s := pane.Speed(room.Up(now)); s != "" {
		parts = append(parts, "up "+s)
	}
	if s := pane.Speed(room.Totals(now).Down); s != "" {
		parts = append(parts, "down "+s)
	}
	if d != nil {
		if folder, free := d.Folder(); free >= 0 {
			parts = append(parts, format.Size(free)+" free in "+format.OutsideLine(folder))
		}
	}
	return strings.Join(parts, "   ")
}

// progress is what the terminal itself shows of the transfers, nil while there
// are none.
func progress(room *transfers.Room, ups []transfers.Upload, now time.Time) *tea.ProgressBar {
	percent, ok := room.Progress(ups, now)
	switch {
	case !ok:
		return nil
	case room.Totals(now).Failed > 0:
		return tea.NewProgressBar(tea.ProgressBarError, percent)
	}
	return tea.NewProgressBar(tea.ProgressBarDefault, percent)
}
