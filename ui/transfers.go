package ui

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/theme"
	"lipdash/ui/state/transfers"
)

func (m *Model) drawTransfers(th theme.Theme, l layout) string {
	if len(m.transfers.List())+len(m.create.Pending.Uploads()) > 0 {
		return m.files.View(th)
	}
	folder, _ := folderOf(m.downloads)
	return words(th, l, "nothing goes up or comes down", "", "d on a job fetches its video and captions to "+cmp.Or(folder, "a folder"))
}

// folderOf is where files go, "" while there is none, and the free bytes there, -1 when
// nobody knows.
func folderOf(d calls.Downloads) (name string, free int64) {
	if d == nil {
		return "", -1
	}
	return d.Folder()
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
