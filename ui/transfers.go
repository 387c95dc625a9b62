package ui

import (
	"strings"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/transfers"
)

// uploadPrefix marks the rows of files that go up: they are their submissions'.
const uploadPrefix = "up:"

// showTransfers hands the pane what goes up, then what comes down.
func (m *Model) showTransfers() {
	if m.screen != screenTransfers {
		return
	}
	rows := transferRows{m: m}
	for i := range m.outgoing {
		if o := &m.outgoing[i]; o.State == submission.Uploading && o.Upload.Total > 0 {
			rows.up = append(rows.up, o)
		}
	}
	m.files.Show(rows, m.transfersFoot())
}

// transferRows are what goes up, then what comes down. They are put into words
// when they are drawn: thousands of them would cost every key press its frame.
type transferRows struct {
	m  *Model
	up []*Outgoing
}

func (r transferRows) Len() int { return len(r.up) + len(r.m.transfers) }

func (r transferRows) ID(i int) string {
	if i < len(r.up) {
		return uploadPrefix + string(r.up[i].ID)
	}
	return r.down(i).ID
}

func (r transferRows) Over(i int) bool { return i >= len(r.up) && r.down(i).State > TransferFailed }

func (r transferRows) Note(i int) string {
	if i < len(r.up) {
		return uploadLong(r.up[i].Upload)
	}
	return r.m.transferNote(r.down(i))
}

func (r transferRows) Row(i int) transfers.Row {
	if i < len(r.up) {
		return r.m.uploadRow(r.up[i])
	}
	return r.m.transferRow(r.down(i))
}

func (r transferRows) down(i int) *Transfer { return &r.m.transfers[i-len(r.up)] }

func (m *Model) uploadRow(o *Outgoing) transfers.Row {
	name := o.Values[o.Param]
	return transfers.Row{
		ID: uploadPrefix + string(o.ID), Name: name, Done: o.Upload.Sent, Size: o.Upload.Total,
		State:  theme.State{Glyph: m.theme.Glyphs.Run, Word: "up", Style: m.theme.Run},
		Amount: amount(o.Upload.Sent, o.Upload.Total), Speed: m.upPace(o), Note: uploadLong(o.Upload),
	}
}

func (m *Model) transferRow(t *Transfer) transfers.Row {
	r := transfers.Row{
		ID: t.ID, State: m.transferState(*t), Name: t.Name, Done: t.Done, Size: t.Size,
		Amount: amount(t.Done, t.Size), Speed: m.pace(*t), Paused: t.State == TransferPaused, Over: t.State > TransferFailed,
		Note: m.transferNote(t), Worry: t.State == TransferFailed || t.Asks,
	}
	if t.State == TransferDone {
		r.Whole, r.Amount = true, format.Size(t.Size)
	}
	return r
}

// transferNote says why a file waits or failed, and what helps.
func (m *Model) transferNote(t *Transfer) string {
	switch {
	case t.State == TransferDone:
		return ""
	case t.State == TransferCancelled && t.Done == 0:
		return "t fetches it"
	case t.State == TransferCancelled:
		return "its part file is kept: t goes on with it"
	case t.Asks:
		return t.Reason + " enter decides."
	case t.State == TransferRunning && t.Step == "" && !t.Linked:
		return ""
	case t.NextTry.After(m.now):
		return strings.TrimSpace(t.Reason + " Again in " + seconds(t.NextTry.Sub(m.now)) + ".")
	}
	return t.Reason
}

func (m *Model) transferState(t Transfer) theme.State {
	g, th := m.theme.Glyphs, m.theme
	switch t.State {
	case TransferRunning:
		if t.NextTry.After(m.now) {
			return theme.State{Glyph: g.Wait, Word: "retry", Style: th.Warn}
		}
		return theme.State{Glyph: g.Run, Word: "down", Style: th.Run}
	case TransferPaused:
		if t.Asks {
			return theme.State{Glyph: g.Stuck, Word: "asks", Style: th.Warn.Bold(true)}
		}
		return theme.State{Glyph: g.Held, Word: "paused", Style: th.Held}
	case TransferFailed:
		return theme.State{Glyph: g.Fail, Word: "failed", Style: th.Fail.Bold(true)}
	case TransferDone:
		return theme.State{Glyph: g.Done, Word: "done", Style: th.Done}
	case TransferCancelled:
		return theme.State{Glyph: g.Held, Word: "stopped", Style: th.Held}
	}
	return theme.State{Glyph: g.Wait, Word: "waits", Style: th.Wait}
}

// pace is the last column: the speed, or what is done instead of fetching.
func (m *Model) pace(t Transfer) string {
	switch {
	case t.State == TransferDone && !t.At.IsZero():
		return format.Ago(m.now.Sub(t.At))
	case t.State != TransferRunning:
		return ""
	case t.Step != "":
		return t.Step
	}
	return speed(t.Speed)
}

func speed(bytes float64) string {
	if bytes < 1 {
		return ""
	}
	return format.Size(int64(bytes)) + "/s"
}

func amount(done, size int64) string {
	switch {
	case size < 0 && done == 0:
		return ""
	case size < 0:
		return format.Size(done)
	}
	here, unit, _ := strings.Cut(format.Size(done), " ")
	all, of, _ := strings.Cut(format.Size(size), " ")
	if unit == of {
		return here + "/" + all + " " + of
	}
	return here + " " + unit + "/" + all + " " + of
}

func (m *Model) drawTransfers(th theme.Theme, l layout) string {
	if len(m.transfers)+m.uploads() > 0 {
		return m.files.View(th)
	}
	folder := "a folder"
	if m.downloads != nil {
		folder, _ = m.downloads.Folder()
	}
	return m.drawWords(th, l, "nothing goes up or comes down", "", "d on a job fetches its video and captions to "+folder)
}
