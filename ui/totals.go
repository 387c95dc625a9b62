package ui

import (
	"strings"
	"time"

	"lipdash/ui/kit/format"

	tea "charm.land/bubbletea/v2"
)

// transferTotals is what the transfers amount to.
type transferTotals struct {
	open, running, failed, asks, done int
	// unsized are to come and of unknown size.
	unsized       int
	left, brought int64
	// sized counts the files whose size is known, all of them sizes bytes.
	sized int
	sizes int64
	down  float64
	// batch counts the files since the queue was last empty; so much of each of
	// them, from 0 to 1, is here in all.
	batch int
	here  float64
}

// counted keeps what the transfers amount to, so that a frame does not walk
// thousands of them over and over.
type counted struct {
	transferTotals
	// today and since are what was counted from: midnight, and when the queue was
	// last empty.
	today, since time.Time
}

// transferTotals is what the transfers amount to now.
func (m *Model) transferTotals() transferTotals { return m.counted.transferTotals }

// count counts the transfers anew. Whatever changes them ends with it; reconcile
// does it when the day turns.
func (m *Model) count() {
	m.counted = counted{today: m.today(), since: m.transfersSince}
	for _, t := range m.transfers {
		m.counted.add(t)
	}
}

// countToday counts again what was counted on another day.
func (m *Model) countToday() {
	if len(m.transfers) > 0 && !m.counted.today.Equal(m.today()) {
		m.count()
	}
}

func (h *counted) add(t Transfer) {
	switch {
	case t.State == TransferFailed:
		h.failed++
	case t.State == TransferDone && t.At.After(h.today):
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
	h.addToBatch(t)
}

func (h *counted) addToBatch(t Transfer) {
	switch {
	case t.State == TransferDone && t.At.After(h.since):
		h.batch++
		h.here++
	case t.State == TransferRunning || t.State == TransferQueued:
		h.batch++
		if t.Size > 0 {
			h.here += float64(t.Done) / float64(t.Size)
		}
	}
}

// guess is how many bytes are to come if files of unknown size are like the
// others, 0 when nothing is known.
func (h transferTotals) guess() float64 {
	if h.sized == 0 {
		return 0
	}
	return float64(h.left) + float64(h.unsized)*float64(h.sizes)/float64(h.sized)
}

// steadyAfter is how long a speed is too young to tell anything by.
const steadyAfter = 5 * time.Second

func (m *Model) transfersFoot() string {
	h := m.transferTotals()
	var parts []string
	if h.open > 0 {
		s := format.Count(h.open, "file", "files") + " to come"
		if left := h.guess(); left > 0 && h.down > 0 && m.now.Sub(m.transfersSince) > steadyAfter {
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
	if s := speed(m.transferTotals().down); s != "" {
		parts = append(parts, "down "+s)
	}
	if m.downloads != nil {
		if folder, free := m.downloads.Folder(); free >= 0 {
			parts = append(parts, format.Size(free)+" free in "+format.OutsideLine(folder))
		}
	}
	return strings.Join(parts, "   ")
}

// progress is what the terminal itself shows of the transfers, nil while there
// are none: of all files since the queue was last empty, so much is here.
func (m *Model) progress() *tea.ProgressBar {
	h := m.transferTotals()
	all, here := float64(h.batch), h.here
	for i := range m.outgoing {
		if up := m.outgoing[i].Upload; up.Total > 0 {
			all++
			here += float64(up.Sent) / float64(up.Total)
		}
	}
	if h.open+m.uploads() == 0 || all == 0 {
		return nil
	}
	state := tea.ProgressBarDefault
	if h.failed > 0 {
		state = tea.ProgressBarError
	}
	return tea.NewProgressBar(state, int(100*here/all))
}
