package ui

import (
	"strings"
	"time"

	"lipdash/ui/format"

	tea "charm.land/bubbletea/v2"
)

// haulage is what the transfers amount to.
type haulage struct {
	open, running, failed, asks, done int
	// unsized are to come and of unknown size.
	unsized       int
	left, brought int64
	// sized counts the files whose size is known, all of them sizes bytes.
	sized int
	sizes int64
	down  float64
}

func (m *Model) haulage() haulage {
	var h haulage
	today := m.today()
	for _, t := range m.transfers {
		switch {
		case t.State == TransferFailed:
			h.failed++
		case t.State == TransferDone && t.At.After(today):
			h.done++
			h.brought += t.Size
		case !t.over():
			h.open++
			h.left += max(0, t.Size-t.Done)
			h.down += t.Speed
		}
		if t.Size > 0 {
			h.sized++
			h.sizes += t.Size
		}
		if !t.over() && t.Size < 0 {
			h.unsized++
		}
		if t.State == TransferRunning {
			h.running++
		}
		if t.Asks {
			h.asks++
		}
	}
	return h
}

// guess is how many bytes are to come if files of unknown size are like the
// others, 0 when nothing is known.
func (h haulage) guess() float64 {
	if h.sized == 0 {
		return 0
	}
	return float64(h.left) + float64(h.unsized)*float64(h.sizes)/float64(h.sized)
}

// settled is how long a speed is too young to tell anything by.
const settled = 5 * time.Second

func (m *Model) transfersFoot() string {
	h := m.haulage()
	var parts []string
	if h.open > 0 {
		s := format.Count(h.open, "file", "files") + " to come"
		if left := h.guess(); left > 0 && h.down > 0 && m.now.Sub(m.haulSince) > settled {
			s += ", about " + format.Age(time.Duration(left/h.down*float64(time.Second)))
		}
		parts = append(parts, s)
	}
	if h.done > 0 {
		parts = append(parts, "today "+format.Count(h.done, "file", "files")+", "+format.Size(h.brought))
	}
	if h.failed > 0 {
		parts = append(parts, format.Count(h.failed, "failed", "failed"))
	}
	return strings.Join(parts, "   ")
}

// transfersAside is the header's right on this screen: speed and room.
func (m *Model) transfersAside() string {
	var parts []string
	if s := speed(m.upRate()); s != "" {
		parts = append(parts, "up "+s)
	}
	if s := speed(m.haulage().down); s != "" {
		parts = append(parts, "down "+s)
	}
	if m.downloads != nil {
		if folder, free := m.downloads.Folder(); free >= 0 {
			parts = append(parts, format.Size(free)+" free in "+format.Safe(folder))
		}
	}
	return strings.Join(parts, "   ")
}

// progress is what the terminal itself shows of the transfers, nil while there
// are none: of all files since the queue was last empty, so much is here.
func (m *Model) progress() *tea.ProgressBar {
	var all, here float64
	failed := false
	for _, t := range m.transfers {
		switch {
		case t.State == TransferFailed:
			failed = true
		case t.State == TransferDone && t.At.After(m.haulSince):
			all++
			here++
		case t.State == TransferRunning || t.State == TransferQueued:
			all++
			if t.Size > 0 {
				here += float64(t.Done) / float64(t.Size)
			}
		}
	}
	for i := range m.outgoing {
		if up := m.outgoing[i].Upload; up.Total > 0 {
			all++
			here += float64(up.Sent) / float64(up.Total)
		}
	}
	if m.haulage().open+m.uploads() == 0 || all == 0 {
		return nil
	}
	state := tea.ProgressBarDefault
	if failed {
		state = tea.ProgressBarError
	}
	return tea.NewProgressBar(state, int(100*here/all))
}
